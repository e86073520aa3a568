// The columns of the table: added, taken out, put in another order, each a field or a function with its arguments.
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, part } from '../api/client';
import type { TagKey } from '../api/issue_types';
import { Dialog } from '../shared/dialog';
import { counted } from '../shared/format';
import { Icon } from '../shared/icons';
import { scopeQuery, type Scope } from '../shared/scope';
import { ColumnRow } from './column_row';
import { columnOfTag, FIELDS, MOST_COLUMNS, parseColumn, writeColumn, type ColumnText } from './columns';
import styles from './columns_dialog.module.css';

export interface ColumnsDialogProps {
  readonly org: string;
  /** Tags are of the events in it. */
  readonly scope: Scope;
  readonly fields: readonly string[];
  readonly onApply: (fields: readonly string[]) => void;
  readonly onClose: () => void;
}

const tagsQuery = (org: string, scope: Scope) => queryOptions({
  queryKey: ['discover', org, 'tags', scope],
  staleTime: 60_000,
  queryFn: ({ signal }) => get<TagKey[]>(`organizations/${part(org)}/tags/`, scopeQuery(scope), signal),
});

interface Draft {
  /** Stays with the column where it goes. */
  readonly key: number;
  readonly column: ColumnText;
}

/** A field without a name, or a function that lacks an argument, is not finished. */
function isFinished({ column }: Draft): boolean {
  return column.kind === 'field' ? column.name.trim() !== '' : column.arguments.every((argument) => argument.trim() !== '');
}

export function ColumnsDialog({ org, scope, fields, onApply, onClose }: ColumnsDialogProps) {
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => fields.map((field, key) => ({ key, column: parseColumn(field) })));
  const tags = useQuery(tagsQuery(org, scope)).data ?? [];
  const nextKey = useRef(fields.length);
  const list = useRef<HTMLOListElement>(null);
  const [wanted, setWanted] = useState<number>();
  const [applied, setApplied] = useState<readonly string[]>();
  const names = useId();
  // Who adds a column says next what it is.
  useEffect(() => {
    if (wanted !== undefined) list.current?.querySelector<HTMLElement>(`[data-column='${wanted}'] select`)?.focus();
  }, [wanted]);
  const add = () => {
    const key = nextKey.current++;
    setDrafts([...drafts, { key, column: { kind: 'field', name: '' } }]);
    setWanted(key);
  };
  const move = (at: number, step: number) => {
    const to = at + step;
    if (to < 0 || to >= drafts.length) return;
    const next = [...drafts];
    next.splice(to, 0, ...next.splice(at, 1));
    setDrafts(next);
  };
  const onKey = (event: KeyboardEvent, at: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || step === 0) return;
    event.preventDefault();
    const focused = document.activeElement as HTMLElement | null;
    move(at, step);
    // React may move the other row instead of this one; the focus is lost with a row that is moved.
    requestAnimationFrame(() => focused?.focus());
  };
  const changed = drafts.map(({ column }) => writeColumn(column)).join() !== fields.map((field) => writeColumn(parseColumn(field))).join();
  const finished = drafts.length > 0 && drafts.every(isFinished);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!finished) return;
    setApplied([...new Set(drafts.map(({ column }) => writeColumn(column)))]);
  };
  // They go into the address: a render later, when nothing is unsaved any more and the change of address is not asked about.
  useEffect(() => {
    if (applied === undefined) return;
    onApply(applied);
    onClose();
  }, [applied]);
  return (
    <Dialog title="Columns" onClose={onClose} width={680} unsaved={changed && applied === undefined}>
      <form onSubmit={submit}>
        <p className={styles.lead}>A function makes groups: a row for each combination of the fields. Alt with ↑ and ↓ moves a column.</p>
        <datalist id={`${names}-fields`}>
          {FIELDS.map(({ name, about }) => <option key={name} value={name}>{about}</option>)}
          {tags.map((tag) => <option key={`tag ${tag.key}`} value={columnOfTag(tag.key)}>{`Tag, ${counted(tag.totalValues, 'event')}`}</option>)}
        </datalist>
        <datalist id={`${names}-numbers`}>
          {tags.map((tag) => <option key={tag.key} value={columnOfTag(tag.key)}>{`Tag, ${counted(tag.totalValues, 'event')}`}</option>)}
        </datalist>
        <ol ref={list} className={styles.list} aria-label="Columns">
          {drafts.map((draft, at) => (
            <li key={draft.key} data-column={draft.key} className={styles.row} onKeyDown={(event) => onKey(event, at)}>
              <ColumnRow number={at + 1} column={draft.column} names={names} last={at === drafts.length - 1} alone={drafts.length === 1}
                onChange={(column) => setDrafts(drafts.map((each) => (each.key === draft.key ? { ...each, column } : each)))}
                onMove={(step) => move(at, step)} onRemove={() => setDrafts(drafts.filter((each) => each.key !== draft.key))} />
            </li>
          ))}
        </ol>
        <div className={styles.foot}>
          <Button leftSection={<Icon name="plus" size={12} />} onClick={add} disabled={drafts.length >= MOST_COLUMNS}>Add a column</Button>
          {drafts.length >= MOST_COLUMNS && <span className={styles.note}>{MOST_COLUMNS} is as many as there may be.</span>}
          {!finished && <span className={styles.note}>A column is not finished.</span>}
          <span className="grow" />
          <Button variant="subtle" onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="ink" disabled={!finished}>Show these columns</Button>
        </div>
      </form>
    </Dialog>
  );
}
