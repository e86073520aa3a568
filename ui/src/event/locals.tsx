// The local variables of a frame: few ones in a line, many in two columns, the rest on demand.
import { useState } from 'react';
import { EventText } from '../shared/event_text';
import { EventValue } from './event_value';
import { metaAt } from './meta';
import { asText } from './shape';
import type { Json, MetaNode } from '../api/event_types';
import styles from './locals.module.css';

const LINE_COUNT = 12;
const LINE_LENGTH = 200;
/** Longest value shown at once: a frame is there for its source. */
const VALUE_LIMIT = 300;

export interface LocalsProps {
  readonly vars: Readonly<Record<string, Json>>;
  readonly meta?: MetaNode;
}

export function Locals({ vars, meta }: LocalsProps) {
  const [whole, setWhole] = useState(false);
  const all = Object.entries(vars);
  const length = all.reduce((sum, [name, value]) => sum + name.length + asText(value).length, 0);
  const inLine = all.length <= LINE_COUNT && length <= LINE_LENGTH;
  const shown = whole || inLine ? all : all.slice(0, LINE_COUNT);
  return (
    <div className={styles.locals}>
      <span className={styles.label}>Locals</span>
      <div className={styles.body}>
        <dl className={inLine ? styles.line : styles.columns}>
          {shown.map(([name, value]) => (
            <div key={name}>
              <dt><EventText text={name} limit={100} /></dt>
              <dd className={isQuoted(value) ? styles.string : undefined}>
                <EventValue value={value} meta={metaAt(meta, [name])} limit={VALUE_LIMIT} />
              </dd>
            </div>
          ))}
        </dl>
        {shown.length < all.length && (
          <button type="button" className={styles.more} onClick={() => setWhole(true)}>
            show {all.length - shown.length} more
          </button>
        )}
      </div>
    </div>
  );
}

/** Python's SDK sends `repr`: texts come with their quotes. */
function isQuoted(value: Json): boolean {
  return typeof value === 'string' && /^[bfru]?(['"]).*\1$/s.test(value) && value.length > 1;
}
