// What charts compute: lines of the answer, stacks, scales and words of numbers.
import { describe, expect, it } from 'vitest';
import type { Timeseries, TimeseriesLine } from '../api/answers';
import { exactNumber, scaleTop, shortNumber } from './numbers';
import { areaOf, bandsOf, peakOf, runsOf } from './plot';
import { chartsOf, shapeOf, type ChartData } from './series';
import { intervalOf, secondsOf } from './span';

const line = (yAxis: string, values: readonly (number | null)[], more: Partial<TimeseriesLine['meta']> = {}, group?: unknown): TimeseriesLine => ({
  yAxis, values: values.map((value, at) => ({ timestamp: at * 60_000, value, incomplete: at === values.length - 1 })),
  ...(group !== undefined && { groupBy: [{ key: 'title', value: group as string }] }),
  meta: { interval: 60_000, valueType: 'integer', valueUnit: null, ...more },
});
const answer = (...timeSeries: readonly TimeseriesLine[]): Timeseries => ({ meta: { dataset: 'discover', start: 0, end: 1 }, timeSeries });

describe('chartsOf', () => {
  it('has a chart for each axis and a line for each group, in their order', () => {
    const charts = chartsOf(answer(line('count()', [1, 2], { order: 1, isOther: true }, ''), line('count()', [3, null], { order: 0 }, 'b'), line('epm()', [5, 6])), ['epm()', 'count()', 'gone()']);
    expect(charts.map(({ axis, lines }) => [axis, lines.map(({ name, values }) => [name, values])])).toEqual([
      ['epm()', [['', [5, 6]]]], ['count()', [['b', [3, null]], ['Other', [1, 2]]]],
    ]);
    expect([...charts[0]!.incomplete]).toEqual([1]);
  });
  it('names a group without a value', () => {
    expect(chartsOf(answer(line('count()', [1], {}, null)), ['count()'])[0]!.lines[0]!.name).toBe('(none)');
  });
});

describe('bands', () => {
  const data = chartsOf(answer(line('count()', [1, 2], { order: 0 }, 'a'), line('count()', [3, null], { order: 1 }, 'b')), ['count()'])[0] as ChartData;
  it('stack what adds up', () => {
    const bands = bandsOf(data, 'bars');
    expect(bands).toEqual([[[0, 1], [0, 2]], [[1, 4], [2, 2]]]);
    expect(peakOf(data, bands)).toBe(4);
  });
  it('stand for themselves as lines, with a gap where there is no number', () => {
    const bands = bandsOf(data, 'lines');
    expect(bands[1]).toEqual([[0, 3], null]);
    expect(peakOf(data, bands)).toBe(3);
    expect(runsOf([[0, 1], null, null, [1, 2], [2, 3]])).toEqual([[[0, 1]], [[1, 2], [2, 3]]]);
    expect(areaOf([[0, 1], [1, 2]], [[0, 5], [1, 6]])).toBe('M0.0 1.0L1.0 2.0L1.0 6.0L0.0 5.0Z');
  });
  it('leave room for the time before', () => {
    const [before] = chartsOf(answer({ ...line('count()', [1, 2]), values: [{ timestamp: 0, value: 1, incomplete: false, comparisonValue: 9 }] }), ['count()']);
    expect(peakOf(before!, bandsOf(before!, 'bars'))).toBe(9);
  });
});

describe('shapeOf', () => {
  it.each([
    ['default', 'count()', 'bars'], ['default', 'p95(ms)', 'lines'], ['default', 'failure_rate()', 'lines'], ['bar', 'p95(ms)', 'bars'],
    ['top5', 'count()', 'areas'], ['top5', 'count_unique(user)', 'lines'], ['dailytop5', 'count()', 'bars'], ['previous', 'count_unique(user)', 'bars'],
  ] as const)('%s of %s: %s', (display, axis, shape) => expect(shapeOf(display, axis)).toBe(shape));
});

describe('numbers', () => {
  it('are as short as they can be read', () => {
    expect([shortNumber(48_213, 'integer'), shortNumber(0.25, 'percentage'), shortNumber(0.123456, 'number'), shortNumber(1234.567, 'number'), shortNumber(1e7 + 0.5, 'number')]).toEqual(['48.2k', '25%', '0.1235', '1,235', '10.0M']);
    expect([exactNumber(48_213, 'integer'), exactNumber(0.123456, 'percentage'), exactNumber(1.5, 'number')]).toEqual(['48,213', '12.35%', '1.5']);
  });
  it.each([[0, 'integer', 1], [1, 'integer', 1], [3, 'integer', 5], [61, 'integer', 100], [0.3, 'number', 0.5], [0.2, 'number', 0.2], [0.7, 'percentage', 1], [1e-9, 'number', 1e-9]] as const)(
    'the top of %s, %s, is %s', (peak, type, top) => expect(scaleTop(peak, type)).toBeCloseTo(top, 12));
});

describe('the width of buckets', () => {
  const scope = (statsPeriod: string) => ({ projects: [], environments: [], statsPeriod });
  it.each([['30m', '1m'], ['1h', '1m'], ['24h', '30m'], ['7d', '3h'], ['30d', '12h'], ['90d', '1d']])('%s: %s', (period, interval) => expect(intervalOf(scope(period))).toBe(interval));
  it('is never of nothing', () => {
    expect(secondsOf({ projects: [], environments: [], start: '2026-05-01T00:00:00', end: '2026-05-01T02:00:00' })).toBe(7200);
    expect(secondsOf({ projects: [], environments: [], start: 'x', end: 'y' })).toBe(86_400);
    expect(secondsOf(scope('0s'))).toBe(1);
  });
});
