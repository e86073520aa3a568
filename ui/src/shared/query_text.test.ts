import { describe, expect, it } from 'vitest';
import { queryParts, quoted } from './query_text';

const brief = (text: string) => queryParts(text).filter((part) => part.kind !== 'space').map((part) => `${part.kind}:${part.text}`);

describe('queryParts', () => {
  it('tells filters from words', () => {
    expect(brief('is:unresolved  !release:"shop api@2" level:[error, fatal] free "two words"')).toEqual([
      'filter:is:unresolved', 'filter:!release:"shop api@2"', 'filter:level:[error, fatal]', 'text:free', 'text:"two words"',
    ]);
    expect(brief('count():>5 !p95(tags[ms]):<1s count_if(a, equals, "b"):1 tags[os.name]:x f(x y')).toEqual([
      'filter:count():>5', 'filter:!p95(tags[ms]):<1s', 'filter:count_if(a, equals, "b"):1', 'filter:tags[os.name]:x', 'text:f(x', 'text:y',
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
