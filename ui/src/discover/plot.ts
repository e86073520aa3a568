// Where the numbers of a chart lie: parts that add up are stacked, others stand for themselves.
import type { ChartData, Shape } from './series';

/** From and to of each bucket, in the unit of the axis; null: no number. */
export type Band = readonly ((readonly [number, number]) | null)[];

export function isStacked(data: ChartData, shape: Shape): boolean {
  return shape !== 'lines' && data.lines.length > 1;
}

/** One band for each line. */
export function bandsOf(data: ChartData, shape: Shape): readonly Band[] {
  if (!isStacked(data, shape)) return data.lines.map((line) => line.values.map((value) => (value === null ? null : [0, value] as const)));
  const floor = data.times.map(() => 0);
  return data.lines.map((line) => line.values.map((value, at) => {
    const from = floor[at]!;
    floor[at] = from + (value ?? 0);
    return [from, floor[at]!] as const;
  }));
}

/** The largest number that has to fit. */
export function peakOf(data: ChartData, bands: readonly Band[]): number {
  let peak = 0;
  for (const band of bands) for (const each of band) peak = Math.max(peak, each?.[1] ?? 0);
  for (const line of data.lines) for (const value of line.before ?? []) peak = Math.max(peak, value ?? 0);
  return peak;
}

export type Point = readonly [x: number, y: number];

/** The runs of points without a gap between. */
export function runsOf(points: readonly (Point | null)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs[runs.length - 1]!.push(point);
  }
  return runs.filter((run) => run.length > 0);
}

export function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** The ground between a band's upper edge and its lower one. */
export function areaOf(upper: readonly Point[], lower: readonly Point[]): string {
  return `${pathOf(upper)}${pathOf([...lower].reverse()).replace(/^M/, 'L')}Z`;
}
