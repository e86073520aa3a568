// "Bo Lind changed this 2 min ago": shows what differs, and lets the person keep either side (ui.md section 14).
import { useState } from 'react';
import { Button } from '@mantine/core';
import type { Draft } from './form';
import { toast } from './toast';
import type { VersionedChange } from './versioned';
import styles from './conflict.module.css';

export interface ConflictNoteProps<T extends object, V extends object> {
  readonly change: VersionedChange<T>;
  readonly draft: Draft<V>;
  /** The fields of the form out of what was loaded. */
  readonly pick: (data: T) => V;
  /** What the fields are called in the form; one that is missing here is not shown. */
  readonly labels: Readonly<Partial<Record<keyof V, string>>>;
  /** Saves the draft again; true when it worked. */
  readonly onKeepMine: () => Promise<boolean>;
}

/** What to do next stands in the buttons. */
const firstSentence = (text: string): string => text.split('. ')[0]!.replace(/\.?$/, '.');

function shown(value: unknown): string {
  if (value === true) return 'on';
  if (value === false) return 'off';
  if (value === null || value === undefined || value === '') return 'empty';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function ConflictNote<T extends object, V extends object>({ change, draft, pick, labels, onKeepMine }: ConflictNoteProps<T, V>) {
  const [open, setOpen] = useState(false);
  const { conflict, accept } = change;
  if (!conflict) return null;
  const before = pick(conflict.before);
  const now = pick(conflict.now);
  const keepMine = async () => {
    accept();
    if (await onKeepMine()) toast({ text: 'Saved.' });
  };
  const names = (Object.keys(labels) as (keyof V)[]).filter(
    (name) => draft.changed.includes(name) || shown(before[name]) !== shown(now[name]),
  );
  return (
    <section className={styles.note} role="alert" aria-label="Conflict">
      <p><b>{firstSentence(conflict.detail)}</b> Nothing of yours is saved yet.</p>
      {open && (
        <table className={styles.table}>
          <thead><tr><th scope="col">Setting</th><th scope="col">You loaded</th><th scope="col">Now</th><th scope="col">Yours</th></tr></thead>
          <tbody>
            {names.map((name) => (
              <tr key={String(name)}>
                <th scope="row">{labels[name]}</th>
                <td>{shown(before[name])}</td>
                <td>{shown(now[name])}</td>
                <td>{draft.changed.includes(name) ? shown(draft.values[name]) : <span className="muted">unchanged</span>}</td>
              </tr>
            ))}
            {names.length === 0 && <tr><td colSpan={4}>Only settings of other pages were changed.</td></tr>}
          </tbody>
        </table>
      )}
      <div className={styles.actions}>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>{open ? 'Hide differences' : 'Show differences'}</Button>
        <Button variant="ink" onClick={() => void keepMine()}>Keep mine</Button>
        <Button variant="subtle" onClick={() => { accept(); draft.reset(); }}>Take theirs</Button>
      </div>
    </section>
  );
}
