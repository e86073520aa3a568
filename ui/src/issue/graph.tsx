// Events of an issue over time: bars, the bar that holds the event that is read, and the releases that came meanwhile.
// A span can be drawn with the pointer; a release leads to its events. `t` shows the same numbers as a table. Source: design reference, section 10.
import { useState, type KeyboardEvent } from 'react';
import type { Series } from '../api/types';
import { bucketAt, bucketSeconds, bucketWords, niceMaximum, ticksOf } from '../shared/buckets';
import { plainText } from '../shared/event_text';
import { dateTime, exactCount, shortCount, shortRelease } from '../shared/format';
import { useNow, useTimeZone } from '../shared/time';
import { useDrag } from '../shared/use_drag';
import styles from './graph.module.css';

export interface ReleaseMark {
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface GraphProps {
  readonly series: Series;
  /** When the event that is read happened. */
  readonly eventAt?: number;
  readonly releases: readonly ReleaseMark[];
  readonly onSpan: (start: number, end: number) => void;
  /** Shows the events of one release. */
  readonly onRelease: (version: string) => void;
}

const WIDTH = 900;
const HEIGHT = 58;
/** Room above the tallest bar for what is written there. */
const HEAD = 12;

export function Graph({ series, eventAt, releases, onSpan, onRelease }: GraphProps) {
  const [table, setTable] = useState(false);
  const now = useNow();
  const zone = useTimeZone();
  const size = bucketSeconds(series);
  if (size === 0) return null;
  const peak = Math.max(...series.map(([, count]) => count));
  const unit = bucketWords(size);
  const own = eventAt === undefined ? -1 : bucketAt(series, eventAt);
  const label = `Events per ${unit}, peak ${exactCount(peak)}.`;
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 't') return;
    setTable(!table);
    event.stopPropagation();
  };
  return (
    <figure className={styles.graph} tabIndex={0} onKeyDown={onKey} aria-label={`${label} Press t for a table.`}>
      {table ? <Table series={series} now={now} zone={zone} unit={unit} /> : (
        <>
          <div className={styles.scale} aria-hidden><span>{shortCount(niceMaximum(peak))}</span><span>0</span></div>
          <Plot series={series} size={size} own={own} releases={releases} label={label} onSpan={onSpan} onRelease={onRelease} now={now} zone={zone} />
        </>
      )}
    </figure>
  );
}

interface PlotProps extends Omit<GraphProps, 'eventAt'> {
  readonly size: number;
  readonly own: number;
  readonly label: string;
  readonly now: number;
  readonly zone: string;
}

function Plot({ series, size, own, releases, label, onSpan, onRelease, now, zone }: PlotProps) {
  const maximum = niceMaximum(Math.max(...series.map(([, count]) => count)));
  const from = series[0]![0] * 1000;
  const length = series.length * size * 1000;
  const step = WIDTH / series.length;
  const height = (count: number) => (count === 0 ? 0 : Math.max(2, (count / maximum) * (HEIGHT - HEAD)));
  const place = (at: number) => (at - from) / length;
  const marks = releases.filter(({ at }) => place(at) >= 0 && place(at) <= 1);
  const drag = useDrag((left, right) => onSpan(from + left * length, from + right * length));
  return (
    <div className={styles.plot}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} role="img" aria-label={label} {...drag.handlers}>
        {[0, 0.5, 1].map((share) => {
          const y = HEIGHT - 0.5 - share * (HEIGHT - HEAD);
          return <line key={share} x1="0" x2={WIDTH} y1={y} y2={y} stroke="var(--line)" vectorEffect="non-scaling-stroke" />;
        })}
        {series.map(([start, count], at) => (
          <rect key={start} x={at * step + 1} width={Math.max(1, step - 2)} y={HEIGHT - 0.5 - height(count)} height={height(count)}
            fill={at === own ? 'var(--accent)' : 'var(--bar-c)'}>
            <title>{`${dateTime(start * 1000, now, zone)}: ${exactCount(count)}`}</title>
          </rect>
        ))}
        {marks.map(({ version, at }) => (
          <line key={version} x1={place(at) * WIDTH} x2={place(at) * WIDTH} y1="0" y2={HEIGHT} stroke="var(--t2)" strokeDasharray="3 3" vectorEffect="non-scaling-stroke" />
        ))}
        {drag.span && <rect x={drag.span[0] * WIDTH} width={(drag.span[1] - drag.span[0]) * WIDTH} y="0" height={HEIGHT} fill="var(--accent)" opacity=".2" />}
      </svg>
      {marks.map(({ version, at }) => (
        <button key={version} type="button" className={`${styles.release} ${place(at) > 0.85 ? styles.left : ''}`} style={{ left: `${place(at) * 100}%` }}
          aria-label={`Events of release ${plainText(version)}`} title={`Released ${dateTime(at, now, zone)}. Click for its events`} onClick={() => onRelease(version)}>
          {plainText(shortRelease(version))}
        </button>
      ))}
      {own >= 0 && <span className={`${styles.own} ${own > series.length * 0.9 ? styles.left : ''} ${own < series.length * 0.1 ? styles.right : ''}`} style={{ left: `${((own + 0.5) / series.length) * 100}%` }}>this event</span>}
      <div className={styles.axis} aria-hidden>
        {ticksOf(series, now, zone).map((tick) => <span key={tick.at} style={{ left: `${tick.at * 100}%` }}>{tick.text}</span>)}
      </div>
    </div>
  );
}

function Table({ series, now, zone, unit }: { readonly series: Series; readonly now: number; readonly zone: string; readonly unit: string }) {
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={`Events per ${unit}`}>
      <table>
        <thead><tr><th scope="col">From</th><th scope="col">Events</th></tr></thead>
        <tbody>{series.map(([start, count]) => <tr key={start}><td>{dateTime(start * 1000, now, zone)}</td><td>{exactCount(count)}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
