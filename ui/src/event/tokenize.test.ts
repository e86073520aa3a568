import { describe, expect, it } from 'vitest';
import { languageOf, tokenize } from './tokenize';

const brief = (line: string, file = 'a.py', platform = 'python') =>
  tokenize(line, languageOf(file, platform)).map((token) => `${token.kind.charAt(0)}:${token.text}`);

describe('tokenize', () => {
  it('tells keywords, strings and comments apart', () => {
    expect(brief('    raise ValueError(f"got {price}")  # why')).toEqual([
      'p:    ',
      'k:raise',
      'p: ValueError(',
      's:f"got {price}"',
      'p:)  ',
      'c:# why',
    ]);
  });

  it('knows what starts a comment in which language', () => {
    expect(brief('a # b', 'x.js', 'javascript')).toEqual(['p:a # b']);
    expect(brief('a // b', 'x.js', 'javascript')).toEqual(['p:a ', 'c:// b']);
    expect(brief('a // b', 'x.py', 'python')).toEqual(['p:a // b']);
    expect(brief('#[Route] // x', 'a.php', 'php')).toEqual(['p:#[Route] ', 'c:// x']);
    expect(brief('SELECT 1 -- x', 'a.sql', 'other')).toEqual(['p:SELECT 1 ', 'c:-- x']);
    expect(brief('a /* b */ c', 'x.c', 'native')).toEqual(['p:a ', 'c:/* b */', 'p: c']);
  });

  it('finds no comment inside a string, and no string without an end', () => {
    expect(brief('url = "http://x#y"')).toEqual(['p:url = ', 's:"http://x#y"']);
    expect(brief("don't stop")).toEqual(["p:don't stop"]);
    expect(brief('x = "')).toEqual(['p:x = "']);
    expect(brief("fn a<'a>(x: &'a str)", 'x.rs', 'rust')).toEqual(['k:fn', "p: a<'a>(x: &'a str)"]);
    expect(brief("x == 'a'", 'x.rs', 'rust')).toEqual(['p:x == ', "s:'a'"]);
    expect(brief('"""Send one."""')).toEqual(['s:"""Send one."""']);
    expect(brief(String.raw`"a\"b" c`)).toEqual([String.raw`s:"a\"b"`, 'p: c']);
  });

  it('loses nothing of any line', () => {
    for (const line of ['', '   ', '"', "'", '`', '\\', '/*', '"""', '<img onerror=alert(1)>', 'é😀\u202e"x', '\t- /', "b'", 'rb"x']) {
      for (const file of ['a.py', 'a.js', 'a.php', 'a.sql']) {
        expect(tokenize(line, languageOf(file)).map((token) => token.text).join('')).toBe(line);
      }
    }
  });

  it('is done with a line of 100,000 signs at once', () => {
    const started = performance.now();
    tokenize(`${'"'.repeat(1)}${'\\"'.repeat(50_000)}`, languageOf('a.js'));
    tokenize("'a".repeat(200), languageOf('a.rs'));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
