import { describe, expect, it } from 'vitest';
import {
  age, ago, bothZones, bytes, clock, counted, dateOnly, dateTime, duration, share, shortCount, shortRelease, shortTraceId,
} from './format';

const now = Date.parse('2026-05-13T12:13:41.500Z');
const before = (seconds: number) => now - seconds * 1000;

describe('shortCount', () => {
  it.each([
    [0, '0'], [8204, '8,204'], [9999, '9,999'], [10_000, '10.0k'], [48_211, '48.2k'], [99_999, '99.9k'], [482_110, '482k'],
    [999_999, '999k'], [1_000_000, '1.00M'], [1_284_000, '1.28M'], [12_840_000, '12.8M'], [2_000_000_000, '2.00G'], [-48_211, '-48.2k'],
  ])('%d is %s', (value, text) => expect(shortCount(value)).toBe(text));
});

describe('share', () => {
  it.each([
    [0, 10, '0%'], [84, 1000, '8.4%'], [1, 2, '50%'], [1, 100_000, '< 0.1%'], [99_999, 100_000, '> 99.9%'], [10, 10, '100%'], [1, 0, '0%'],
  ])('%d of %d is %s', (count, total, text) => expect(share(count, total)).toBe(text));
});

describe('age', () => {
  it.each([
    [0, 'now'], [9, 'now'], [-5, 'now'], [10, '10 s'], [59, '59 s'], [60, '1 min'], [3599, '59 min'], [3600, '1 h'],
    [47 * 3600, '47 h'], [48 * 3600, '2 d'], [364 * 86_400, '364 d'], [366 * 86_400, '12 May 2025'],
  ])('%d seconds is %s', (seconds, text) => expect(age(before(seconds), now)).toBe(text));

  it('fits a sentence', () => {
    expect(ago(before(2000), now)).toBe('33 min ago');
    expect(ago(before(1), now)).toBe('now');
    expect(ago(before(400 * 86_400), now)).toBe('on 8 Apr 2025');
  });
});

describe('times', () => {
  const at = Date.parse('2026-05-13T11:41:09.007Z');
  it('name the zone', () => {
    expect(dateTime(at, now)).toBe('13 May 11:41:09 UTC');
    expect(dateTime(at, now, 'Europe/Berlin')).toBe('13 May 13:41:09 CEST');
    expect(dateOnly(Date.parse('2025-12-31T23:59:59Z'), now)).toBe('31 Dec 2025');
  });
  it('write midnight as 00', () => expect(clock(Date.parse('2026-05-13T00:00:00Z'))).toBe('00:00:00'));
  it('show milliseconds', () => expect(clock(at, 'UTC', true)).toBe('11:41:09.007'));
  it('give both zones on hover', () => {
    expect(bothZones(at, 'Europe/Berlin')).toBe('13 May 2026 13:41:09 CEST · 11:41:09.007 UTC');
    expect(bothZones(at)).toBe('13 May 2026 11:41:09.007 UTC');
  });
  it('cut September to three letters like the others', () => expect(dateOnly(Date.parse('2026-09-01T00:00:00Z'), now)).toBe('1 Sep'));
});

describe('duration', () => {
  it.each([
    [8, '8 ms'], [999, '999 ms'], [1200, '1.2 s'], [9999, '9.9 s'], [12_000, '12 s'], [200_000, '3 min 20 s'], [120_000, '2 min'],
    [7_500_000, '2 h 5 min'], [90_000_000, '1 d 1 h'],
  ])('%d ms is %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));
});

describe('bytes', () => {
  it.each([[12, '12 B'], [1024, '1.0 KiB'], [6144, '6.0 KiB'], [1_258_291, '1.2 MiB'], [200 * 1024 * 1024, '200 MiB']])(
    '%d is %s', (size, text) => expect(bytes(size)).toBe(text));
});

describe('ids and words', () => {
  it('cut releases and traces', () => {
    expect(shortRelease('shop-api@2.4.1')).toBe('2.4.1');
    expect(shortRelease('@odd')).toBe('@odd');
    expect(shortRelease('0123456789abcdef0123456789abcdef01234567')).toBe('0123456789ab');
    expect(shortTraceId('2f0c3a9b8d7e4f6a9c1b2d3e4f5a6b7c')).toBe('2f0c3a9b…5a6b7c');
  });
  it('count nouns', () => {
    expect(counted(1, 'issue')).toBe('1 issue');
    expect(counted(1204, 'issue')).toBe('1,204 issues');
    expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  });
});
