// What the pages about members ask for and change.
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { getPage, part } from '../api/client';
import type { Member, MemberDetail } from '../api/types';
import { versionedQuery } from '../shared/versioned';

export const membersPath = (org: string): string => `organizations/${part(org)}/members/`;
export const memberPath = (org: string, member: string): string => `${membersPath(org)}${part(member)}/`;

const rowsPerPage = 50;

export function memberPageQuery(org: string, query: string, cursor: string | undefined) {
  return queryOptions({
    queryKey: ['members', org, query, cursor ?? ''],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getPage<Member>(membersPath(org), { query: query || undefined, per_page: rowsPerPage, cursor }, signal),
  });
}

export const memberQuery = (org: string, member: string) =>
  versionedQuery<MemberDetail>(['member', org, member], memberPath(org, member));

/** A member changed: the lists that show him are old. */
export function useRenewMembers(org: string) {
  const queryClient = useQueryClient();
  return () => Promise.all(
    [['members', org], ['teams', org], ['team', org], ['picker', 'members', org]].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}

/** The later of signing in and being active, which is written down only every few minutes. */
export function lastSeen(user: Member['user']): string | null {
  const known = [user?.lastActive, user?.lastLogin].filter((at) => at !== null && at !== undefined);
  return known.sort().at(-1) ?? null;
}
