// What Discover asks the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DiscoverQuery, DiscoverQueryBody, DiscoverTable, EventTotal, Facet, Timeseries } from '../api/answers';
import { apiUrl } from '../api/base';
import { call, get, getPage, part, queryString, send, type Answer, type Query } from '../api/client';
import { ApiProblem } from '../api/problem';
import { scopeQuery, type Scope } from '../shared/scope';
import { MOST_COLUMNS } from './columns';
import { withoutAggregates } from './filters';
import { intervalOf, secondsOf } from './span';
import { isGrouped, isTop, type View } from './view';

export const ROWS_PER_PAGE = 50;
const TOP_GROUPS = 5;

const eventsPath = (org: string): string => `organizations/${part(org)}/events/`;

/** Single events are linked by the numbers of their issues, where there is room to ask for them. */
function fieldsOf(view: View): readonly string[] {
  return isGrouped(view) || view.fields.includes('issue.id') || view.fields.length >= MOST_COLUMNS ? view.fields : [...view.fields, 'issue.id'];
}

function tableParameters(view: View, scope: Scope): Query {
  return { ...scopeQuery(scope), field: fieldsOf(view), query: view.query || undefined, sort: view.sort || undefined };
}

export const tableQuery = (org: string, view: View, scope: Scope, cursor: string | undefined) => queryOptions({
  queryKey: ['discover', org, 'table', tableParameters(view, scope), cursor ?? ''],
  placeholderData: keepPreviousData,
  queryFn: ({ signal }): Promise<Answer<DiscoverTable>> =>
    call<DiscoverTable>('GET', eventsPath(org), { query: { ...tableParameters(view, scope), per_page: ROWS_PER_PAGE, cursor }, signal }),
});

/** The whole table as a file, for a link. */
export function csvAddress(org: string, view: View, scope: Scope): string {
  return apiUrl(eventsPath(org)) + queryString({ ...scopeQuery(scope), field: view.fields, query: view.query || undefined, sort: view.sort || undefined, format: 'csv' });
}

function seriesParameters(view: View, scope: Scope): Query {
  const daily = view.display === 'daily' || view.display === 'dailytop5';
  const top = isTop(view.display) && isGrouped(view);
  return {
    ...scopeQuery(scope), yAxis: view.axes, query: view.query || undefined, interval: daily ? '1d' : intervalOf(scope), partial: 1,
    ...(view.display === 'previous' && { comparisonDelta: secondsOf(scope) }),
    ...(top && { topEvents: TOP_GROUPS, groupBy: view.fields, sort: view.sort || undefined }),
  };
}

export const seriesQuery = (org: string, view: View, scope: Scope) => queryOptions({
  queryKey: ['discover', org, 'series', seriesParameters(view, scope)],
  placeholderData: keepPreviousData,
  queryFn: ({ signal }) => get<Timeseries>(`organizations/${part(org)}/events-timeseries/`, seriesParameters(view, scope), signal),
});

const ofEvents = (view: View, scope: Scope): Query => ({ ...scopeQuery(scope), query: withoutAggregates(view.query) || undefined });

export const facetsQuery = (org: string, view: View, scope: Scope) => queryOptions({
  queryKey: ['discover', org, 'facets', ofEvents(view, scope)],
  placeholderData: keepPreviousData,
  queryFn: ({ signal }) => get<Facet[]>(`organizations/${part(org)}/events-facets/`, { ...ofEvents(view, scope), includeAll: 1 }, signal),
});

export const totalQuery = (org: string, view: View, scope: Scope) => queryOptions({
  queryKey: ['discover', org, 'total', ofEvents(view, scope)],
  queryFn: async ({ signal }) => (await get<EventTotal>(`organizations/${part(org)}/events-meta/`, ofEvents(view, scope), signal)).count,
});

const savedPath = (org: string): string => `organizations/${part(org)}/discover/saved/`;
const onePath = (org: string, id: string): string => `${savedPath(org)}${part(id)}/`;
const homepagePath = (org: string): string => `organizations/${part(org)}/discover/homepage/`;

/** For `invalidateQueries`, after what is kept has changed. */
export const keptKey = (org: string) => ['discover', org, 'kept'];

export const savedQuery = (org: string, id: string) => queryOptions({
  queryKey: [...keptKey(org), 'one', id],
  enabled: id !== '',
  staleTime: 30_000,
  queryFn: ({ signal }) => get<DiscoverQuery>(onePath(org, id), {}, signal),
});

export const SAVED_ORDERS = [
  { value: '-dateUpdated', label: 'Last changed' }, { value: 'recentlyViewed', label: 'Last opened' },
  { value: 'mostPopular', label: 'Most opened' }, { value: 'name', label: 'Name' }, { value: 'myqueries', label: 'Mine first' },
] as const;

export const savedListQuery = (org: string, text: string, order: string, cursor: string | undefined) => queryOptions({
  queryKey: [...keptKey(org), 'list', text, order, cursor ?? ''],
  placeholderData: keepPreviousData,
  queryFn: ({ signal }) => getPage<DiscoverQuery>(savedPath(org), { query: text || undefined, sortBy: order, per_page: ROWS_PER_PAGE, cursor }, signal),
});

/** Null: the person has chosen none. */
export const homepageQuery = (org: string) => queryOptions({
  queryKey: [...keptKey(org), 'homepage'],
  staleTime: 30_000,
  queryFn: async ({ signal }) => (await get<DiscoverQuery | undefined>(homepagePath(org), {}, signal)) ?? null,
});

export const keep = (org: string, body: DiscoverQueryBody) => send<DiscoverQuery>('POST', savedPath(org), body);
export const change = (org: string, id: string, body: DiscoverQueryBody) => send<DiscoverQuery>('PUT', onePath(org, id), body);
export const remove = (org: string, id: string) => send('DELETE', onePath(org, id));
export const noteVisit = (org: string, id: string) => send('POST', `${onePath(org, id)}visit/`);
export const keepHomepage = (org: string, body: DiscoverQueryBody) => send<DiscoverQuery>('PUT', homepagePath(org), body);
export const removeHomepage = (org: string) => send('DELETE', homepagePath(org));

export type RefusedPart = 'query' | 'field' | 'yAxis';

export interface Refusal {
  /** What of the request the server could not read. */
  readonly part: RefusedPart;
  readonly text: string;
  /** The text that was wrong, where it is known: a column. */
  readonly value?: string;
}

const PARTS: Readonly<Record<string, RefusedPart>> = { field: 'field', sort: 'field', groupBy: 'field', yAxis: 'yAxis' };

/** Why the server refused a request, as a sentence with the place; undefined for failures of another kind. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 400) return undefined;
  const { parameter, column, value } = error.body ?? {};
  const sentence = /[.!?]$/.test(error.detail) ? error.detail : `${error.detail}.`;
  const placed = typeof column === 'number' && !/\(column \d+\)/.test(sentence) && parameter === 'query' ? `Column ${column}: ${sentence}` : sentence;
  const about = typeof parameter === 'string' ? PARTS[parameter] : /field|function among/i.test(error.detail) ? 'field' as const : undefined;
  return { part: about ?? 'query', text: placed, ...(typeof value === 'string' && { value }) };
}
