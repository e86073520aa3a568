import { describe, expect, it } from 'vitest';
import { linkHeader, on } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { allPages } from './all_pages';

const numbers = (count: number) => on('GET', 'numbers/', ({ query }) => {
  const at = Number((query.get('cursor') ?? '0:0:0').split(':')[1]);
  const rows = Array.from({ length: Math.min(100, count - at) }, (_, i) => at + i);
  return { body: rows, headers: linkHeader('numbers/', at + 100 < count ? `0:${at + 100}:0` : undefined, undefined) };
});

describe('allPages', () => {
  it('follows the cursors to the end, with the query on each page', async () => {
    const asked = installFakeApi(numbers(250));
    const { rows, complete } = await allPages<number>('numbers/', { detailed: 0 });
    expect(rows).toEqual(Array.from({ length: 250 }, (_, i) => i));
    expect(complete).toBe(true);
    expect(asked.map((each) => each.query.toString())).toEqual(['detailed=0&per_page=100', 'detailed=0&per_page=100&cursor=0%3A100%3A0', 'detailed=0&per_page=100&cursor=0%3A200%3A0']);
  });

  it('stops after 50 pages of a list that never ends, and says that there is more', async () => {
    const asked = installFakeApi(numbers(1_000_000));
    const { rows, complete } = await allPages<number>('numbers/', {});
    expect([rows.length, complete, asked.length]).toEqual([5000, false, 50]);
  });
});
