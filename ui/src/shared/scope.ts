// What a list looks at: projects, environments and a span of time. It lives in the address, under Sentry's names, and
// every link among the pages that have it takes it along. The last one is kept per organization, as the default for
// an address that has none.
import { useMemo } from 'react';
import { useParams } from '@tanstack/react-router';
import type { Query } from '../api/client';
import { many, one, useSearchParams, type SearchChange, type SearchParams } from './search_params';

export interface Scope {
  /** Project ids; empty: all that the person can see. */
  readonly projects: readonly string[];
  readonly environments: readonly string[];
  /** Relative span, such as `24h`; undefined when `start` and `end` say it. */
  readonly statsPeriod?: string;
  /** Absolute span, ISO without a zone, in UTC. */
  readonly start?: string;
  readonly end?: string;
}

export const defaultPeriod = '24h';
const names = ['project', 'environment', 'statsPeriod', 'start', 'end', 'utc'] as const;

/** The parts of an address that are the scope. */
export function scopeSearchOf(params: SearchParams): SearchParams {
  return Object.fromEntries(names.filter((name) => params[name] !== undefined).map((name) => [name, params[name]!]));
}

export function scopeOf(params: SearchParams): Scope {
  const start = one(params, 'start');
  const end = one(params, 'end');
  const projects = many(params, 'project').filter((id) => id !== '-1' && id !== '');
  const environments = many(params, 'environment').filter(Boolean);
  if (start && end && !one(params, 'statsPeriod')) return { projects, environments, start, end };
  const period = one(params, 'statsPeriod') ?? '';
  return { projects, environments, statsPeriod: /^[0-9]{1,6}[smhdw]$/.test(period) ? period : defaultPeriod };
}

/** For an API call. No project means all of them, which the API wants to hear as -1. */
export function scopeQuery(scope: Scope): Query {
  return {
    project: scope.projects.length ? scope.projects : ['-1'],
    environment: scope.environments,
    ...(scope.statsPeriod ? { statsPeriod: scope.statsPeriod } : { start: scope.start, end: scope.end, utc: true }),
  };
}

function storageKey(org: string): string {
  return `picket.scope.${org}`;
}

/** Undefined where nothing was kept, or the browser keeps nothing. */
export function keptScope(org: string): SearchParams | undefined {
  try {
    const text = localStorage.getItem(storageKey(org));
    const value: unknown = text ? JSON.parse(text) : undefined;
    return value && typeof value === 'object' ? scopeSearchOf(value as SearchParams) : undefined;
  } catch {
    return undefined;
  }
}

export function keepScope(org: string, params: SearchParams): void {
  try {
    localStorage.setItem(storageKey(org), JSON.stringify(scopeSearchOf(params)));
  } catch {
    // Private windows may refuse; the address still holds it.
  }
}

/** The scope as parameters, as the address or else the kept one says it. */
export function useScopeSearch(): SearchParams {
  const [params] = useSearchParams();
  const org = useParams({ strict: false, select: (found) => (found as Record<string, string>).org ?? '' });
  return useMemo(() => {
    const own = scopeSearchOf(params);
    return Object.keys(own).length ? own : ((org && keptScope(org)) || {});
  }, [params, org]);
}

export function useScope(): [Scope, (change: SearchChange) => void] {
  const search = useScopeSearch();
  const org = useParams({ strict: false, select: (found) => (found as Record<string, string>).org ?? '' });
  const [, change] = useSearchParams();
  const scope = useMemo(() => scopeOf(search), [search]);
  const set = (given: SearchChange) => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...given }).filter(([, value]) => value !== undefined),
    ) as SearchParams;
    keepScope(org, next);
    // A cursor belongs to the list it was made for.
    change({ ...Object.fromEntries(names.map((name) => [name, next[name]])), cursor: undefined });
  };
  return [scope, set];
}

/** "24 hours", "14 days"; for headings such as "Events, 24 hours". */
export function periodName(scope: Scope): string {
  if (!scope.statsPeriod) return `${scope.start?.slice(0, 10)} to ${scope.end?.slice(0, 10)}`;
  const count = Number(scope.statsPeriod.slice(0, -1));
  const unit = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' }[scope.statsPeriod.slice(-1)] ?? 'second';
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The span as the end of a sentence: "in the last 24 hours". */
export function spanWords(scope: Scope): string {
  return scope.statsPeriod ? `in the last ${periodName(scope).replace(/^1 /, '')}` : `from ${periodName(scope)}`;
}
