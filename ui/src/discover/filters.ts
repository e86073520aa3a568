// Filters made of what a table shows: of a cell, and of all the cells of a group, which lead to its events.
// How the language writes them: docs/search.md.
import { asText } from '../event/shape';
import { queryParts, quoted } from '../shared/query_text';
import { isAggregate } from './columns';
import { DEFAULT_VIEW, type View } from './view';

export type Cell = unknown;
export type Row = Readonly<Record<string, Cell>>;

/** Columns that a search knows under another name. */
const SEARCHED: Readonly<Record<string, string>> = {
  'culprit': 'location', 'platform': 'platform.name', 'project.name': 'project', 'user.display': 'user',
};
/** What is made of another value has none to look for. */
const DERIVED = new Set(['timestamp.to_day', 'timestamp.to_hour']);
const TIMES = new Set(['timestamp', 'event.timestamp', 'date']);
const TRUTHS = new Set(['error.handled', 'error.unhandled']);
/** Longer values are looked for by how they begin: a search has no room for all of them. */
const LONGEST_VALUE = 300;

/** Texts of cells: a list has at most one element. */
export function cellText(value: Cell): string {
  return asText(Array.isArray(value) ? value[0] : value);
}

function written(value: string): string {
  const head = value.length > LONGEST_VALUE ? value.slice(0, LONGEST_VALUE).replace(/[\ud800-\udbff]$/, '') : value;
  // A line break cannot be typed into the field; a star stands for it.
  const pieces = head.split(/[\u0000-\u001f\u007f]+/);
  if (pieces.length === 1 && head === value) return quoted(value);
  const inner = pieces.map((piece) => piece.replace(/(\\*)\*/g, '$1$1\\*').replace(/\\+$/, '').replaceAll('"', '\\"')).join('*');
  return `"${inner}${head === value ? '' : '*'}"`;
}

/** `level:error`, `!has:release`, `count():17`; undefined where no search finds the cell. */
export function filterOf(field: string, value: Cell): string | undefined {
  if (DERIVED.has(field)) return undefined;
  const key = SEARCHED[field] ?? field;
  const text = cellText(value);
  if (isAggregate(field)) return typeof value === 'number' ? `${field}:${value}` : undefined;
  if (text === '') return `!has:${key}`;
  if (TIMES.has(field)) return `${key}:${text.replace(/(\.\d+)?\+00:00$/, '')}`;
  if (TRUTHS.has(field)) return `${key}:${text === '1' || text === 'true' ? 'true' : 'false'}`;
  return `${key}:${written(text)}`;
}

export function excludeOf(field: string, value: Cell): string | undefined {
  const filter = filterOf(field, value);
  if (filter === undefined) return undefined;
  return filter.startsWith('!') ? filter.slice(1) : `!${filter}`;
}

/** `count():>17`; for what groups of events make. */
export function boundOf(field: string, value: Cell, sign: '>' | '<'): string | undefined {
  return isAggregate(field) && typeof value === 'number' ? `${field}:${sign}${value}` : undefined;
}

/** With the filter behind it; once is enough. An OR binds weaker, so what was there is held together. */
export function withFilter(query: string, filter: string): string {
  const parts = queryParts(query).map((part) => part.text);
  if (query.trim() === '') return filter;
  if (parts.includes(filter)) return query;
  const whole = parts.some((text) => /^or$/i.test(text)) ? `(${query.trim()})` : query.trim();
  return `${whole} ${filter}`;
}

/** Without filters on groups: what is asked of single events does not know them. */
export function withoutAggregates(query: string): string {
  const isOfGroups = ({ key = '' }: { readonly key?: string }) => key.endsWith('):');
  const parts = queryParts(query);
  return parts.some(isOfGroups) ? parts.filter((part) => part.kind !== 'space' && !isOfGroups(part)).map((part) => part.text).join(' ') : query;
}

/** The events of a group: single ones, and only those with its values. */
export function drillInto(view: View, row: Row): View {
  let query = withoutAggregates(view.query);
  const own = view.fields.filter((field) => !isAggregate(field));
  for (const field of own) {
    const filter = filterOf(field, row[field]);
    if (filter !== undefined) query = withFilter(query, filter);
  }
  const fields = [...new Set([...DEFAULT_VIEW.fields.slice(0, 2), ...own, ...DEFAULT_VIEW.fields.slice(2)])].slice(0, 8);
  return { ...view, fields: fields.includes('timestamp') ? fields : [...fields, 'timestamp'], query, sort: '-timestamp', display: 'default', axes: DEFAULT_VIEW.axes };
}
