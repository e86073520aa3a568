// Which event of the issue is read, and the way to the others. Stays at the top while the event is read.
import { ActionIcon } from '@mantine/core';
import type { PicketEvent } from '../api/event_types';
import { apiUrl } from '../api/base';
import { part } from '../api/client';
import type { Issue } from '../api/issue_types';
import { Copy } from '../shared/copy';
import { exactCount, duration, shortEventId } from '../shared/format';
import { Icon, type IconName } from '../shared/icons';
import { Link, paths } from '../shared/link';
import type { SearchParams } from '../shared/search_params';
import { Time } from '../shared/time';
import { EventSearch } from './event_search';
import styles from './event_bar.module.css';

export interface EventBarProps {
  readonly org: string;
  readonly issue: Issue;
  readonly event: PicketEvent;
  /** Events in the range, where known. */
  readonly count: number | undefined;
  readonly search: SearchParams;
  readonly go: EventWays;
  /** The search that the ways go by, empty for all events. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

/** Ways to other events of the issue; undefined where there is none. */
export interface EventWays {
  readonly first?: () => void;
  readonly previous?: () => void;
  readonly next?: () => void;
  readonly latest?: () => void;
}

/** Occurred and received further apart than this are worth a word. */
const APART_MILLISECONDS = 60_000;

export function receivedWords(event: PicketEvent): string {
  const occurred = Date.parse(event.dateCreated);
  const received = Date.parse(event.dateReceived ?? '');
  if (!Number.isFinite(occurred) || !Number.isFinite(received)) return '';
  const apart = received - occurred;
  if (Math.abs(apart) <= APART_MILLISECONDS) return '';
  return apart > 0 ? `received ${duration(apart)} later` : `received ${duration(-apart)} earlier: the clock of the client is wrong`;
}

export function EventBar({ org, issue, event, count, search, go, text, onSearch }: EventBarProps) {
  const late = receivedWords(event);
  return (
    <div className={styles.bar}>
      <b>Event</b>
      <Link to={paths.event(org, issue.id, event.eventID)} search={search} keepScope className={styles.id} title={event.eventID}>{shortEventId(event.eventID)}</Link>
      <span className={styles.copy}><Copy text={event.eventID} label="Copy the event id" /></span>
      <span className={styles.date}><Time at={event.dateCreated} as="date" /></span>
      <span className={styles.quiet}><Time at={event.dateCreated} as="ago" /></span>
      {late && <span className={styles.late} title="The client was offline or its clock is wrong">{late}</span>}
      <span className="grow" />
      <span className={styles.search}><EventSearch key={text} text={text} onSearch={onSearch} /></span>
      <span className={styles.ways}>
        <Way icon="first" label="First event" letter="{" go={go.first} />
        <Way icon="left" label="Older event" letter="[" go={go.previous} />
        <span className={styles.place}>{placeWords(event, text === '' ? count : undefined)}</span>
        <Way icon="right" label="Newer event" letter="]" go={go.next} />
        <Way icon="last" label="Latest event" letter="}" go={go.latest} />
      </span>
      <a className={styles.json} href={jsonUrl(org, issue, event)} target="_blank" rel="noopener noreferrer" aria-keyshortcuts="J"><Icon name="json" size={13} />JSON</a>
    </div>
  );
}

export function jsonUrl(org: string, issue: Issue, event: PicketEvent): string {
  return apiUrl(`projects/${part(org)}/${part(issue.project.slug)}/events/${part(event.eventID)}/json/`);
}

function Way({ icon, label, letter, go }: { readonly icon: IconName; readonly label: string; readonly letter: string; readonly go: (() => void) | undefined }) {
  return <ActionIcon aria-label={label} aria-keyshortcuts={letter} disabled={!go} onClick={go}><Icon name={icon} size={14} /></ActionIcon>;
}

function placeWords(event: PicketEvent, count: number | undefined): string {
  const of = count === undefined || count === 0 ? '' : ` of ${exactCount(count)}`;
  if (!event.nextEventID && !event.previousEventID) return 'the only one';
  if (!event.nextEventID) return `latest${of}`;
  return event.previousEventID ? of.trim() : `first${of}`;
}
