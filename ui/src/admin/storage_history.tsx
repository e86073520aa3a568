// How much the stores took, day by day: bars, and on `t` the same as a table. Source: design reference, section 10.
import { useState, type KeyboardEvent } from 'react';
import type { Storage } from '../api/types';
import { niceMaximum } from '../shared/buckets';
import { bytes, counted, dateOnly } from '../shared/format';
import { useNow } from '../shared/time';
import styles from './storage_history.module.css';

type Day = Storage['history'][number];

const DAY = 86_400_000;
const WIDTH = 900;
const HEIGHT = 110;
/** Growth is that of a week, so that weekends count. */
const WEEK = 7;
/** A few days do not fill the width: bars stay bars. */
const FEWEST = 30;

/** Bytes by which it grew, and in how many days, a week at most; undefined before there are two days. */
export function growthOf(history: readonly Day[]): { readonly bytes: number; readonly days: number } | undefined {
  const last = history.at(-1);
  if (!last) return undefined;
  const daysAgo = (day: Day) => Math.round((Date.parse(last.date) - Date.parse(day.date)) / DAY);
  const first = history.find((day) => daysAgo(day) <= WEEK);
  const days = first ? daysAgo(first) : 0;
  return first && days > 0 ? { bytes: last.usedBytes - first.usedBytes, days } : undefined;
}

export function growthWords(history: readonly Day[]): string {
  const growth = growthOf(history);
  if (!growth) return 'One figure is kept for each day, for a year. There is growth to see from tomorrow on.';
  const span = growth.days === 1 ? 'since yesterday' : `in the last ${counted(growth.days, 'day')}`;
  if (growth.bytes === 0) return `It took the same ${span}.`;
  return `It ${growth.bytes > 0 ? 'grew' : 'shrank'} by ${bytes(Math.abs(growth.bytes))} ${span}.`;
}

/** The next size above that reads well: 1, 2 or 5 times a power of ten, of the unit that it is written in. */
function niceBytes(peak: number): number {
  const unit = 1024 ** Math.max(0, Math.floor(Math.log2(Math.max(1, peak)) / 10));
  return niceMaximum(peak / unit) * unit;
}

/** Of the store's names, the largest first. */
const parts = (day: Day): string => [...day.stores].sort((one, other) => other.bytes - one.bytes).map(({ name, bytes: size }) => `${name} ${bytes(size)}`).join(', ');

export function StorageHistory({ history }: { readonly history: readonly Day[] }) {
  const [table, setTable] = useState(false);
  const now = useNow();
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 't') return;
    setTable(!table);
    event.stopPropagation();
  };
  const peak = Math.max(...history.map(({ usedBytes }) => usedBytes));
  return (
    <section className={styles.history} aria-labelledby="storage-history">
      <h2 id="storage-history">Day by day</h2>
      <p>{growthWords(history)}</p>
      {history.length > 0 && (
        <figure tabIndex={0} onKeyDown={onKey} aria-label={`Used bytes per day, peak ${bytes(peak)}. Press t for a table.`}>
          {table ? <Table history={history} now={now} /> : <Plot history={history} peak={peak} now={now} />}
        </figure>
      )}
    </section>
  );
}

interface PlotProps {
  readonly history: readonly Day[];
  readonly peak: number;
  readonly now: number;
}

function Plot({ history, peak, now }: PlotProps) {
  const maximum = niceBytes(peak);
  const last = Date.parse(history.at(-1)!.date);
  const from = Math.min(Date.parse(history[0]!.date), last - (FEWEST - 1) * DAY);
  const count = Math.round((last - from) / DAY) + 1;
  const step = WIDTH / count;
  const gap = Math.min(2, step / 4);
  const height = (day: Day) => Math.max(2, (day.usedBytes / maximum) * (HEIGHT - 2));
  return (
    <div className={styles.plot}>
      <div className={styles.scale} aria-hidden><span>{bytes(maximum)}</span><span>0</span></div>
      <div>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} role="img" aria-label={`Used bytes per day, peak ${bytes(peak)}.`}>
          {[0, 0.5, 1].map((share) => <line key={share} x1="0" x2={WIDTH} y1={1 + share * (HEIGHT - 2)} y2={1 + share * (HEIGHT - 2)} stroke="var(--line)" vectorEffect="non-scaling-stroke" />)}
          {history.map((day) => (
            <rect key={day.date} x={Math.round((Date.parse(day.date) - from) / DAY) * step + gap / 2} width={step - gap} y={HEIGHT - 1 - height(day)} height={height(day)} fill="var(--bar-c)">
              <title>{`${dateOnly(Date.parse(day.date), now)}: ${bytes(day.usedBytes)} used, ${bytes(day.freeBytes)} free. ${parts(day)}`}</title>
            </rect>
          ))}
        </svg>
        <div className={styles.axis} aria-hidden><span>{dateOnly(from, now)}</span><span>{dateOnly(last, now)} UTC</span></div>
      </div>
    </div>
  );
}

function Table({ history, now }: Omit<PlotProps, 'peak'>) {
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label="Used bytes per day">
      <table>
        <thead><tr><th scope="col">Day</th><th scope="col">Used</th><th scope="col">Free</th><th scope="col">Stores</th></tr></thead>
        <tbody>
          {[...history].reverse().map((day) => (
            <tr key={day.date}><td>{dateOnly(Date.parse(day.date), now)}</td><td>{bytes(day.usedBytes)}</td><td>{bytes(day.freeBytes)}</td><td>{parts(day)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
