import { describe, expect, it } from 'vitest';
import { take, targetAt } from './completion';

/** The caret is where the bar stands. */
const at = (marked: string) => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, target: targetAt(text, caret) };
};
const brief = (marked: string) => {
  const { text, target } = at(marked);
  return target && [target.kind, text.slice(target.from, target.to), target.typed, target.key];
};
const taken = (marked: string, name: string, literal = false) => {
  const { text, target } = at(marked);
  const after = take(text, target!, name, literal);
  return `${after.text.slice(0, after.caret)}|${after.text.slice(after.caret)}`;
};

describe('targetAt', () => {
  it.each([
    ['|', ['key', '', '', '']],
    ['is:unresolved |', ['key', '', '', '']],
    ['lev|', ['key', 'lev', 'lev', '']],
    ['!lev|el', ['key', 'level', 'lev', '']],
    ['x le|vel:error', ['key', 'level:', 'le', '']],
    ['level:|', ['value', '', '', 'level']],
    ['level:er|ror x', ['value', 'error', 'er', 'level']],
    ['!os.name:"Mac O|', ['value', '"Mac O', 'Mac O', 'os.name']],
    ['level:[error, fa|tal] x', ['value', 'fatal', 'fa', 'level']],
    ['level:[|', ['value', '', '', 'level']],
    ['level:[er|, fatal]', ['value', 'er', 'er', 'level']],
    ['level:[error]|', undefined],
    ['timesSeen:>1|', undefined],
    ['"two wo|rds"', undefined],
    [`release:${'ü'.repeat(150)}|`, undefined],
  ])('of %s', (marked, expected) => expect(brief(marked)).toEqual(expected));

  it('knows one for every place of any text', () => {
    for (const text of ['a:[b,"c', '!!x:y', '[[[,,]]', ':', 'a:"b"c[d,e', '"', ' \u202e ']) {
      for (let caret = 0; caret <= text.length; caret++) {
        const target = targetAt(text, caret);
        if (target) expect([target.from <= target.to, target.from <= caret, target.to <= text.length]).toEqual([true, true, true]);
      }
    }
  });
});

describe('take', () => {
  it.each([
    ['lev|', 'level', false, 'level:|'],
    ['!le|vel:error', 'logger', false, '!logger:|error'],
    ['x |', 'odd key', false, 'x "odd key":|'],
    ['assigned:|', '#backend', false, 'assigned:#backend |'],
    ['assigned:m| level:error', 'me', false, 'assigned:me |level:error'],
    ['firstSeen:|', '-24h', false, 'firstSeen:-24h |'],
    ['os:"Ma|', 'Mac OS 15', true, 'os:"Mac OS 15" |'],
    ['path:|', '/a*', true, 'path:"/a\\*" |'],
    ['level:[error, f|]', 'fatal', false, 'level:[error, fatal|]'],
    ['user:|', 'id:7', true, 'user:"id:7" |'],
  ])('puts into %s: %s', (marked, name, literal, expected) => expect(taken(marked, name, literal)).toBe(expected));
});
