// How the values of a tag are spread over events.
import type { ReactNode } from 'react';
import { EventText, plainText } from './event_text';
import { counted, exactCount, share } from './format';
import { shortened } from './shortened';
import type { TagShare } from './tag_share';
import styles from './tag_bars.module.css';

export interface TagBarsProps {
  readonly tag: TagShare;
  /** Events in the same range, for "2 without"; undefined where unknown. */
  readonly events: number | undefined;
  /** Values shown. */
  readonly limit: number;
  /** The heading: the key, or a link. */
  readonly heading: ReactNode;
  /** Makes the name of a value lead somewhere. */
  readonly link?: (value: TagShare['values'][number], name: ReactNode) => ReactNode;
}

export function TagBars({ tag, events, limit, heading, link = (_, name) => name }: TagBarsProps) {
  const without = !tag.partial && events !== undefined && events > tag.total ? events - tag.total : 0;
  const total = Math.max(tag.total, events ?? 0);
  // Values that were not listed may be any number.
  const listed = tag.values.reduce((sum, value) => sum + value.count, 0);
  const unique = tag.unique ?? (listed >= tag.total && !tag.partial ? tag.values.length : undefined);
  return (
    <div className={styles.tag}>
      <div className={styles.head}>
        <b>{heading}</b>
        <em>{unique !== undefined && counted(unique, 'value')}{without > 0 && `${unique === undefined ? '' : ', '}${exactCount(without)} without`}</em>
      </div>
      <ul>
        {tag.values.slice(0, limit).map((value) => (
          <li key={value.value} className={styles.value} title={`${exactCount(value.count)} of ${exactCount(total)}: ${plainText(shortened(value.name, 300))}`}>
            <span className={styles.bar} style={{ width: `${total === 0 ? 0 : Math.min(100, (value.count / total) * 100)}%` }} />
            <span className={styles.name}>{link(value, value.name === '' ? <i>(empty)</i> : <EventText text={shortened(value.name, 200)} />)}</span>
            <em>{share(value.count, total)}</em>
          </li>
        ))}
      </ul>
    </div>
  );
}
