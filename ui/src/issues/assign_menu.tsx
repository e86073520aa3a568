// Whom to assign: a list with a field to search in, for organizations with thousands of members.
import { cloneElement, useId, useState, type KeyboardEvent } from 'react';
import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getPage, part } from '../api/client';
import { meQuery, teamsQuery } from '../api/queries';
import type { Actor, Member } from '../api/types';
import { Face } from '../shared/face';
import type { ActionMenuProps } from './menus';
import styles from './assign_menu.module.css';

/** Entries drawn at once; typing finds the others. */
const SHOWN = 8;
/** Teams offered before anything is typed: mine first. */
const TEAMS_FIRST = 4;

export function AssignMenu({ target, onAction, opened: given, onOpened, org }: ActionMenuProps & { readonly org: string }) {
  const [own, setOwn] = useState(false);
  const opened = given ?? own;
  const change = (next: boolean) => {
    setOwn(next);
    onOpened?.(next);
  };
  return (
    <Popover opened={opened} onChange={change} width={260} trapFocus returnFocus position="bottom-end">
      <Popover.Target>{cloneElement(target, { onClick: () => change(!opened) })}</Popover.Target>
      <Popover.Dropdown p={5}>
        {opened && <Actors org={org} onPick={(to) => { change(false); onAction({ kind: 'assign', to }); }} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function useActors(org: string, wanted: string) {
  const me = useQuery(meQuery).data;
  const teams = useQuery(teamsQuery(org)).data ?? [];
  const members = useQuery({
    queryKey: ['members', org, 'search', wanted],
    staleTime: 60_000,
    queryFn: ({ signal }) => getPage<Member>(`organizations/${part(org)}/members/`, { query: wanted || undefined, per_page: 20 }, signal),
  });
  const self: Actor[] = me ? [{ type: 'user', id: me.id, name: me.name, email: me.email }] : [];
  const groups = [...teams].sort((a, b) => Number(b.isMember) - Number(a.isMember))
    .map((team): Actor => ({ type: 'team', id: team.id, name: team.slug }));
  const users = (members.data?.data ?? []).filter((member) => member.user && !member.pending && member.user.id !== me?.id)
    .map((member): Actor => ({ type: 'user', id: member.user!.id, name: member.name || member.email, email: member.email }));
  const matches = (actor: Actor) => `${actor.name} ${actor.email ?? ''}`.toLowerCase().includes(wanted);
  const found = [...self, ...groups.slice(0, wanted ? undefined : TEAMS_FIRST), ...users].filter(matches).slice(0, SHOWN);
  return { found, me: me?.id, pending: members.isPending, failed: members.isError };
}

/** Me, teams, then everybody. The server searches members. */
function Actors({ org, onPick }: { readonly org: string; readonly onPick: (actor: Actor | null) => void }) {
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const id = useId();
  const wanted = text.trim().toLowerCase();
  const { found, me, pending, failed } = useActors(org, wanted);
  const rows: readonly (Actor | null)[] = wanted === '' ? [null, ...found] : found;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setCursor(Math.min(rows.length - 1, cursor + 1));
    else if (event.key === 'ArrowUp') setCursor(Math.max(0, cursor - 1));
    else if (event.key === 'Enter' && cursor < rows.length) onPick(rows[cursor]!);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input className={styles.filter} role="combobox" aria-expanded="true" aria-controls={id} aria-label="Find a person or a team" data-autofocus
        aria-activedescendant={rows.length > 0 ? `${id}-${cursor}` : undefined} placeholder="Person or team" value={text}
        onChange={(event) => { setText(event.target.value); setCursor(0); }} onKeyDown={onKey} />
      <div id={id} role="listbox" aria-label="Assign to">
        {rows.map((actor, at) => (
          <div key={actor === null ? '' : `${actor.type}:${actor.id}`} id={`${id}-${at}`} role="option" aria-selected={at === cursor}
            className={`${styles.option} ${at === cursor ? styles.cursor : ''}`} onMouseMove={() => setCursor(at)} onClick={() => onPick(actor)}>
            <Face who={actor} size={18} silent />
            <span className={styles.name}>{actor === null ? 'Nobody' : actor.type === 'team' ? `#${actor.name}` : actor.name}</span>
            {actor?.type === 'user' && actor.id === me && <i>me</i>}
          </div>
        ))}
      </div>
      {rows.length === 0 && !pending && <p className={styles.none}>Nobody is called that.</p>}
      {failed && <p className={styles.none}>The members could not be read.</p>}
    </>
  );
}
