import { describe, expect, it } from 'vitest';
import type { Activity, Issue } from '../api/issue_types';
import { activityLine } from './activity_words';
import { bucketAt, bucketWords, niceMaximum, ticksOf } from '../shared/buckets';
import { statusReason } from './status_words';
import { tagShares } from './tag_shares';

const now = Date.parse('2026-05-13T12:00:00Z');
const issue = (more: object) => ({ status: 'unresolved', substatus: 'ongoing', statusDetails: {}, firstSeen: '2026-05-01T00:00:00Z', ...more }) as Issue;

describe('statusReason', () => {
  it.each([
    [{}, 'unresolved for more than 7 days'],
    [{ firstSeen: '2026-05-12T00:00:00Z' }, 'unresolved'],
    [{ substatus: 'new' }, 'first seen less than 7 days ago'],
    [{ status: 'resolved', statusDetails: { inRelease: '2.4.1', actor: { name: 'Ada Park' } } }, 'by Ada Park, in 2.4.1'],
    [{ status: 'resolved', statusDetails: { inNextRelease: true } }, 'in the next release'],
    [{ status: 'resolved', statusDetails: { autoResolved: true } }, 'by itself: no event for long enough'],
    [{ status: 'ignored', substatus: 'archived_forever' }, 'forever'],
    [{ status: 'ignored', substatus: 'archived_until_escalating' }, 'until it escalates'],
    [{ status: 'ignored', statusDetails: { ignoreCount: 100, ignoreWindow: 60 } }, 'until 100 more events in 1 h'],
    [{ status: 'ignored', statusDetails: { ignoreUserCount: 5 } }, 'until 5 more users'],
    [{ status: 'ignored', statusDetails: { ignoreUntil: '2026-06-01T10:00:00Z' } }, 'until 2026-06-01 10:00 UTC'],
    [{ substatus: 'something_new' }, ''],
  ])('of %j is %s', (more, text) => {
    expect(statusReason(issue(more), now)).toBe(text);
  });
});

describe('activityLine', () => {
  const line = (type: string, data: unknown = {}) => activityLine({ id: '1', user: null, type, data, dateCreated: '' } as Activity).text;
  it.each([
    ['first_seen', { priority: 'high' }, 'First seen, priority set to high'],
    ['set_resolved_in_release', { version: 'a@1' }, 'resolved it in a@1'],
    ['set_resolved_in_release', { version: '' }, 'resolved it in the next release'],
    ['set_ignored', { ignoreCount: 5 }, 'archived it until 5 more events'],
    ['set_ignored', { ignoreUntilEscalating: true }, 'archived it until it escalates'],
    ['set_regression', { version: '2.4.1', resolved_in_version: '2.4.0' }, 'Came back in 2.4.1 after being resolved in 2.4.0'],
    ['assigned', { assigneeName: 'web', assigneeType: 'team' }, 'assigned it to team web'],
    ['merge', { issues: [{ id: '1' }, { id: '2' }] }, 'merged 2 issues into it'],
    ['something_of_tomorrow', null, 'something of tomorrow'],
    ['merge', 'text', 'merged 0 issues into it'],
  ])('of %s %j is %s', (type, data, text) => {
    expect(line(type, data)).toBe(text);
  });
});

describe('the scale of the graph', () => {
  it.each([[0, 1], [1, 1], [3, 5], [6, 10], [11, 20], [47, 50], [60, 100], [4120, 5000]])('of a peak of %d ends at %d', (peak, maximum) => {
    expect(niceMaximum(peak)).toBe(maximum);
  });

  it('says what one bar is', () => {
    expect([60, 1800, 3600, 10_800, 86_400, 45].map(bucketWords)).toEqual(['minute', '30 minutes', 'hour', '3 hours', 'day', '45 s']);
  });

  it('finds the bar of a moment', () => {
    const series = [[0, 1], [3600, 2], [7200, 0]] as const;
    expect(bucketAt(series, 3_600_000)).toBe(1);
    expect(bucketAt(series, 10_799_999)).toBe(2);
    expect(bucketAt(series, 10_800_000)).toBe(-1);
    expect(bucketAt([[0, 1]], 0)).toBe(-1);
  });

  it('labels the ends, midnight with its day, and names the zone', () => {
    const first = Date.parse('2026-05-12T13:00:00Z') / 1000;
    const series = Array.from({ length: 24 }, (_, at): [number, number] => [first + at * 3600, 0]);
    const ticks = ticksOf(series, now).map((tick) => tick.text);
    expect(ticks).toEqual(['13:00', '19:00', '01:00', '07:00', '12:00 UTC']);
    const days = Array.from({ length: 30 }, (_, at): [number, number] => [first - 46_800 + at * 86_400, 0]);
    expect(ticksOf(days, now)[0]!.text).toBe('12 May');
    expect(ticksOf([], now)).toEqual([]);
  });
});

describe('tagShares', () => {
  const at = '2026-05-13T12:00:00Z';
  const value = (name: string, count: number) => ({ key: '', name, value: name, count, firstSeen: at, lastSeen: at });
  it('puts what people look for first, the largest value first', () => {
    const shares = tagShares([
      { key: 'level', name: '', totalValues: 0, topValues: [value('error', 3)] },
      { key: 'voucher', name: '', totalValues: 3, topValues: [value('b', 1), value('a', 2)] },
      { key: 'release', name: '', totalValues: 0, topValues: [value('1', 1)] },
      { key: 'empty', name: '', totalValues: 0, topValues: [] },
      { key: 'odd', name: '', totalValues: 0, topValues: 'x' as never },
    ]);
    expect(shares.map((share) => share.key)).toEqual(['release', 'voucher', 'level']);
    expect(shares[1]!.values.map((value) => value.value)).toEqual(['a', 'b']);
  });
});
