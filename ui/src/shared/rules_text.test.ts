import { describe, expect, it } from 'vitest';
import { lineOf, lineSpan } from './rules_text';

describe('the line that an error is about', () => {
  it('is named, or is the one whose text is quoted', () => {
    expect(lineOf('Line 12, column 4: expected ":".', '')).toBe(12);
    expect(lineOf('"[a" is not a pattern: unbalanced.', 'x\n  [A b\n[a')).toBe(2);
    expect(lineOf('"gone" is not a pattern: x.', 'a\nb')).toBeUndefined();
    expect(lineOf('Ensure there are at most 1000 lines.', 'a')).toBeUndefined();
  });

  it('is found in the text', () => {
    expect(lineSpan('ab\ncde\n', 2)).toEqual([3, 6]);
    expect(lineSpan('ab', 1)).toEqual([0, 2]);
    expect(lineSpan('ab', 9)).toEqual([3, 3]);
  });
});
