// A list to pick several from, with a filter: projects, environments, teams. Draws only what is near the eye, so that
// 500 projects open as fast as five.
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from './icons';
import styles from './pick_list.module.css';

export interface PickOption {
  readonly value: string;
  readonly label: string;
}

export interface PickListProps {
  /** What is picked: "Projects". */
  readonly label: string;
  /** The entry that picks nothing in particular: "All projects". */
  readonly all: string;
  /** Said when there is nothing to pick: "No project yet". */
  readonly empty: string;
  /** Undefined while loading. */
  readonly options: readonly PickOption[] | undefined;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** More than this are not drawn: the filter is the way to them. */
const drawnLimit = 100;

export function PickList({ label, all, empty, options, chosen, onChange }: PickListProps) {
  const [filter, setFilter] = useState('');
  const [cursor, setCursor] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const wanted = filter.trim().toLowerCase();
  const picked = new Set(chosen);
  const matching = (options ?? []).filter((option) => option.label.toLowerCase().includes(wanted));
  const shown = [...matching.filter((option) => picked.has(option.value)), ...matching.filter((option) => !picked.has(option.value))].slice(0, drawnLimit);
  const rows: readonly (PickOption | undefined)[] = wanted ? shown : [undefined, ...shown];

  const toggle = (value: string) => onChange(picked.has(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  const take = (row: PickOption | undefined) => (row ? toggle(row.value) : onChange([]));
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setCursor(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(cursor + 1);
    else if (event.key === 'ArrowUp') move(cursor - 1);
    else if (event.key === 'Enter' && cursor < rows.length) take(rows[cursor]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.pick}>
      <input className={styles.filter} role="combobox" aria-expanded="true" aria-controls={id} aria-label={`Filter ${label.toLowerCase()}`} data-autofocus
        aria-activedescendant={rows.length ? `${id}-${cursor}` : undefined} placeholder={label} value={filter}
        onChange={(event) => { setFilter(event.target.value); setCursor(0); }} onKeyDown={onKey} />
      <div ref={list} id={id} role="listbox" aria-label={label} aria-multiselectable="true" className={styles.list}>
        {rows.map((row, index) => {
          const on = row ? picked.has(row.value) : chosen.length === 0;
          return (
            <div key={row?.value ?? ''} id={`${id}-${index}`} role="option" aria-selected={on}
              className={`${styles.option} ${index === cursor ? styles.cursor : ''}`} onMouseMove={() => setCursor(index)} onClick={() => take(row)}>
              <i className={`${styles.box} ${on ? styles.on : ''}`}>{on && <Icon name="check" size={11} weight={2} />}</i>
              <span>{row?.label ?? all}</span>
            </div>
          );
        })}
      </div>
      {!options && <p className={styles.note}>Loading…</p>}
      {options?.length === 0 && <p className={styles.note}>{empty}</p>}
      {options && options.length > 0 && matching.length === 0 && <p className={styles.note}>None is named so.</p>}
      {matching.length > shown.length && <p className={styles.note}>{matching.length - shown.length} more: type to find them.</p>}
    </div>
  );
}
