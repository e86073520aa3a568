// Whose code the event is about, why Picket thinks so, and one click to assign it to them.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { EventOwners, Issue } from '../api/issue_types';
import type { Actor } from '../api/types';
import { useAccess } from '../api/queries';
import type { Action } from '../issues/actions';
import { EventText, plainText } from '../shared/event_text';
import { Face } from '../shared/face';
import { Link, paths } from '../shared/link';
import { ownersQuery } from './queries';
import styles from './owners.module.css';

/** "path:src/shop/*": of the rules that name them the last one counts, as for the server. */
export function reasonFor(owner: Actor, found: EventOwners): string {
  const naming = found.rules.filter(({ owners }) => owners.some(({ type, id }) => type === owner.type && id === owner.id));
  const matcher = naming.at(-1)?.matcher;
  return matcher === undefined ? '' : `${matcher.type}:${matcher.pattern}`;
}

export interface OwnersProps {
  readonly org: string;
  readonly issue: Issue;
  readonly event: string;
  readonly onAction: (action: Action) => void;
}

/** Absent when no rule of the project matches. */
export function Owners({ org, issue, event, onAction }: OwnersProps) {
  const mayAssign = useAccess(org, 'event:write');
  const found = useQuery(ownersQuery(org, issue.project.slug, event)).data;
  if (!found || found.owners.length === 0) return null;
  const now = issue.assignedTo;
  return (
    <section>
      <h3>Suggested owners<Link to={paths.projectOwnership(org, issue.project.slug)} className={styles.rules}>Rules</Link></h3>
      <ul className={styles.list}>
        {found.owners.map((owner) => {
          const name = owner.type === 'team' ? `#${owner.name}` : owner.name;
          const reason = reasonFor(owner, found);
          return (
            <li key={`${owner.type}:${owner.id}`}>
              <Face who={owner} size={18} silent />
              <span className={styles.words}>
                <EventText text={name} limit={100} />
                {reason !== '' && <em><EventText text={reason} limit={200} /></em>}
              </span>
              {now?.type === owner.type && now.id === owner.id ? <span className="muted">assigned</span>
                : mayAssign && <Button variant="subtle" aria-label={`Assign to ${plainText(name)}`} onClick={() => onAction({ kind: 'assign', to: owner })}>Assign</Button>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
