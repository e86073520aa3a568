// What the page asks of the ledger: one answer over time, and the totals by project and by key that links and the table need.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, part, type Query } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { ProjectKey, UsageSeries } from '../api/types';
import { scopeQuery, type Scope } from '../shared/scope';
import type { Count } from './outcomes';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: minute, h: hour, d: day, w: 7 * day };

export function spanSeconds(scope: Scope): number {
  if (!scope.statsPeriod) return Math.max(0, (Date.parse(`${scope.end}Z`) - Date.parse(`${scope.start}Z`)) / 1000);
  return Number(scope.statsPeriod.slice(0, -1)) * (unitSeconds[scope.statsPeriod.slice(-1)] ?? 1);
}

/** 24 to 60 bars. Source: design reference, section 10. */
export function intervalOf(scope: Scope): string {
  const span = spanSeconds(scope);
  if (span <= hour) return '1m';
  if (span <= day) return '30m';
  if (span <= 7 * day) return '3h';
  return span <= 30 * day ? '12h' : '1d';
}

const sum = 'sum(quantity)';

/** The ledger has no environments: what was dropped was not read that far. */
function usageQuery(scope: Scope, asked: Query): Query {
  const { environment: _, ...place } = scopeQuery(scope);
  return { field: sum, ...place, ...asked };
}

const ask = (org: string, scope: Scope, asked: Query, signal: AbortSignal) =>
  get<UsageSeries>(`organizations/${part(org)}/stats_v2/`, usageQuery(scope, asked), signal);

const renewed = { placeholderData: keepPreviousData, refetchInterval: 30_000 } as const;

export interface CategoryTotal {
  readonly category: string;
  readonly total: number;
}

/** What there is at all, without what SDKs dropped. */
export const categoriesQuery = (org: string, scope: Scope) => queryOptions({
  queryKey: ['stats', org, 'categories', scope],
  ...renewed,
  queryFn: async ({ signal }): Promise<readonly CategoryTotal[]> => {
    const { groups } = await ask(org, scope, { groupBy: 'category', interval: '1d' }, signal);
    return groups.map(({ by, totals }) => ({ category: by.category ?? '', total: totals[sum] }));
  },
});

export interface Usage {
  readonly intervals: readonly string[];
  readonly counts: readonly Count[];
}

export const usageOverTime = (org: string, scope: Scope, category: string) => queryOptions({
  queryKey: ['stats', org, 'time', scope, category],
  ...renewed,
  queryFn: async ({ signal }): Promise<Usage> => {
    const { groups, intervals = [] } = await ask(org, scope, { category, groupBy: ['outcome', 'reason'], interval: intervalOf(scope) }, signal);
    return {
      intervals,
      counts: groups.map(({ by, totals, series }) => ({ outcome: by.outcome ?? '', reason: by.reason ?? 'none', total: totals[sum], series: series?.[sum] ?? [] })),
    };
  },
});

export interface PlaceCount extends Count {
  /** Id. */
  readonly project: string;
}

export const usageByProject = (org: string, scope: Scope, category: string) => queryOptions({
  queryKey: ['stats', org, 'projects', scope, category],
  ...renewed,
  queryFn: async ({ signal }): Promise<readonly PlaceCount[]> => {
    const { groups } = await ask(org, scope, { category, groupBy: ['project', 'outcome', 'reason'], interval: '1d' }, signal);
    return groups.map(({ by, totals }) => ({ project: String(by.project ?? 0), outcome: by.outcome ?? '', reason: by.reason ?? 'none', total: totals[sum], series: [] }));
  },
});

export interface KeyCount extends PlaceCount {
  /** The ledger's number of a client key; 0: none is known. */
  readonly key: number;
}

/** What limits refused, by key. */
export const limitedByKey = (org: string, scope: Scope, category: string) => queryOptions({
  queryKey: ['stats', org, 'limited', scope, category],
  ...renewed,
  queryFn: async ({ signal }): Promise<readonly KeyCount[]> => {
    const { groups } = await ask(org, scope, { category, groupBy: ['project', 'key_id', 'outcome', 'reason'], outcome: ['rate_limited', 'abuse'], interval: '1d' }, signal);
    return groups.map(({ by, totals }) => ({
      project: String(by.project ?? 0), key: by.key_id ?? 0, outcome: by.outcome ?? '', reason: by.reason ?? 'none', total: totals[sum], series: [],
    }));
  },
});

/** The key of that number; null when it was deleted since. */
export const keyOfNumber = (org: string, project: string, key: number) => queryOptions({
  queryKey: ['stats', org, 'key', project, key],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<ProjectKey | null> => {
    try {
      return await get<ProjectKey>(`projects/${part(org)}/${part(project)}/keys/${key}/`, {}, signal);
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 404 || error.status === 403)) return null;
      throw error;
    }
  },
});
