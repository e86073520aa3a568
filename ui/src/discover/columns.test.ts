import { describe, expect, it } from 'vitest';
import { aliasOf, columnOfTag, isAggregate, parseColumn, writeColumn } from './columns';

describe('parseColumn', () => {
  it.each([
    ['title', { kind: 'field', name: 'title' }],
    ['tags[ms]', { kind: 'field', name: 'tags[ms]' }],
    ['count()', { kind: 'function', name: 'count', arguments: [] }],
    ['p95( tags[ms] )', { kind: 'function', name: 'p95', arguments: ['tags[ms]'] }],
    ['percentile(ms,0.95)', { kind: 'function', name: 'percentile', arguments: ['ms', '0.95'] }],
    ['count_if(title, equals, "a, \\"b\\" (c)")', { kind: 'function', name: 'count_if', arguments: ['title', 'equals', 'a, "b" (c)'] }],
    ['any(a,)', { kind: 'function', name: 'any', arguments: ['a', ''] }],
    // What nobody can read stays what it is, and the server says why.
    ['count(', { kind: 'field', name: 'count(' }],
    ['f("a"b)', { kind: 'field', name: 'f("a"b)' }],
    ['', { kind: 'field', name: '' }],
  ])('%s', (text, column) => expect(parseColumn(text)).toEqual(column));

  it('is written as it was read', () => {
    for (const text of ['title', 'count()', 'p95(tags[ms])', 'count_if(title,equals,"a, \\"b\\" (c)")', 'percentile(ms,0.95)']) {
      expect(writeColumn(parseColumn(text))).toBe(text);
    }
  });

  it('is done with hostile texts at once', () => {
    const started = performance.now();
    for (const text of [`f(${'"'.repeat(20_001)})`, `f(${',a'.repeat(20_000)})`, '('.repeat(20_000), `f(${'\\"'.repeat(10_000)})`]) parseColumn(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('isAggregate', () => {
  it.each([['count()', true], ['p95(ms)', true], ['title', false], ['tags[a]', false], ['', false]])('%s: %s', (text, is) => expect(isAggregate(text)).toBe(is));
});

describe('aliasOf', () => {
  it.each([['count()', 'count'], ['p95(tags[ms])', 'p95_tags_ms'], ['count_unique(user)', 'count_unique_user'], ['title', 'title']])('%s is %s', (text, alias) => expect(aliasOf(text)).toBe(alias));
});

describe('columnOfTag', () => {
  it.each([['browser', 'browser'], ['release', 'release'], ['title', 'tags[title]'], ['os.name', 'tags[os.name]'], ['message', 'tags[message]'], ['a:b', 'tags["a:b"]']])(
    '%s is %s', (key, column) => expect(columnOfTag(key)).toBe(column));
});
