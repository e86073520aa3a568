// The teams of one member with the role in each: added with a search, taken away one by one. Nothing is sent from here.
import { ActionIcon, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../api/queries';
import type { RoleInfo } from '../api/types';
import { counted } from '../shared/format';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { Picker } from '../shared/picker';
import styles from './team_choice.module.css';

export interface TeamRole {
  readonly teamSlug: string;
  readonly role: string | null;
}

export interface TeamChoiceProps {
  readonly org: string;
  readonly value: readonly TeamRole[];
  readonly teamRoles: readonly RoleInfo[];
  /** The organization role gives Team Admin in every team already. */
  readonly adminEverywhere: boolean;
  /** Why the teams cannot be changed. */
  readonly locked?: string;
  readonly onChange: (value: readonly TeamRole[]) => void;
}

const offeredLimit = 8;

export function TeamChoice({ org, value, teamRoles, adminEverywhere, locked, onChange }: TeamChoiceProps) {
  const teams = useQuery(teamsQuery(org));
  const chosen = new Set(value.map((each) => each.teamSlug));
  const find = async (text: string) => (teams.data ?? [])
    .filter((team) => !chosen.has(team.slug) && team.slug.includes(text.toLowerCase().replace(/^#/, ''))).slice(0, offeredLimit)
    .map((team) => ({
      value: team.slug, label: `#${team.slug}`, note: counted(team.memberCount, 'member'),
      disabled: team.flags?.['idp:provisioned'] ? 'Comes from your identity provider' : undefined,
    }));
  return (
    <div>
      {value.length > 0 && (
        <ul className={styles.teams} aria-label="Teams">
          {value.map(({ teamSlug, role }) => (
            <li key={teamSlug}>
              <Link to={paths.team(org, teamSlug)}>#{teamSlug}</Link>
              {adminEverywhere
                ? <span className="muted">Team Admin, by role</span>
                : (
                  <NativeSelect aria-label={`Role in #${teamSlug}`} value={role ?? 'contributor'} disabled={locked !== undefined}
                    onChange={(event) => onChange(value.map((each) => (each.teamSlug === teamSlug ? { teamSlug, role: event.currentTarget.value } : each)))}
                    data={teamRoles.map((each) => ({ value: each.id, label: each.name }))} />
                )}
              {locked === undefined && (
                <ActionIcon aria-label={`Take out of #${teamSlug}`} onClick={() => onChange(value.filter((each) => each.teamSlug !== teamSlug))}>
                  <Icon name="close" size={13} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {value.length === 0 && <p className={styles.none}>In no team.</p>}
      {locked
        ? <p className={styles.none}>{locked}</p>
        : <Picker label="Add to a team" name={['teams', org, [...chosen].join(), String(teams.dataUpdatedAt)]} search={find} none="No other team is named so."
          onPick={(option) => onChange([...value, { teamSlug: option.value, role: 'contributor' }])} />}
    </div>
  );
}
