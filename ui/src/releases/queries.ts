// What the pages about releases ask for. Shares are of the events in the range of the page; all else is lifetime.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, getPage, part, type Query } from '../api/client';
import type { ListedRelease, Release } from '../api/types';
import { scopeQuery, type Scope } from '../shared/scope';

export const rowsPerPage = 50;

export type Status = Release['status'];

export interface ListParams {
  readonly scope: Scope;
  /** A part of the version. */
  readonly text: string;
  readonly status: Status;
  readonly cursor: string | undefined;
}

export const releasesPath = (org: string): string => `organizations/${part(org)}/releases/`;
export const releasePath = (org: string, version: string): string => `${releasesPath(org)}${part(version)}/`;

/** Projects and environments select releases; the time only says of which events the share is. */
function placeQuery(scope: Scope): Query {
  const { project, environment } = scopeQuery(scope);
  return { project, environment };
}

/** Shares are counted over a span that ends now: a range with dates has none. */
const shareQuery = (scope: Scope): Query => (scope.statsPeriod ? { summaryStatsPeriod: scope.statsPeriod } : {});

export const listQuery = (org: string, { scope, text, status, cursor }: ListParams) => queryOptions({
  queryKey: ['releases', org, scope, text, status, cursor ?? ''],
  placeholderData: keepPreviousData,
  queryFn: ({ signal }) => getPage<ListedRelease>(releasesPath(org), {
    ...placeQuery(scope), ...shareQuery(scope), query: text || undefined, status, cursor, per_page: rowsPerPage,
  }, signal),
});

export const releaseQuery = (org: string, version: string) => queryOptions({
  queryKey: ['release', org, version],
  queryFn: ({ signal }) => get<Release>(releasePath(org, version), { project: ['-1'] }, signal),
});

/** Versions that hold another are few; the page of one looks for itself among them. */
const namesakes = 100;

/** The release as the list has it, with its share. Null: it has no place in what the page looks at. */
export const shareOfQuery = (org: string, version: string, scope: Scope, status: Status) => queryOptions({
  queryKey: ['release', org, version, 'share', scope, status],
  queryFn: async ({ signal }) => {
    const found = await get<ListedRelease[]>(releasesPath(org), { ...placeQuery(scope), ...shareQuery(scope), query: version, status, per_page: namesakes }, signal);
    return found.find((release) => release.version === version) ?? null;
  },
});
