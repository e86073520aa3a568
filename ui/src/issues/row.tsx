// One issue of the list in two lines. Source: design reference, section 7.
import { memo, type MouseEvent, type PointerEvent } from 'react';
import type { Issue } from '../api/issue_types';
import { EventText, plainText } from '../shared/event_text';
import { Face } from '../shared/face';
import { counted, exactCount, shortCount } from '../shared/format';
import { Icon } from '../shared/icons';
import { LevelIcon } from '../shared/level_icon';
import { Link, paths } from '../shared/link';
import { Priority } from '../shared/priority';
import { Sparkline } from '../shared/sparkline';
import { StatusTag } from '../shared/status_tag';
import { Time } from '../shared/time';
import type { SearchChange } from '../shared/search_params';
import { asText } from '../event/shape';
import { AssignMenu } from './assign_menu';
import { Check } from './check';
import type { Action } from './actions';
import type { ReadAhead } from './read_ahead';
import { shortened } from '../shared/shortened';
import styles from './row.module.css';

export interface RowProps {
  readonly org: string;
  readonly issue: Issue;
  /** Id of the element, for `aria-activedescendant`. */
  readonly id: string;
  readonly cursor: boolean;
  readonly selected: boolean;
  /** Why it does not belong here any more: "resolved". */
  readonly gone?: string;
  /** The list's search, which the issue's page gets along. */
  readonly search: SearchChange;
  readonly period: '24h' | '14d';
  readonly mayChange: boolean;
  readonly onSelect: (issue: Issue, range: boolean) => void;
  readonly onAction: (issue: Issue, action: Action) => void;
  readonly ahead: ReadAhead;
  readonly picking: boolean;
  readonly onPicking: (issue: Issue, open: boolean) => void;
}

/** Texts of a row are cut by their place; longer ones cost time and are not seen. */
const TITLE_LIMIT = 400;
const PRESS_MILLISECONDS = 500;

/** A title of spaces alone could not be read or clicked. */
const says = (text: unknown): boolean => asText(text).trim() !== '';

/** Type and message; a message alone has no type. */
export function titleParts(issue: Pick<Issue, 'metadata' | 'title'>): readonly [type: string, rest: string] {
  const { type, value, title } = issue.metadata ?? {};
  if (says(type)) return [asText(type), asText(value)];
  return [[title, issue.title, value].filter(says).map(asText)[0] ?? '(no title)', ''];
}

export const IssueRow = memo(function IssueRow(props: RowProps) {
  const { org, issue, id, cursor, selected, gone, search, mayChange } = props;
  const [type, rest] = titleParts(issue);
  const press = usePress(() => props.onSelect(issue, false), () => props.ahead.open(issue));
  const classes = [styles.row, cursor ? styles.cursor : '', selected ? styles.selected : '', issue.hasSeen ? '' : styles.unseen, gone ? styles.gone : ''];
  return (
    <div role="row" id={id} aria-selected={selected} className={classes.join(' ')} data-issue={issue.id} onPointerEnter={() => props.ahead.rest(issue)} {...press}>
      <span role="gridcell" className={styles.check}>
        {mayChange && <Check label={`Select ${issue.shortId}`} checked={selected} onChange={(_, event) => props.onSelect(issue, (event.nativeEvent as unknown as MouseEvent).shiftKey)} />}
      </span>
      <span role="gridcell" className={styles.level}><LevelIcon level={plainText(shortened(asText(issue.level), 20))} /></span>
      <div role="gridcell" className={styles.title}>
        <Link to={paths.issue(org, issue.id)} search={search} keepScope className={styles.link} tabIndex={-1}
          title={plainText(shortened(`${type} ${rest}`.trim(), 1000))}>
          <b><EventText text={shortened(type, TITLE_LIMIT)} /></b>{' '}
          {rest !== '' && <span><EventText text={shortened(rest, TITLE_LIMIT)} /></span>}
        </Link>
        <div className={styles.under}>
          <span className={styles.shortId}>{issue.shortId}</span>
          {issue.culprit && <span className={styles.culprit}><EventText text={shortened(asText(issue.culprit), 200)} /></span>}
          {gone ? <span className={styles.why}>{gone}</span> : issue.isUnhandled && <span className={styles.unhandled}>unhandled</span>}
          {issue.numComments > 0 && <span className={styles.comments} title={counted(issue.numComments, 'comment')}><Icon name="message" size={12} />{issue.numComments}</span>}
        </div>
      </div>
      <span role="gridcell" className={styles.status}><StatusTag status={issue.status} substatus={issue.substatus} /></span>
      <Numbers issue={issue} period={props.period} />
      <span role="gridcell" className={styles.priority}><Priority priority={issue.priority} locked={issue.priorityLockedAt !== null && issue.priorityLockedAt !== undefined} /></span>
      <span role="gridcell" className={styles.assignee}>
        {mayChange ? <Assignee {...props} /> : <Face who={issue.assignedTo} />}
      </span>
      <span role="gridcell" className={styles.ages}><Time at={issue.lastSeen} none="–" /><i><Time at={issue.firstSeen} none="–" /></i></span>
    </div>
  );
});

/** The menu exists only while it is open: fifty of them would make the list slow. */
function Assignee({ org, issue, picking, onPicking, onAction }: RowProps) {
  const label = issue.assignedTo ? `Assigned to ${plainText(issue.assignedTo.name)}; change` : 'Assign';
  const button = (
    <button type="button" tabIndex={-1} className={styles.face} onClick={picking ? undefined : () => onPicking(issue, true)}>
      <Face who={issue.assignedTo} silent /><span className="vh">{label}</span>
    </button>
  );
  if (!picking) return button;
  return <AssignMenu org={org} target={button} opened onOpened={(open) => onPicking(issue, open)} onAction={(action) => onAction(issue, action)} />;
}

function Numbers({ issue, period }: Pick<RowProps, 'issue' | 'period'>) {
  const series = issue.stats?.[period] ?? Object.values(issue.stats ?? {})[0] ?? [];
  const count = Number(issue.count);
  const life = issue.lifetime ? `, ${exactCount(Number(issue.lifetime.count))} lifetime` : '';
  const users = issue.userCount;
  return (
    <>
      <span role="gridcell" className={styles.spark}>
        <Sparkline values={series.map(([, value]) => value)} bucket={period === '24h' ? 'hour' : 'day'} escalating={issue.substatus === 'escalating'} />
      </span>
      <span role="gridcell" className={styles.number} title={`${exactCount(count)} in range${life}`}>{shortCount(count)}</span>
      <span role="gridcell" className={`${styles.number} ${styles.users} ${users ? '' : styles.zero}`}
        title={users ? `${counted(users, 'user')} in range` : 'No event carried a user'}>{users ? shortCount(users) : '–'}</span>
    </>
  );
}

/** A press on the link will open the issue; a long one selects, where there is no room for boxes. */
function usePress(onLong: () => void, onOpen: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0 && (event.target as Element).closest('a')) onOpen();
      if (event.pointerType !== 'touch') return;
      const row = event.currentTarget;
      timer = setTimeout(() => {
        onLong();
        // The click that ends the press must not open the issue.
        row.addEventListener('click', (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
      }, PRESS_MILLISECONDS);
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onPointerMove: stop,
  };
}
