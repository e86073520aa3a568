// Requests of the issue list. The page of an issue uses them too: for its place in the list, and for what the list
// knows of it already.
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { call, get, getPage, part, type Answer, type Query } from '../api/client';
import type { Issue } from '../api/issue_types';
import { scopeOf, scopeQuery, type Scope } from '../shared/scope';
import { exactCount } from '../shared/format';
import { one, type SearchParams } from '../shared/search_params';
import { ApiProblem } from '../api/problem';
import { DEFAULT_QUERY, onlyLow, SORTS, TABS } from './query_text';

/** Rows of one page: what fits a few screens, and what one answer can count in time. */
export const PAGE_SIZE = 50;
/** The server counts no more issues of a search than this (X-Max-Hits). */
export const MAX_HITS = 1000;
/** It counts a search that is not shown no further than this. */
export const COUNT_LIMIT = 100;
export const LIVE_MILLISECONDS = 10_000;

/** "318", or "1,000+" where the server stopped counting. */
export function hitsText(hits: number): string {
  return exactCount(hits) + (hits >= MAX_HITS ? '+' : '');
}

export interface ListParams {
  readonly scope: Scope;
  readonly query: string;
  readonly sort: string;
  readonly cursor?: string;
  /** Rows of an answer, where it is not a page of the list. */
  readonly limit?: number;
}

/** Names of the list's parameters besides the scope; links to an issue carry them. */
export const LIST_NAMES = ['query', 'sort', 'cursor'] as const;

/** `scopeSearch` is the scope of the page, whether or not it stands in the address. */
export function listParams(params: SearchParams, scopeSearch: SearchParams): ListParams {
  const sort = one(params, 'sort');
  const known = SORTS.some((each) => each.value === sort);
  return {
    scope: scopeOf(scopeSearch),
    query: one(params, 'query') ?? DEFAULT_QUERY,
    sort: known ? sort! : SORTS[0].value,
    cursor: one(params, 'cursor') || undefined,
  };
}

/** The span that the small charts show: a day by the hour, or two weeks by the day. */
export function chartPeriod(scope: Scope): '24h' | '14d' {
  const found = /^(\d+)([smhdw])$/.exec(scope.statsPeriod ?? '');
  if (!found) return '14d';
  const seconds = Number(found[1]) * { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }[found[2] as 's' | 'm' | 'h' | 'd' | 'w'];
  return seconds <= 86_400 ? '24h' : '14d';
}

/** What selects the issues of a list, for reading it and for changing all of it. */
export function selectionQuery(params: ListParams): Query {
  return { ...scopeQuery(params.scope), query: params.query };
}

export function listQuery(org: string, params: ListParams) {
  const query: Query = {
    ...selectionQuery(params),
    sort: params.sort,
    limit: params.limit ?? PAGE_SIZE,
    cursor: params.cursor,
    groupStatsPeriod: chartPeriod(params.scope),
    shortIdLookup: 1,
  };
  return queryOptions({
    queryKey: ['issues', org, 'list', query],
    queryFn: ({ signal }): Promise<Answer<Issue[]>> => getPage<Issue>(`organizations/${part(org)}/issues/`, query, signal),
  });
}

/** One issue as the list has it: its numbers in the range, which the issue itself does not know. */
export function rangeQuery(org: string, issue: Issue | undefined, scope: Scope) {
  const query: Query = { ...scopeQuery(scope), query: issue?.shortId, shortIdLookup: 1, groupStatsPeriod: chartPeriod(scope) };
  return queryOptions({
    queryKey: ['issues', org, 'range', issue?.id, query],
    enabled: issue !== undefined,
    queryFn: async ({ signal }): Promise<Issue | null> => {
      const found = await getPage<Issue>(`organizations/${part(org)}/issues/`, query, signal);
      return found.data.find((each) => each.id === issue?.id) ?? null;
    },
  });
}

/** An issue out of any list that was read. */
export function knownIssue(queryClient: QueryClient, org: string, id: string): Issue | undefined {
  const lists = queryClient.getQueriesData<Answer<Issue[]>>({ queryKey: ['issues', org, 'list'] });
  for (const [, list] of lists) {
    const found = list?.data.find((issue) => issue.id === id || issue.shortId === id.toUpperCase());
    if (found) return found;
  }
  return undefined;
}

type Counts = Readonly<Record<string, number>>;

/** By the search; null where the server refuses to count one of them: it then counts none. */
async function readCounts(org: string, query: Query, signal: AbortSignal): Promise<Counts | null> {
  try {
    return await get<Counts>(`organizations/${part(org)}/issues-count/`, query, signal);
  } catch (error) {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return null;
    throw error;
  }
}

/** How many issues each tab has, at most 100 of each. */
export function countsQuery(org: string, scope: Scope) {
  const query: Query = { ...scopeQuery(scope), query: TABS.map((tab) => tab.query) };
  return queryOptions({
    queryKey: ['issues', org, 'counts', query],
    staleTime: 60_000,
    queryFn: ({ signal }) => readCounts(org, query, signal),
  });
}

/** How many issues of low priority the search leaves out by its filter, at most 100. */
export function hiddenLowQuery(org: string, params: ListParams) {
  const text = onlyLow(params.query);
  const query: Query = { ...scopeQuery(params.scope), query: text };
  return queryOptions({
    queryKey: ['issues', org, 'counts', query],
    enabled: text !== undefined,
    staleTime: 60_000,
    queryFn: async ({ signal }) => (await readCounts(org, query, signal))?.[text!] ?? 0,
  });
}

/** Matches of the same search in two weeks, for a list that is empty; undefined while unknown. */
export async function hitsInTwoWeeks(org: string, params: ListParams, signal: AbortSignal): Promise<number> {
  const query: Query = { ...selectionQuery({ ...params, scope: { ...params.scope, statsPeriod: '14d' } }), limit: 1 };
  const answer = await call<Issue[]>('GET', `organizations/${part(org)}/issues/`, { query, signal });
  return answer.hits ?? answer.data.length;
}
