// Join, ask, waiting or leave, with the reason where it is not possible.
import { Button } from '@mantine/core';
import type { Team } from '../api/types';
import { useMembership } from './queries';

export interface JoinButtonProps {
  readonly org: string;
  readonly team: Team;
  /** Without it, joining has to be asked for. */
  readonly open: boolean;
  /** In a row of many, where a frame around each would be noise. */
  readonly quiet?: boolean;
}

export function JoinButton({ org, team, open, quiet = false }: JoinButtonProps) {
  const membership = useMembership(org);
  if (team.flags?.['idp:provisioned']) {
    return <span className="muted" title="Membership of this team comes from your identity provider.">by identity provider</span>;
  }
  if (team.isMember) {
    return (
      <Button variant={quiet ? 'subtle' : 'default'} loading={membership.isPending} aria-label={`Leave #${team.slug}`}
        onClick={() => membership.mutate({ team: team.slug, join: false })}>Leave</Button>
    );
  }
  if (team.isPending) return <span className="muted" title="An admin of the team decides.">asked to join</span>;
  const word = open ? 'Join' : 'Ask to join';
  return (
    <Button loading={membership.isPending} aria-label={`${word} #${team.slug}`}
      onClick={() => membership.mutate({ team: team.slug, join: true })}>{word}</Button>
  );
}
