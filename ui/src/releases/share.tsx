// The share of a release of all events: a bar with its number, never the bar alone.
import type { ListedRelease } from '../api/types';
import { counted, share, shortCount } from '../shared/format';
import styles from './releases.module.css';

/** As text; undefined where the range has no share. */
export function shareText({ eventCount = 0, eventShare }: Pick<ListedRelease, 'eventCount' | 'eventShare'>): string | undefined {
  if (eventShare === undefined) return undefined;
  // The server sends a fraction; `share` knows how a few of many are written.
  return share(eventCount, eventShare === 0 ? 0 : eventCount / eventShare);
}

export function ShareBar({ release }: { readonly release: ListedRelease }) {
  const text = shareText(release);
  if (text === undefined) return <span className="muted">–</span>;
  const { eventCount = 0, eventShare = 0 } = release;
  return (
    <span className={styles.share} title={counted(eventCount, 'event')}>
      <span className={styles.track} aria-hidden><i style={{ width: `${Math.min(100, eventShare * 100)}%` }} /></span>
      <b className={eventCount === 0 ? 'muted' : undefined}>{text}</b>
      <em>{shortCount(eventCount)}</em>
    </span>
  );
}
