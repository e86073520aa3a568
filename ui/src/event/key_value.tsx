// Names and values of an event, one pair a line.
import type { ReactNode } from 'react';
import { EventText, plainText } from '../shared/event_text';
import { metaAt } from './meta';
import { EventValue } from './event_value';
import type { MetaNode } from '../api/event_types';
import styles from './key_value.module.css';

export interface KeyValueProps {
  readonly rows: readonly (readonly [name: string, value: unknown])[];
  /** `_meta` of what holds the values. */
  readonly meta?: MetaNode;
  /** `_meta` of a row, where it does not go by the name. */
  readonly metaOf?: (name: string, at: number) => MetaNode;
  /** Behind a value: a link, a copy button. */
  readonly after?: (name: string, value: unknown) => ReactNode;
  /** Draws a value in another way; undefined: as it is. */
  readonly draw?: (name: string, value: unknown) => ReactNode | undefined;
  /** Two columns where there is room. */
  readonly columns?: boolean;
  /** What the rows are, for screen readers. */
  readonly label?: string;
}

export function KeyValue({ rows, meta, metaOf, after, draw, columns = false, label }: KeyValueProps) {
  return (
    <dl className={`${styles.rows} ${columns ? styles.columns : ''}`} aria-label={label === undefined ? undefined : plainText(label)}>
      {rows.map(([name, value], at) => (
        <div key={`${at} ${name}`} className={styles.row}>
          <dt><EventText text={name} limit={200} /></dt>
          <dd>
            {draw?.(name, value) ?? <EventValue value={value} meta={metaOf ? metaOf(name, at) : metaAt(meta, [name])} />}
            {after?.(name, value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
