import { describe, expect, it } from 'vitest';
import { chartPeriod, listParams } from './queries';
import { keepPlace, placeOf } from './places';

describe('listParams', () => {
  it('reads the address, and what is not in it', () => {
    expect(listParams({}, {})).toMatchObject({ query: 'is:unresolved issue.priority:[high, medium]', sort: 'date', cursor: undefined });
    expect(listParams({ query: '', sort: 'freq', cursor: '0:50:0' }, {})).toMatchObject({ query: '', sort: 'freq', cursor: '0:50:0' });
    expect(listParams({ sort: 'magic', query: ['a', 'b'] }, {})).toMatchObject({ sort: 'date', query: 'a' });
  });
});

describe('chartPeriod', () => {
  it.each([['1h', '24h'], ['24h', '24h'], ['1d', '24h'], ['25h', '14d'], ['14d', '14d'], ['90d', '14d']])('of %s is %s', (statsPeriod, period) => {
    expect(chartPeriod({ projects: [], environments: [], statsPeriod })).toBe(period);
  });

  it('is two weeks for a span between dates', () => {
    expect(chartPeriod({ projects: [], environments: [], start: 'a', end: 'b' })).toBe('14d');
  });
});

describe('places', () => {
  it('remember where a page starts and where the keyboard was', () => {
    keepPlace('/a', { start: 50 });
    keepPlace('/a', { row: '7' });
    expect(placeOf('/a')).toEqual({ start: 50, row: '7' });
    expect(placeOf('/b')).toEqual({});
  });

  it('forget the oldest, and survive what is no list', () => {
    for (let at = 0; at < 300; at++) keepPlace(`/p${at}`, { start: at });
    expect(placeOf('/p0')).toEqual({});
    expect(placeOf('/p299')).toEqual({ start: 299 });
    sessionStorage.setItem('picket.places', '{"not":"a list"}');
    expect(placeOf('/p299')).toEqual({});
  });
});
