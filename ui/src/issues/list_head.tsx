// The head of the list: names of the columns, or while rows are selected what can be done to them, in the same height.
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import type { Issue } from '../api/issue_types';
import { clock, counted, exactCount } from '../shared/format';
import { Kbd } from '../shared/kbd';
import type { Action } from './actions';
import { AssignMenu } from './assign_menu';
import { Check } from './check';
import { ArchiveMenu, PriorityMenu } from './menus';
import { hitsText } from './queries';
import type { IssueList } from './use_list';
import type { Selection } from './use_selection';
import styles from './list_head.module.css';

export interface ListHeadProps {
  readonly list: IssueList;
  readonly selection: Selection;
  readonly sort: string;
  readonly period: '24h' | '14d';
  readonly mayChange: boolean;
  /** What the search leaves out. */
  readonly hidden: ReactNode;
}

export function ListHead({ list, selection, sort, period, mayChange, hidden }: ListHeadProps) {
  const head = (name: string, own: string) => (
    <span aria-hidden={false}>{sort === own && '↓ '}{name}</span>
  );
  const order = (own: string) => (sort === own ? 'descending' : undefined);
  return (
    <div className={styles.head} role="row">
      <span role="columnheader" className={styles.check}>
        {mayChange && (list.rows?.length ?? 0) > 0
          ? <Check label="Select this page" checked={false} onChange={() => selection.selectPage(true)} />
          : <span className="vh">Select</span>}
      </span>
      <div role="columnheader" className={styles.issue}><span className="vh">Issue</span><NewRows list={list} />{hidden}</div>
      <span role="columnheader">Status</span>
      <span role="columnheader" aria-sort={order('trends')}>{head(`Events, ${period === '24h' ? '24 h' : '14 d'}`, 'trends')}</span>
      <span role="columnheader" aria-sort={order('freq')} className={styles.number}>{head('Events', 'freq')}</span>
      <span role="columnheader" aria-sort={order('user')} className={`${styles.number} ${styles.users}`}>{head('Users', 'user')}</span>
      <span role="columnheader" className={styles.middle} title="Priority">Prio</span>
      <span role="columnheader" className={styles.middle}><span className="vh">Assignee</span></span>
      <span role="columnheader" aria-sort={order('date') ?? order('new')} className={styles.ages}>{head('Seen', 'date')}<i>{head('Age', 'new')}</i></span>
    </div>
  );
}

/** "4 new since 12:13": rows never move by themselves. */
function NewRows({ list }: { readonly list: IssueList }) {
  if (list.arrived === 0 && !list.moved) return null;
  const since = clock(list.readAt).slice(0, 5);
  const what = list.arrived > 0 ? `${exactCount(list.arrived)} new since ${since}` : `New order since ${since}`;
  return <button type="button" className={styles.pill} onClick={list.refresh} aria-keyshortcuts=".">{what}<Kbd>.</Kbd></button>;
}

export interface BulkBarProps {
  readonly org: string;
  readonly selection: Selection;
  readonly rows: readonly Issue[];
  readonly hits?: number;
  readonly onAction: (action: Action) => void;
  /** Undefined where not all of what is selected is known. */
  readonly onMerge?: () => void;
  /** Which menu is open, by a key or by a click. */
  readonly menu: BulkMenu;
  readonly onMenu: (menu: BulkMenu) => void;
}

/** What "all" is: the server counts no further. */
const allOf = (hits: number): string => `all ${hitsText(hits)}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export type BulkMenu = 'none' | 'archive' | 'assign' | 'priority';

export function BulkBar({ org, selection, rows, hits, onAction, onMerge, menu, onMenu }: BulkBarProps) {
  const count = selection.selected.size;
  const whole = count === rows.length;
  const bind = (name: BulkMenu) => ({ opened: menu === name, onOpened: (open: boolean) => onMenu(open ? name : 'none'), onAction, several: true });
  const chosen = rows.filter((issue) => selection.selected.has(issue.id));
  const allDone = chosen.length > 0 && chosen.every((issue) => issue.status !== 'unresolved');
  return (
    <div className={`${styles.head} ${styles.bulk}`} role="row">
      <span role="gridcell" className={styles.check}><Check label="Select this page" checked={whole} partly={!whole} onChange={(on) => (on ? selection.selectPage(true) : selection.clear())} /></span>
      <div role="gridcell" className={styles.actions}>
        <b aria-live="polite">{selection.all && hits !== undefined ? `${capital(allOf(hits))} matching` : <>{exactCount(count)}<span className={styles.wide}> selected</span></>}</b>
        {whole && !selection.all && hits !== undefined && hits > rows.length && (
          <button type="button" className={styles.link} onClick={selection.selectAll} aria-keyshortcuts="*">Select {allOf(hits)} matching</button>
        )}
        <i className={styles.line} />
        <BulkButton word={allDone ? 'Reopen' : 'Resolve'} letter="r" onClick={() => onAction({ kind: allDone ? 'reopen' : 'resolve' })} />
        <ArchiveMenu {...bind('archive')} target={<BulkButton word="Archive" letter="e" />} />
        <AssignMenu {...bind('assign')} org={org} target={<BulkButton word="Assign" letter="a" />} />
        <PriorityMenu {...bind('priority')} target={<BulkButton word="Priority" letter="p" />} />
        {onMerge && <BulkButton word="Merge" letter="m" onClick={onMerge} />}
        <span className="grow" />
        <BulkButton word="Clear" letter="Esc" onClick={selection.clear} />
      </div>
      <span className="vh" role="gridcell">{counted(count, 'issue')} selected</span>
    </div>
  );
}

interface BulkButtonProps extends ComponentPropsWithoutRef<'button'> {
  readonly word: string;
  readonly letter: string;
}

const BulkButton = forwardRef<HTMLButtonElement, BulkButtonProps>(function BulkButton({ word, letter, className = '', ...rest }, ref) {
  return (
    <button ref={ref} type="button" className={`${styles.action} ${className}`} aria-keyshortcuts={letter === 'Esc' ? 'Escape' : letter} {...rest}>
      {word} <Kbd>{letter}</Kbd>
    </button>
  );
});
