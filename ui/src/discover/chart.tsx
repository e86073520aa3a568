// Numbers over time, of all events or of the first groups: bars, stacked areas or lines. The pointer and the arrow keys read
// single buckets, a span can be drawn, and `t` shows the same numbers as a table. Source: design reference, section 10.
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { ticksOf } from '../shared/buckets';
import { EventText } from '../shared/event_text';
import { dateTime } from '../shared/format';
import { shortened } from '../shared/shortened';
import { useNow, useTimeZone } from '../shared/time';
import { useDrag } from '../shared/use_drag';
import { ChartTable } from './chart_table';
import { Drawing, HEIGHT } from './drawing';
import { Patterns, Swatch } from './marks';
import { exactNumber, scaleTop, shortNumber } from './numbers';
import { bandsOf, peakOf } from './plot';
import { addsUp, type ChartData, type Shape } from './series';
import { useWidth } from './use_width';
import styles from './chart.module.css';

export interface ChartProps {
  /** Of this chart on the page; names its patterns. */
  readonly chart: string;
  readonly data: ChartData;
  readonly shape: Shape;
  /** What one bucket is: "30 minutes". */
  readonly bucket: string;
  readonly onSpan: (start: number, end: number) => void;
}

const WIDTH_BEFORE = 900;

export function Chart({ chart, data, shape, bucket, onSpan }: ChartProps) {
  const [table, setTable] = useState(false);
  const [cursor, setCursor] = useState<number>();
  const now = useNow();
  const zone = useTimeZone();
  const bands = bandsOf(data, shape);
  const peak = peakOf(data, bands);
  const top = scaleTop(peak, data.type);
  const label = `${data.axis} per ${bucket}, peak ${exactNumber(peak, data.type)}.`;
  const last = data.times.length - 1;
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 't') setTable(!table);
    else if (event.key === 'ArrowLeft') setCursor(Math.max(0, (cursor ?? last + 1) - 1));
    else if (event.key === 'ArrowRight') setCursor(Math.min(last, (cursor ?? -1) + 1));
    else if (event.key === 'Escape' && cursor !== undefined) setCursor(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <figure className={styles.chart} tabIndex={0} onKeyDown={onKey} aria-label={`${label} Arrow keys read it, t shows a table.`}>
      <svg width="0" height="0" className={styles.patterns} aria-hidden><Patterns chart={chart} /></svg>
      <Legend data={data} shape={shape} chart={chart} cursor={cursor} now={now} zone={zone} />
      {table ? <ChartTable data={data} label={`${data.axis} per ${bucket}`} now={now} zone={zone} /> : (
        <div className={styles.body}>
          <div className={styles.scale} aria-hidden><span>{shortNumber(top, data.type)}</span><span>{shortNumber(top / 2, data.type)}</span><span>0</span></div>
          <Plot chart={chart} data={data} shape={shape} bands={bands} top={top} label={label} cursor={cursor} onCursor={setCursor} onSpan={onSpan} now={now} zone={zone} />
        </div>
      )}
    </figure>
  );
}

interface PlotProps extends Omit<ChartProps, 'bucket'> {
  readonly bands: ReturnType<typeof bandsOf>;
  readonly top: number;
  readonly label: string;
  readonly cursor: number | undefined;
  readonly onCursor: (at: number | undefined) => void;
  readonly now: number;
  readonly zone: string;
}

function Plot({ chart, data, shape, bands, top, label, cursor, onCursor, onSpan, now, zone }: PlotProps) {
  const [box, width] = useWidth<HTMLDivElement>(WIDTH_BEFORE);
  const from = data.times[0]!;
  const length = data.times.length * data.interval;
  const { span, handlers } = useDrag((left, right) => onSpan(from + left * length, from + right * length));
  const bucketUnder = (event: PointerEvent) => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(data.times.length - 1, Math.floor(((event.clientX - left) / wide) * data.times.length)));
  };
  const series = data.times.map((time) => [time / 1000, 0] as const);
  return (
    <div ref={box} className={styles.plot}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} role="img" aria-label={label}
        onPointerDown={handlers.onPointerDown} onPointerUp={handlers.onPointerUp} onPointerLeave={() => onCursor(undefined)}
        onPointerMove={(event) => { handlers.onPointerMove(event); onCursor(bucketUnder(event)); }}>
        <Drawing chart={chart} data={data} shape={shape} bands={bands} top={top} width={width} cursor={cursor} />
        {span && <rect x={span[0] * width} width={(span[1] - span[0]) * width} y="0" height={HEIGHT} fill="var(--accent)" opacity=".2" />}
      </svg>
      <div className={styles.axis} aria-hidden>
        {ticksOf(series, now, zone).map((tick) => <span key={tick.at} style={{ left: `${tick.at * 100}%` }}>{tick.text}</span>)}
      </div>
    </div>
  );
}

interface LegendProps {
  readonly data: ChartData;
  readonly shape: Shape;
  readonly chart: string;
  readonly cursor: number | undefined;
  readonly now: number;
  readonly zone: string;
}

/** Names of the lines with their number: of the bucket that is read, else of the whole time where it is a sum. */
function Legend({ data, shape, chart, cursor, now, zone }: LegendProps) {
  const single = data.lines.length === 1;
  const sums = addsUp(data.axis) && data.type === 'integer';
  const shown = (values: readonly (number | null)[]): string => {
    if (cursor !== undefined) {
      const value = values[cursor];
      return value === null || value === undefined ? '–' : exactNumber(value, data.type);
    }
    return sums ? shortNumber(values.reduce<number>((sum, value) => sum + (value ?? 0), 0), data.type) : '';
  };
  return (
    <figcaption className={styles.legend} aria-live="polite">
      {cursor === undefined && sums && <span>In range</span>}
      {cursor !== undefined && <b>{dateTime(data.times[cursor]!, now, zone)}{data.incomplete.has(cursor) && ', not complete yet'}</b>}
      {data.lines.map((line, at) => (
        <span key={at} className={styles.entry}>
          {!single && <Swatch mark={{ chart, at, isOther: line.isOther, single }} shape={shape} />}
          {!single && <span className={styles.name}><EventText text={shortened(line.name || '(none)', 80)} /></span>}
          <em>{shown(line.values)}</em>
          {line.before && <em>before: {shown(line.before) || '–'}</em>}
        </span>
      ))}
    </figcaption>
  );
}
