import { describe, expect, it } from 'vitest';
import { projectSlugMax, teamSlugMax, slugProblem, slugify } from './slug';

describe('slugify', () => {
  it.each([
    ['Shop API', 'shop-api'],
    ['  Zürich — Café ', 'zurich-cafe'],
    ['a//b..c', 'a-b-c'],
    ['__x__', 'x'],
    ['日本', ''],
    ['---', ''],
    ['snake_case', 'snake_case'],
  ])('%s becomes %s', (name, slug) => expect(slugify(name, projectSlugMax)).toBe(slug));

  it('cuts at the limit and leaves no hyphen at the cut', () => {
    expect(slugify(`${'a'.repeat(49)} b`, teamSlugMax)).toBe('a'.repeat(49));
  });
});

describe('slugProblem', () => {
  it('accepts what the server accepts', () => {
    for (const slug of ['a', 'shop-api', '2fa', 'x_1']) expect(slugProblem(slug, 50)).toBeUndefined();
  });

  it('says why not', () => {
    expect(slugProblem('', 50)).toMatch(/needed/);
    expect(slugProblem('Shop', 50)).toMatch(/lower-case/);
    expect(slugProblem('123', 50)).toMatch(/digits alone/);
    expect(slugProblem('a'.repeat(51), 50)).toMatch(/At most 50 characters; this has 51/);
  });
});
