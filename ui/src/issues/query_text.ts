// The queries of the list of issues: the one that counts without a word, those behind the tabs, and what they leave out.
import { queryParts, type QueryPart } from '../shared/query_text';

/**
 * Shown when the URL has no query: what the server takes for none, too. It stands in the field, so that nobody searches for
 * a hidden filter.
 */
export const DEFAULT_QUERY = 'is:unresolved issue.priority:[high, medium]';

export interface Tab {
  readonly name: string;
  readonly query: string;
}

export const TABS: readonly Tab[] = [
  { name: 'Unresolved', query: DEFAULT_QUERY },
  { name: 'Escalating', query: 'is:escalating' },
  { name: 'Regressed', query: 'is:regressed' },
  { name: 'Assigned to me', query: 'is:unresolved assigned:me' },
  { name: 'Resolved', query: 'is:resolved' },
  { name: 'Archived', query: 'is:archived' },
];

function words(query: string): string {
  return queryParts(query)
    .filter((part) => part.kind !== 'space')
    .map((part) => part.text)
    .sort()
    .join(' ');
}

/** Whether two searches say the same, in whatever order their words stand. */
export const isSame = (one: string, other: string): boolean => words(one) === words(other);

/** The tab whose query this is. */
export function tabOf(query: string): Tab | undefined {
  return TABS.find((tab) => isSame(tab.query, query));
}

const PRIORITY = 'issue.priority:';

function leavesLowOut({ negation, key, value = '' }: QueryPart): boolean {
  if (key !== PRIORITY) return false;
  const named = value.replace(/[[\]"]/g, '').split(',').map((word) => word.trim().toLowerCase());
  return named.includes('low') === (negation !== '');
}

/** The same search without its filters of priority; undefined when none of them leaves out what is low. */
export function withLow(query: string): string | undefined {
  const parts = queryParts(query);
  if (!parts.some(leavesLowOut)) return undefined;
  return parts.filter((part) => part.kind !== 'space' && part.key !== PRIORITY).map((part) => part.text).join(' ');
}

/** Finds what the filters of priority of this search leave out of what is low; undefined when they leave out nothing. */
export function onlyLow(query: string): string | undefined {
  const all = withLow(query);
  return all === undefined ? undefined : `${all} ${PRIORITY}low`.trim();
}

export const SORTS = [
  { value: 'date', label: 'Last seen' },
  { value: 'new', label: 'First seen' },
  { value: 'freq', label: 'Events' },
  { value: 'user', label: 'Users' },
  { value: 'trends', label: 'Trends' },
] as const;
