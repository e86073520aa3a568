// What became of what came, over time: stacked bars with the patterns of the table. `t` shows the numbers.
// Source: design reference, section 10.
import { useState, type KeyboardEvent } from 'react';
import { dateTime, exactCount, shortCount } from '../shared/format';
import { useNow, useTimeZone } from '../shared/time';
import { bucketWords, niceMaximum, ticksOf } from '../shared/buckets';
import { amount, type Category } from './categories';
import { edgeOf, FateMark, fillOf } from './fate_mark';
import { fates, type FateCount } from './outcomes';
import styles from './stats.module.css';

/** Pixels; the width is in per cent, so that patterns are not stretched. */
const HEIGHT = 150;
/** Of the place of a bar. */
const BAR = 0.86;

export interface ChartProps {
  readonly category: Category;
  readonly intervals: readonly string[];
  readonly counts: readonly FateCount[];
  /** All before this is in; undefined: nothing waits. Milliseconds. */
  readonly dataUntil: number | undefined;
}

export function Chart({ category, intervals, counts, dataUntil }: ChartProps) {
  const [table, setTable] = useState(false);
  const now = useNow();
  const zone = useTimeZone();
  const starts = intervals.map((at) => Date.parse(at) / 1000);
  const size = starts.length > 1 ? starts[1]! - starts[0]! : 0;
  if (size === 0) return null;
  const sums = starts.map((_, at) => counts.reduce((sum, one) => sum + (one.series[at] ?? 0), 0));
  const noun = category.plural.replace(/^of /, '');
  const title = `${noun[0]!.toUpperCase()}${noun.slice(1)} per ${bucketWords(size)}`;
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 't') return;
    setTable(!table);
    event.stopPropagation();
  };
  return (
    <section className={styles.chart} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <ul>{counts.map(({ fate }) => <li key={fate}><FateMark fate={fate} size={10} />{fates[fate].word}</li>)}</ul>
      </header>
      <figure tabIndex={0} onKeyDown={onKey} aria-label={`${title}, peak ${amount(category, Math.max(...sums))}. Press t for a table.`}>
        {table
          ? <Numbers {...{ category, starts, counts, now, zone, title }} />
          : <Bars {...{ category, starts, size, sums, counts, now, zone, dataUntil }} />}
      </figure>
    </section>
  );
}

interface BarsProps {
  readonly category: Category;
  readonly starts: readonly number[];
  readonly size: number;
  readonly sums: readonly number[];
  readonly counts: readonly FateCount[];
  readonly now: number;
  readonly zone: string;
  readonly dataUntil: number | undefined;
}

function Bars({ category, starts, size, sums, counts, now, zone, dataUntil }: BarsProps) {
  const maximum = niceMaximum(Math.max(...sums));
  const step = 100 / starts.length;
  const label = (value: number) => (category.inBytes ? amount(category, value) : shortCount(value));
  const from = starts[0]! * 1000;
  const hatched = dataUntil === undefined ? undefined : Math.max(0, Math.min(1, (dataUntil - from) / (starts.length * size * 1000)));
  return (
    <div className={styles.frame}>
      <div className={styles.scale} style={{ height: HEIGHT }} aria-hidden><span>{label(maximum)}</span><span>{maximum > 1 && label(maximum / 2)}</span><span>0</span></div>
      <div className={styles.plot}>
        <svg width="100%" height={HEIGHT} aria-hidden>
          {[0, 0.5, 1].map((y) => <line key={y} x1="0" x2="100%" y1={HEIGHT - 0.5 - y * (HEIGHT - 1)} y2={HEIGHT - 0.5 - y * (HEIGHT - 1)} stroke="var(--line)" />)}
          {starts.map((start, at) => <Bar key={start} x={(at + (1 - BAR) / 2) * step} width={step * BAR} values={counts.map((one) => [one.fate, one.series[at] ?? 0] as const)} maximum={maximum}
            title={`${dateTime(start * 1000, now, zone)}: ${amount(category, sums[at]!)}`} />)}
          {hatched !== undefined && hatched < 1 && <rect x={`${hatched * 100}%`} width={`${(1 - hatched) * 100}%`} y="0" height={HEIGHT} fill="var(--accent)" opacity=".12" />}
        </svg>
        <div className={styles.axis} aria-hidden>
          {ticksOf(starts.map((start) => [start, 0] as const), now, zone).map((tick, at) => <span key={at} style={{ left: `${tick.at * 100}%` }}>{tick.text}</span>)}
        </div>
        {hatched !== undefined && hatched < 1 && <p className={styles.incomplete}>The shaded end is not yet complete.</p>}
      </div>
    </div>
  );
}

/** `x` and `width` in per cent. */
function Bar({ x, width, values, maximum, title }: { readonly x: number; readonly width: number; readonly values: readonly (readonly [FateCount['fate'], number])[]; readonly maximum: number; readonly title: string }) {
  let y = HEIGHT;
  return (
    <g>
      <title>{title}</title>
      {values.filter(([, value]) => value > 0).map(([fate, value]) => {
        const height = Math.max(1.5, (value / maximum) * (HEIGHT - 1));
        y -= height;
        return <rect key={fate} x={`${x}%`} width={`${width}%`} y={Math.max(0, y)} height={height} fill={fillOf(fate)} stroke={edgeOf(fate)} />;
      })}
    </g>
  );
}

interface NumbersProps {
  readonly category: Category;
  readonly starts: readonly number[];
  readonly counts: readonly FateCount[];
  readonly now: number;
  readonly zone: string;
  readonly title: string;
}

function Numbers({ category, starts, counts, now, zone, title }: NumbersProps) {
  const text = (value: number) => (category.inBytes ? amount(category, value) : exactCount(value));
  return (
    <div className={styles.numbers} tabIndex={0} role="region" aria-label={title}>
      <table>
        <thead><tr><th scope="col">From</th>{counts.map(({ fate }) => <th key={fate} scope="col">{fates[fate].word}</th>)}</tr></thead>
        <tbody>
          {starts.map((start, at) => (
            <tr key={start}><td>{dateTime(start * 1000, now, zone)}</td>{counts.map((one) => <td key={one.fate}>{text(one.series[at] ?? 0)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
