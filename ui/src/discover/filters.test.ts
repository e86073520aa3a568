import { describe, expect, it } from 'vitest';
import { boundOf, drillInto, excludeOf, filterOf, withFilter, withoutAggregates } from './filters';
import { DEFAULT_VIEW } from './view';

describe('filterOf', () => {
  it.each([
    ['level', 'error', 'level:error'],
    ['title', 'ValueError: got "-3"', 'title:"ValueError: got \\"-3\\""'],
    ['release', null, '!has:release'],
    ['release', '', '!has:release'],
    ['tags[os.name]', 'Mac OS', 'tags[os.name]:"Mac OS"'],
    // Columns that a search knows by another name.
    ['user.display', 'a@example.com', 'user:a@example.com'],
    ['user.display', null, '!has:user'],
    ['culprit', 'shop.pay in charge', 'location:"shop.pay in charge"'],
    ['platform', 'python', 'platform.name:python'],
    ['user', 'id:7', 'user:"id:7"'],
    ['issue', 'SHOP-7', 'issue:SHOP-7'],
    ['issue.id', 4021, 'issue.id:4021'],
    // Lists have one element.
    ['error.handled', [0], 'error.handled:false'],
    ['error.handled', [], '!has:error.handled'],
    ['error.unhandled', true, 'error.unhandled:true'],
    ['error.mechanism', ['onerror'], 'error.mechanism:onerror'],
    ['timestamp', '2026-05-13T11:41:09+00:00', 'timestamp:2026-05-13T11:41:09'],
    ['timestamp', '2026-05-13T11:41:09.123456+00:00', 'timestamp:2026-05-13T11:41:09'],
    ['timestamp.to_day', '2026-05-13T00:00:00+00:00', undefined],
    ['count()', 17, 'count():17'],
    ['any(title)', 'x', undefined],
  ])('%s of %j is %s', (field, value, filter) => expect(filterOf(field, value)).toBe(filter));

  it('puts stars where a field cannot hold the text, and keeps those of the text', () => {
    expect(filterOf('title', 'two\nlines *')).toBe('title:"two*lines \\*"');
    const long = filterOf('title', `${'x'.repeat(299)}😀${'y'.repeat(5000)}`)!;
    expect(long).toBe(`title:"${'x'.repeat(299)}*"`);
  });
});

describe('excludeOf and boundOf', () => {
  it('turn a filter around', () => {
    expect([excludeOf('level', 'error'), excludeOf('release', null), excludeOf('timestamp.to_hour', 'x')]).toEqual(['!level:error', 'has:release', undefined]);
    expect([boundOf('count()', 17, '>'), boundOf('failure_rate()', 0.25, '<'), boundOf('level', 17, '>'), boundOf('last_seen()', '2026', '>')]).toEqual(['count():>17', 'failure_rate():<0.25', undefined, undefined]);
  });
});

describe('withFilter', () => {
  it('adds once, and holds an OR together', () => {
    expect(withFilter('', 'level:error')).toBe('level:error');
    expect(withFilter(' a ', 'level:error')).toBe('a level:error');
    expect(withFilter('x title:"a b"', 'title:"a b"')).toBe('x title:"a b"');
    expect(withFilter('a:1 or b:2', 'c:3')).toBe('(a:1 or b:2) c:3');
    expect(withFilter('"this OR that"', 'c:3')).toBe('"this OR that" c:3');
  });
});

describe('withoutAggregates', () => {
  it('leaves the search as it is, but for filters on groups', () => {
    expect(withoutAggregates('level:error  x')).toBe('level:error  x');
    expect(withoutAggregates('level:error count():>17 !p95(tags[ms]):<5 x')).toBe('level:error x');
  });
});

describe('drillInto', () => {
  it('shows single events with the values of the group', () => {
    const view = { ...DEFAULT_VIEW, fields: ['release', 'user.display', 'count()'], query: 'level:error count():>1', sort: '-count()', display: 'top5' as const };
    expect(drillInto(view, { 'release': 'shop@1 beta', 'user.display': null, 'count()': 3 })).toEqual({
      fields: ['title', 'issue', 'release', 'user.display', 'project', 'timestamp'], query: 'level:error release:"shop@1 beta" !has:user', sort: '-timestamp', axes: ['count()'], display: 'default',
    });
  });
});
