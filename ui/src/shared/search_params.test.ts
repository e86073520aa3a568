import { describe, expect, it } from 'vitest';
import { keepScope, keptScope, periodName, scopeOf, scopeQuery, scopeSearchOf } from './scope';
import { many, one, parseSearch, stringifySearch } from './search_params';

describe('the query of an address', () => {
  it('keeps text as text and repeats lists', () => {
    const params = parseSearch('?project=11&project=12&query=is%3Aunresolved+foo&statsPeriod=24h&cursor=');
    expect(params).toEqual({ project: ['11', '12'], query: 'is:unresolved foo', statsPeriod: '24h', cursor: '' });
    expect(stringifySearch(params)).toBe('?project=11&project=12&query=is%3Aunresolved+foo&statsPeriod=24h&cursor=');
  });
  it('makes no numbers, truths or objects of text', () => {
    expect(parseSearch('?id=0012&flag=true&query=%7B%7D')).toEqual({ id: '0012', flag: 'true', query: '{}' });
  });
  it('leaves out what is undefined', () => expect(stringifySearch({ a: undefined })).toBe(''));
  it('gives one or many', () => {
    expect(one({ a: ['1', '2'] }, 'a')).toBe('1');
    expect(many({ a: '1' }, 'a')).toEqual(['1']);
    expect(many({}, 'a')).toEqual([]);
    expect(one({}, 'a')).toBeUndefined();
  });
});

describe('the scope', () => {
  it('is everything of the last day unless the address says otherwise', () => {
    expect(scopeOf({})).toEqual({ projects: [], environments: [], statsPeriod: '24h' });
    expect(scopeQuery(scopeOf({}))).toEqual({ project: ['-1'], environment: [], statsPeriod: '24h' });
  });
  it('takes a span of its own', () => {
    const scope = scopeOf({ project: '11', environment: ['production', 'staging'], start: '2026-05-12T00:00:00', end: '2026-05-13T00:00:00' });
    expect(scopeQuery(scope)).toEqual({ project: ['11'], environment: ['production', 'staging'], start: '2026-05-12T00:00:00', end: '2026-05-13T00:00:00', utc: true });
  });
  it('does not pass on a period that is none', () => expect(scopeOf({ statsPeriod: '1y; drop' }).statsPeriod).toBe('24h'));
  it('lets the period win over start and end, as the API does', () => {
    expect(scopeOf({ statsPeriod: '7d', start: '2026-05-12T00:00:00', end: '2026-05-13T00:00:00' })).toMatchObject({ statsPeriod: '7d' });
  });
  it('is kept per organization, without the rest of the address', () => {
    keepScope('acme', { project: '11', query: 'is:resolved', cursor: '0:1:0' });
    expect(keptScope('acme')).toEqual({ project: '11' });
    expect(keptScope('other')).toBeUndefined();
  });
  it('survives a kept value that is broken', () => {
    localStorage.setItem('picket.scope.acme', '{');
    expect(keptScope('acme')).toBeUndefined();
  });
  it('has a name for its span', () => {
    expect(periodName(scopeOf({ statsPeriod: '1h' }))).toBe('1 hour');
    expect(periodName(scopeOf({ statsPeriod: '14d' }))).toBe('14 days');
    expect(periodName(scopeOf({ start: '2026-05-12T00:00:00', end: '2026-05-13T00:00:00' }))).toBe('2026-05-12 to 2026-05-13');
  });
  it('is taken out of an address', () => expect(scopeSearchOf({ project: '1', sort: 'freq' })).toEqual({ project: '1' }));
});
