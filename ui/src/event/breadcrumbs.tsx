// What happened before the event, newest first, with a search and a filter by kind.
import { useDeferredValue, useState } from 'react';
import { EventText } from '../shared/event_text';
import { clock, duration, bothZones } from '../shared/format';
import { Icon, type IconName } from '../shared/icons';
import { useTimeZone } from '../shared/time';
import { beforeEvent, crumbMatches, crumbsOf, KIND_NAMES, type Crumb, type CrumbKind } from './crumbs';
import { KeyValue } from './key_value';
import { metaAt, remarksWithin } from './meta';
import { EventSection } from './section';
import { isEmpty } from './shape';
import { Short } from './short';
import type { MetaNode, PicketEvent } from '../api/event_types';
import styles from './breadcrumbs.module.css';

/** Shown at once: what led to the event is near it. */
const FIRST_CRUMBS = 20;

const ICONS: Readonly<Record<CrumbKind, IconName>> = {
  exception: 'stop', http: 'globe', query: 'database', navigation: 'arrow', user: 'user', error: 'stop', log: 'message', other: 'dot',
};

export interface BreadcrumbsProps {
  readonly event: PicketEvent;
  /** `_meta` of the entry's data. */
  readonly meta?: MetaNode;
}

export function Breadcrumbs({ event, meta }: BreadcrumbsProps) {
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<CrumbKind | ''>('');
  const [whole, setWhole] = useState(false);
  const search = useDeferredValue(typed.trim());
  const crumbs = crumbsOf(event);
  if (crumbs.length === 0) return null;
  const kinds = [...new Set(crumbs.map((crumb) => crumb.kind))].filter((each) => each !== 'exception');
  const found = crumbs.filter((crumb) => crumbMatches(crumb, search, kind));
  const filtered = search !== '' || kind !== '';
  const shown = whole || filtered ? found : found.slice(0, FIRST_CRUMBS);
  const controls = (
    <>
      <input className={styles.search} type="search" placeholder="Search breadcrumbs" aria-label="Search breadcrumbs" value={typed}
        onChange={(change) => setTyped(change.target.value)} />
      <select className={styles.kinds} aria-label="Kind of breadcrumb" value={kind} onChange={(change) => setKind(change.target.value as CrumbKind | '')}>
        <option value="">All types</option>
        {kinds.map((each) => <option key={each} value={each}>{KIND_NAMES[each]}</option>)}
      </select>
    </>
  );
  return (
    <EventSection id="breadcrumbs" title="Breadcrumbs" count={filtered ? `${found.length} of ${crumbs.length - 1}` : crumbs.length - 1} controls={controls}>
      <ol className={styles.list} aria-label="Breadcrumbs, newest first">
        {shown.map((crumb) => <OneCrumb key={crumb.index} crumb={crumb} eventAt={crumbs[0]!.at} meta={metaAt(meta, ['values', crumb.index])} />)}
      </ol>
      {found.length === 0 && <p className={styles.none}>No breadcrumb matches.</p>}
      {shown.length < found.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>Show all {found.length}</button>
      )}
    </EventSection>
  );
}

interface OneCrumbProps {
  readonly crumb: Crumb;
  readonly eventAt: number | undefined;
  readonly meta?: MetaNode;
}

function OneCrumb({ crumb, eventAt, meta }: OneCrumbProps) {
  const [open, setOpen] = useState(false);
  const more = !isEmpty(crumb.rest) || crumb.text.length > 120 || crumb.text.includes('\n') || remarksWithin(meta, crumb).length > 0;
  const classes = `${styles.crumb} ${styles[crumb.level] ?? ''} ${crumb.kind === 'exception' ? styles.event : ''}`;
  const line = <CrumbLine crumb={crumb} eventAt={eventAt} open={open} />;
  return (
    <li className={styles.item}>
      {more
        ? <button type="button" className={classes} aria-expanded={open} onClick={() => setOpen(!open)}>{line}</button>
        : <div className={classes}>{line}</div>}
      {open && (
        <div className={styles.rest}>
          {crumb.text !== '' && <pre className={styles.whole} tabIndex={0} aria-label="The whole text"><EventText text={crumb.text} multiline /></pre>}
          {!isEmpty(crumb.rest) && <KeyValue rows={Object.entries(crumb.rest)} meta={metaAt(meta, ['data'])} label="Data" />}
        </div>
      )}
    </li>
  );
}

function CrumbLine({ crumb, eventAt, open }: Pick<OneCrumbProps, 'crumb' | 'eventAt'> & { readonly open: boolean }) {
  const zone = useTimeZone();
  return (
    <>
      <Icon name={ICONS[crumb.kind]} size={13} />
      <span className={styles.label}><Short text={crumb.label} limit={80} /></span>
      <span className={styles.text}>
        {crumb.text === '' ? <span className={styles.none}>no text</span> : <Short text={crumb.text} limit={open ? 60 : 400} />}
        {crumb.status !== undefined && <b className={crumb.status >= 400 ? styles.bad : styles.good}>{crumb.status}</b>}
        {crumb.ms !== undefined && <i>{duration(crumb.ms)}</i>}
      </span>
      <span className="vh"><Short text={crumb.level} limit={40} /></span>
      {crumb.at === undefined ? <span className={styles.time}>no time</span> : (
        <time className={styles.time} dateTime={new Date(crumb.at).toISOString()} title={bothZones(crumb.at, zone)}>{clock(crumb.at, zone, true)}</time>
      )}
      <span className={styles.before}>{crumb.at !== undefined && eventAt !== undefined && beforeEvent(eventAt - crumb.at)}</span>
    </>
  );
}
