// What can be done with a cell: narrow the search by it, leave it out, copy it. A table has hundreds of cells, so that a
// menu is made only for the one that is opened.
import { useEffect, useRef, useState } from 'react';
import { Menu } from '@mantine/core';
import { copyText } from '../shared/copy';
import { plainText } from '../shared/event_text';
import { Icon } from '../shared/icons';
import { shortened } from '../shared/shortened';
import { toast } from '../shared/toast';
import { isAggregate } from './columns';
import { boundOf, cellText, excludeOf, filterOf, type Cell } from './filters';
import styles from './results_table.module.css';

export interface CellMenuProps {
  readonly field: string;
  readonly value: Cell;
  /** Adds the filter to the search. */
  readonly onFilter: (filter: string) => void;
}

export function CellMenu({ field, value, onFilter }: CellMenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // The button of the menu and the one in its place are not the same.
    if (wasOpen.current && !open) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  const text = cellText(value);
  const target = (
    <button ref={button} type="button" className={styles.more} aria-haspopup="menu" aria-expanded={open}
      aria-label={`Actions of ${field} ${plainText(shortened(text || '(none)', 60))}`} onClick={() => setOpen(!open)}>
      <Icon name="more" size={13} />
    </button>
  );
  if (!open) return target;
  return (
    <Menu opened onChange={setOpen} width={220} position="bottom-end">
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown><Actions field={field} value={value} onFilter={onFilter} /></Menu.Dropdown>
    </Menu>
  );
}

function Actions({ field, value, onFilter }: CellMenuProps) {
  const filter = filterOf(field, value);
  const exclude = excludeOf(field, value);
  const [more, less] = [boundOf(field, value, '>'), boundOf(field, value, '<')];
  const item = (label: string, wanted: string | undefined) => wanted !== undefined && <Menu.Item onClick={() => onFilter(wanted)}>{label}</Menu.Item>;
  const copy = async () => {
    if (!(await copyText(cellText(value)))) toast({ text: 'The browser did not let Picket copy this.', kind: 'failed' });
  };
  return (
    <>
      {isAggregate(field) ? <>{item('Only larger', more)}{item('Only smaller', less)}</> : <>{item('Add to the search', filter)}{item('Exclude from the search', exclude)}</>}
      {cellText(value) !== '' && <Menu.Item onClick={() => void copy()}>Copy</Menu.Item>}
      {filter === undefined && <Menu.Label>No search finds this value</Menu.Label>}
    </>
  );
}
