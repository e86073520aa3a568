// Queries that more than one page needs. A page's own queries stay with the page. Keys start with the area, then the
// organization, so that `queryClient.invalidateQueries({ queryKey: ['projects', org] })` renews what a change touched.
import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { allPages } from './all_pages';
import { call, get, part } from './client';
import { ApiProblem } from './problem';
import type { Environment, OrganizationDetail, OrganizationSummary, ProjectSummary, SelfUser, Team } from './types';

/** Tries again only what may get better by itself. */
function worthRetrying(failures: number, error: unknown): boolean {
  return error instanceof ApiProblem && (error.serverGone || error.status === 429) && failures < 3;
}

function delay(attempt: number, error: unknown): number {
  if (error instanceof ApiProblem && error.retryAfter > 0) return error.retryAfter * 1000;
  return Math.min(1000 * 2 ** attempt, 8000);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A Picket of one's own network answers where the browser thinks that it is offline.
      queries: { networkMode: 'always', retry: worthRetrying, retryDelay: delay, staleTime: 10_000, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Null: nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: Infinity,
  // Nothing can be shown before it: better a page that says so than a blank one that tries in silence.
  retry: false,
  queryFn: async ({ signal }): Promise<SelfUser | null> => {
    try {
      return (await call<SelfUser>('GET', 'auth/', { signal, ask: false })).data;
    } catch (error) {
      // Sentry answers 400 here, newer versions 401.
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 400)) return null;
      throw error;
    }
  },
});

export const organizationsQuery = queryOptions({
  queryKey: ['organizations'],
  staleTime: 300_000,
  queryFn: ({ signal }) => get<OrganizationSummary[]>('organizations/', { member: true }, signal),
});

export function organizationQuery(org: string) {
  return queryOptions({
    queryKey: ['organization', org],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<OrganizationDetail>(`organizations/${part(org)}/`, { detailed: 0 }, signal),
  });
}

/** Every project the caller can see, in one answer: names for selectors, the palette and links. */
export function projectsQuery(org: string) {
  return queryOptions({
    queryKey: ['projects', org, 'all'],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      get<ProjectSummary[]>(`organizations/${part(org)}/projects/`, { all_projects: 1, collapse: 'latestDeploys' }, signal),
  });
}

export function environmentsQuery(org: string) {
  return queryOptions({
    queryKey: ['environments', org],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<Environment[]>(`organizations/${part(org)}/environments/`, {}, signal),
  });
}

/** Every team of the organization, without its projects. */
export function teamsQuery(org: string) {
  return queryOptions({
    queryKey: ['teams', org, 'all'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => (await allPages<Team>(`organizations/${part(org)}/teams/`, { detailed: 0 }, signal)).rows,
  });
}

/** The signed-in user; the shell shows pages only once it is known. */
export function useMe(): SelfUser {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe outside the signed-in part of the app');
  return data;
}

/** Whether the caller holds the scope in this organization. Offers follow from it; the server decides. */
export function useAccess(org: string, scope: string): boolean {
  return useQuery(organizationQuery(org)).data?.access.includes(scope) ?? false;
}
