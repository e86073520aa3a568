// What the pages about teams ask for and change.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, part, send } from '../api/client';
import { sentenceOf } from '../api/problem';
import { teamsQuery } from '../api/queries';
import type { Team } from '../api/types';
import { toast } from '../shared/toast';
import { versionedQuery } from '../shared/versioned';

export const teamPath = (org: string, team: string): string => `teams/${part(org)}/${part(team)}/`;

export const teamQuery = (org: string, team: string) =>
  versionedQuery<Team>(['team', org, team], teamPath(org, team), { collapse: 'organization' });

/** Membership of `member` (an id, or `me`) in a team. */
export const membershipPath = (org: string, member: string, team: string): string =>
  `organizations/${part(org)}/members/${part(member)}/teams/${part(team)}/`;

/** What changed with a membership: the list of teams, the team, its members, and which projects are "mine". */
export function useRenewTeams(org: string) {
  const queryClient = useQueryClient();
  return (team: string) => Promise.all([
    queryClient.invalidateQueries({ queryKey: teamsQuery(org).queryKey }),
    queryClient.invalidateQueries({ queryKey: ['team', org, team] }),
    queryClient.invalidateQueries({ queryKey: ['projects', org] }),
  ]);
}

/** Joins or leaves a team, and says what came of it: joined, asked, or why not. */
export function useMembership(org: string) {
  const renew = useRenewTeams(org);
  const mutation = useMutation({
    mutationFn: async ({ team, join }: { team: string; join: boolean }): Promise<'joined' | 'asked' | 'left'> => {
      const path = membershipPath(org, 'me', team);
      if (join) return (await call('POST', path)).status === 202 ? 'asked' : 'joined';
      await send('DELETE', path);
      return 'left';
    },
    onSuccess: (outcome, { team }) => {
      const undo = { joined: () => mutation.mutate({ team, join: false }), left: () => mutation.mutate({ team, join: true }), asked: undefined }[outcome];
      const text = { joined: `Joined #${team}.`, left: `Left #${team}.`, asked: `Asked to join #${team}. Its admins decide.` }[outcome];
      toast({ text, undo });
    },
    onError: (error, { team, join }) => toast({ text: `You did not ${join ? 'join' : 'leave'} #${team}. ${sentenceOf(error)}`, kind: 'failed' }),
    onSettled: (_outcome, _error, { team }) => renew(team),
  });
  return mutation;
}
