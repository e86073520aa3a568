// Series of the API as lines of charts: one chart for each axis, one line for each group.
import type { Timeseries, TimeseriesLine } from '../api/answers';
import { cellText } from './filters';
import type { Display } from './view';

export type ValueType = TimeseriesLine['meta']['valueType'];
export type Shape = 'bars' | 'areas' | 'lines';

export interface ChartLine {
  /** Values of its group; empty for all events. */
  readonly name: string;
  readonly isOther: boolean;
  /** By bucket; null: nothing to compute it of. */
  readonly values: readonly (number | null)[];
  /** The same buckets of the time before. */
  readonly before?: readonly (number | null)[];
}

export interface ChartData {
  readonly axis: string;
  readonly type: ValueType;
  /** Starts of buckets, milliseconds since 1970. */
  readonly times: readonly number[];
  /** Milliseconds of a bucket. */
  readonly interval: number;
  /** Buckets that are still filling. */
  readonly incomplete: ReadonlySet<number>;
  readonly lines: readonly ChartLine[];
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

function nameOf(line: TimeseriesLine): string {
  return (line.groupBy ?? []).map(({ value }) => cellText(value) || '(none)').join(', ');
}

function lineOf(line: TimeseriesLine): ChartLine {
  const compared = line.values.some((value) => value.comparisonValue !== undefined);
  return {
    name: line.meta.isOther ? 'Other' : nameOf(line),
    isOther: line.meta.isOther ?? false,
    values: line.values.map(({ value }) => numberOf(value)),
    ...(compared && { before: line.values.map(({ comparisonValue }) => numberOf(comparisonValue)) }),
  };
}

export function chartsOf(answer: Timeseries, axes: readonly string[]): readonly ChartData[] {
  return axes.flatMap((axis) => {
    const own = answer.timeSeries.filter((line) => line.yAxis === axis).sort((a, b) => (a.meta.order ?? 0) - (b.meta.order ?? 0));
    const first = own[0];
    if (!first || first.values.length === 0) return [];
    return [{
      axis,
      type: first.meta.valueType,
      times: first.values.map(({ timestamp }) => timestamp),
      interval: first.meta.interval,
      incomplete: new Set(first.values.flatMap(({ incomplete }, at) => (incomplete ? [at] : []))),
      lines: own.map(lineOf),
    }];
  });
}

/** Of counts parts add up; a share or a percentile of parts says nothing about the whole. */
export function addsUp(axis: string): boolean {
  return /^(count|count_if|failure_count|sum|epm|eps)\(/.test(axis);
}

/** Bars for counts, lines for what does not add up. Source: design reference, section 10. */
export function shapeOf(display: Display, axis: string): Shape {
  if (display === 'bar') return 'bars';
  const counts = addsUp(axis) || axis.startsWith('count_unique(');
  if (display === 'top5') return addsUp(axis) ? 'areas' : 'lines';
  if (display === 'dailytop5') return addsUp(axis) ? 'bars' : 'lines';
  return counts ? 'bars' : 'lines';
}
