import { describe, expect, it } from 'vitest';
import { DEFAULT_QUERY, onlyLow, queryParts, quoted, tabOf, TABS, withLow } from './query_text';

const brief = (text: string) => queryParts(text).filter((part) => part.kind !== 'space').map((part) => `${part.kind}:${part.text}`);

describe('queryParts', () => {
  it('tells filters from words', () => {
    expect(brief('is:unresolved  !release:"shop api@2" level:[error, fatal] free "two words"')).toEqual([
      'filter:is:unresolved', 'filter:!release:"shop api@2"', 'filter:level:[error, fatal]', 'text:free', 'text:"two words"',
    ]);
    expect(queryParts('!a.b:c')[0]).toMatchObject({ negation: '!', key: 'a.b:', value: 'c' });
  });

  it('loses nothing of any text, and is done with a long one at once', () => {
    const texts = ['', ' ', 'a:', ':', '!', '"', 'a:"', 'a:[', 'https://x/y?z', 'a:b"c d"e', '\u202e:x', '!!x:y', 'a'.repeat(20_000), 'a:"'.repeat(3000), '['.repeat(9000)];
    const started = performance.now();
    for (const text of texts) expect(queryParts(text).map((part) => part.text).join('')).toBe(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('quoted', () => {
  it('writes a value as the search reads it', () => {
    expect(['a@1.0', 'two words', 'say "hi"', 'a\\b'].map(quoted)).toEqual(['a@1.0', '"two words"', '"say \\"hi\\""', '"a\\b"']);
  });

  it('finds stars as stars, and puts one for what no quotes can hold', () => {
    expect(['5 * 3', 'a\\*', 'C:\\dir\\', ''].map(quoted)).toEqual(['"5 \\* 3"', '"a\\\\\\*"', '"C:\\dir*"', '""']);
  });
});

describe('tabOf', () => {
  it('finds the tab in whatever order the words stand', () => {
    expect(tabOf('assigned:me  is:unresolved')?.name).toBe('Assigned to me');
    expect(tabOf(' issue.priority:[high, medium] is:unresolved ')?.name).toBe('Unresolved');
    expect(tabOf('is:unresolved x')).toBeUndefined();
    expect(new Set(TABS.map((tab) => tab.query)).size).toBe(TABS.length);
  });
});

describe('the filter of priority', () => {
  it('is taken out of a search that leaves out what is low', () => {
    expect(withLow(DEFAULT_QUERY)).toBe('is:unresolved');
    expect(withLow('issue.priority:high  "a  b" level:[error, fatal]')).toBe('"a  b" level:[error, fatal]');
    expect(withLow('!issue.priority:low x')).toBe('x');
    expect(withLow('issue.priority:[high]')).toBe('');
  });

  it('stays where it leaves out nothing that is low', () => {
    for (const text of ['', 'is:unresolved', 'issue.priority:low', 'issue.priority:[high, "LOW"]', '!issue.priority:high', 'priority:high']) {
      expect([text, withLow(text), onlyLow(text)]).toEqual([text, undefined, undefined]);
    }
  });

  it('asks for what is left out', () => {
    expect(onlyLow(DEFAULT_QUERY)).toBe('is:unresolved issue.priority:low');
    expect(onlyLow('issue.priority:high')).toBe('issue.priority:low');
  });
});
