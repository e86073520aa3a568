// How wide the buckets of a chart are. Source: design reference, section 10.
import type { Scope } from '../shared/scope';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const [HOUR, DAY] = [3600, 86_400];

/** Length of the scope's time in seconds; never 0. */
export function secondsOf(scope: Scope): number {
  const period = /^(\d+)([smhdw])$/.exec(scope.statsPeriod ?? '');
  if (period) return Math.max(1, Number(period[1]) * UNITS[period[2]!]!);
  const length = (Date.parse(`${scope.end}Z`) - Date.parse(`${scope.start}Z`)) / 1000;
  return Number.isFinite(length) && length > 0 ? Math.round(length) : DAY;
}

export function intervalOf(scope: Scope): string {
  const seconds = secondsOf(scope);
  if (seconds <= HOUR) return '1m';
  if (seconds <= DAY) return '30m';
  if (seconds <= 7 * DAY) return '3h';
  return seconds <= 30 * DAY ? '12h' : '1d';
}
