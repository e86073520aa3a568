// Organization roles as radio buttons, each with what it may do, or why it cannot be chosen.
import { useId } from 'react';
import type { RoleInfo } from '../api/types';
import { orgRoleWords, roleProblem } from './roles';
import styles from './role_choice.module.css';

export interface RoleChoiceProps {
  readonly roles: readonly RoleInfo[];
  readonly value: string;
  /** The role that is held already. */
  readonly current?: string;
  /** Of the person who chooses. */
  readonly viewerRole: string | null;
  /** Why no role can be chosen at all. */
  readonly locked?: string;
  readonly onChange: (role: string) => void;
}

export function RoleChoice({ roles, value, current, viewerRole, locked, onChange }: RoleChoiceProps) {
  const group = useId();
  const shown = roles.filter((role) => role.id === value || role.id === current || !role.isRetired);
  return (
    <div role="radiogroup" aria-label="Role" className={styles.roles} aria-describedby={locked ? `${group}-locked` : undefined}>
      {shown.map((role) => {
        const problem = locked === undefined ? roleProblem(role, viewerRole, current) : undefined;
        const off = locked !== undefined || problem !== undefined;
        return (
          <label key={role.id} className={off ? `${styles.role} ${styles.off}` : styles.role}>
            <input type="radio" name={group} value={role.id} checked={role.id === value} disabled={off} onChange={() => onChange(role.id)}
              aria-labelledby={`${group}-${role.id}-name`} aria-describedby={`${group}-${role.id}`} />
            <span><b id={`${group}-${role.id}-name`}>{role.name}</b><span id={`${group}-${role.id}`}>{orgRoleWords(role)}{problem && <em> {problem}</em>}</span></span>
          </label>
        );
      })}
      {locked && <p id={`${group}-locked`} className={styles.locked}>{locked}</p>}
    </div>
  );
}
