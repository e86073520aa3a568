// What Discover shows, as the address says it: columns, search, order, axes of the chart and how it is drawn. Names are
// Sentry's, and so are the words of saved queries. Source: design reference, section 2; spec api.md 12.4.
import type { DiscoverQuery, DiscoverQueryBody } from '../api/answers';
import { scopeOf, type Scope } from '../shared/scope';
import { many, one, type SearchChange, type SearchParams } from '../shared/search_params';
import { aliasOf, isAggregate } from './columns';

export type Display = NonNullable<DiscoverQuery['display']>;

export interface View {
  /** Texts of columns; never empty. */
  readonly fields: readonly string[];
  readonly query: string;
  /** A field or its alias, with `-` in front when the largest are first; empty: as the server has them. */
  readonly sort: string;
  /** Functions; one chart each; never empty. */
  readonly axes: readonly string[];
  readonly display: Display;
}

/** Charts of a page. */
export const MOST_AXES = 3;

export const DISPLAYS: readonly { readonly value: Display; readonly label: string }[] = [
  { value: 'default', label: 'Over time' }, { value: 'bar', label: 'Bars' }, { value: 'previous', label: 'With the time before' },
  { value: 'daily', label: 'By day' }, { value: 'top5', label: 'Top 5' }, { value: 'dailytop5', label: 'Top 5 by day' },
];

export const isTop = (display: Display): boolean => display === 'top5' || display === 'dailytop5';

export const DEFAULT_VIEW: View = {
  fields: ['title', 'issue', 'project', 'user.display', 'timestamp'], query: '', sort: '-timestamp', axes: ['count()'], display: 'default',
};

const NAMES = ['field', 'query', 'sort', 'yAxis', 'display'] as const;

/** Whether the address says itself what to show. */
export function saysView(params: SearchParams): boolean {
  return NAMES.some((name) => params[name] !== undefined);
}

export function displayOf(text: string | undefined): Display {
  return DISPLAYS.find(({ value }) => value === text)?.value ?? 'default';
}

export function viewOf(params: SearchParams): View {
  const fields = many(params, 'field').filter(Boolean);
  const axes = many(params, 'yAxis').filter(Boolean).slice(0, MOST_AXES);
  return {
    fields: fields.length ? fields : DEFAULT_VIEW.fields,
    query: one(params, 'query') ?? '',
    sort: one(params, 'sort') ?? (fields.length ? '' : DEFAULT_VIEW.sort),
    axes: axes.length ? axes : DEFAULT_VIEW.axes,
    display: displayOf(one(params, 'display')),
  };
}

/** The whole view; the page begins anew. */
export function searchOf(view: View): SearchChange {
  return {
    field: view.fields, query: view.query || undefined, sort: view.sort || undefined, yAxis: view.axes,
    display: view.display === 'default' ? undefined : view.display, cursor: undefined,
  };
}

export function viewOfSaved(saved: DiscoverQuery): View {
  return viewOf({
    ...(saved.fields && { field: saved.fields }), ...(saved.query && { query: saved.query }), ...(saved.orderby && { sort: saved.orderby }),
    ...(saved.yAxis && { yAxis: saved.yAxis }), ...(saved.display && { display: saved.display }),
  });
}

/** Projects, environments and time that were saved with it, as parameters. */
export function scopeOfSaved(saved: DiscoverQuery): SearchChange {
  const projects = saved.projects.filter((id) => id !== -1).map(String);
  const dates = saved.start !== undefined && saved.end !== undefined;
  return {
    project: projects.length ? projects : undefined,
    environment: saved.environment?.length ? saved.environment : undefined,
    ...(dates ? { start: saved.start!.slice(0, 19), end: saved.end!.slice(0, 19), statsPeriod: undefined } : { statsPeriod: saved.range, start: undefined, end: undefined }),
  };
}

export function bodyOf(view: View, scope: Scope, name: string): DiscoverQueryBody {
  return {
    name, version: 2, queryDataset: 'error-events', fields: view.fields, query: view.query, orderby: view.sort, yAxis: view.axes, display: view.display,
    projects: scope.projects.length ? scope.projects.map(Number).filter(Number.isInteger) : [-1], environment: scope.environments,
    ...(scope.statsPeriod ? { range: scope.statsPeriod } : { start: `${scope.start}Z`, end: `${scope.end}Z` }),
  };
}

/** What was saved, under another name. */
export function renamed(saved: DiscoverQuery, name: string): DiscoverQueryBody {
  const { id: _, datasetSource: _source, dateCreated: _created, dateUpdated: _updated, createdBy: _by, expired: _expired, ...body } = saved;
  return { ...body, name };
}

function textOf(view: View, scope: Scope): string {
  return JSON.stringify(bodyOf(view, scope, ''));
}

/** Whether saving would change what is saved. */
export function differs(saved: DiscoverQuery, view: View, scope: Scope): boolean {
  const before = Object.fromEntries(Object.entries(scopeOfSaved(saved)).filter(([, value]) => value !== undefined)) as SearchParams;
  return textOf(viewOfSaved(saved), scopeOf(before)) !== textOf(view, scope);
}

export interface SortedBy {
  /** One of the view's fields. */
  readonly key: string;
  readonly descending: boolean;
}

export function sortedBy(view: View): SortedBy | undefined {
  const descending = view.sort.startsWith('-');
  const text = descending ? view.sort.slice(1) : view.sort;
  const key = view.fields.find((field) => field === text) ?? view.fields.find((field) => aliasOf(field) === text);
  return key === undefined ? undefined : { key, descending };
}

/** The view with other columns. An order by a column that is gone would be an error. */
export function withFields(view: View, fields: readonly string[]): View {
  const next = { ...view, fields };
  if (view.sort === '' || sortedBy(next) !== undefined) return next;
  const first = fields.find(isAggregate) ?? fields.find((field) => field === 'timestamp');
  return { ...next, sort: first === undefined ? '' : `-${first}` };
}

export function isGrouped(view: View): boolean {
  return view.fields.some(isAggregate);
}
