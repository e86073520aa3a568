// Scales of graphs over time: where the maximum lies, what one bar is, which times stand below.
// Source: design reference, section 10.
import type { Series } from '../api/types';
import { dateOnly, clock } from './format';

/** The next number above that reads well: 1, 2 or 5 times a power of ten. */
export function niceMaximum(peak: number): number {
  if (peak <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(peak));
  return [1, 2, 5, 10].map((step) => step * power).find((value) => value >= peak)!;
}

/** Seconds of one bucket; 0 when there are too few to tell. */
export function bucketSeconds(series: Series): number {
  const [first, second] = series;
  return first === undefined || second === undefined ? 0 : second[0] - first[0];
}

export function bucketWords(seconds: number): string {
  if (seconds % 86_400 === 0) return seconds === 86_400 ? 'day' : `${seconds / 86_400} days`;
  if (seconds % 3600 === 0) return seconds === 3600 ? 'hour' : `${seconds / 3600} hours`;
  return seconds % 60 === 0 ? (seconds === 60 ? 'minute' : `${seconds / 60} minutes`) : `${seconds} s`;
}

/** The bucket that holds a moment; -1 when none does. */
export function bucketAt(series: Series, at: number): number {
  const size = bucketSeconds(series);
  return size === 0 ? -1 : series.findIndex(([start]) => at >= start * 1000 && at < (start + size) * 1000);
}

export interface Tick {
  /** 0 to 1 along the axis. */
  readonly at: number;
  readonly text: string;
}

/** Labels of the time axis: the first, the last with the zone, and up to three between. */
export function ticksOf(series: Series, now: number, timeZone = 'UTC', between = 3): Tick[] {
  const size = bucketSeconds(series);
  if (size === 0) return [];
  const from = series[0]![0] * 1000;
  const to = Math.min((series[series.length - 1]![0] + size) * 1000, Math.max(now, from + size * 1000));
  const end = (series[series.length - 1]![0] + size) * 1000;
  const days = size >= 86_400;
  const step = (end - from) / (between + 1);
  const label = (at: number): string => {
    if (days) return dateOnly(at, now, timeZone);
    const time = clock(at, timeZone).slice(0, 5);
    return time === '00:00' ? `00:00 · ${dateOnly(at, now, timeZone)}` : time;
  };
  const ticks: Tick[] = [{ at: 0, text: label(from) }];
  for (let number = 1; number <= between; number++) {
    const unit = size * 1000;
    const at = from + Math.round((step * number) / unit) * unit;
    ticks.push({ at: (at - from) / (end - from), text: label(at) });
  }
  const last = days ? dateOnly(to, now, timeZone) : clock(to, timeZone).slice(0, 5);
  ticks.push({ at: 1, text: `${last} ${timeZone === 'UTC' ? 'UTC' : ''}`.trim() });
  return ticks;
}
