import { describe, expect, it } from 'vitest';
import type { Issue } from '../api/issue_types';
import { mergeLive, withChanges } from './live';

const issue = (id: string, count = '1') => ({ id, count }) as Issue;
const ids = (rows: readonly Issue[]) => rows.map((row) => row.id).join('');
const list = (text: string, count = '1') => [...text].map((id) => issue(id, count));

describe('mergeLive', () => {
  it('renews numbers where they stand', () => {
    const merged = mergeLive(list('abc'), list('abc', '9'));
    expect(ids(merged.rows)).toBe('abc');
    expect(merged.rows.map((row) => row.count)).toEqual(['9', '9', '9']);
    expect(merged).toMatchObject({ arrived: 0, moved: false });
  });

  it('keeps the order that was read when issues move', () => {
    const merged = mergeLive(list('abc'), list('cab'));
    expect(ids(merged.rows)).toBe('abc');
    expect(merged).toMatchObject({ arrived: 0, moved: true });
  });

  it('counts what arrived above, and keeps what fell off the page', () => {
    const merged = mergeLive(list('abc'), list('xyab'));
    expect(ids(merged.rows)).toBe('abc');
    expect(merged).toMatchObject({ arrived: 2, moved: false });
  });

  it('does not call new what moved up because a row above is gone', () => {
    expect(mergeLive(list('abc'), list('acd'))).toMatchObject({ arrived: 0, moved: false });
  });

  it('counts all when nothing of before is left', () => {
    expect(mergeLive(list('abc'), list('xyz')).arrived).toBe(3);
    expect(mergeLive([], list('xy')).arrived).toBe(2);
    expect(mergeLive(list('ab'), []).arrived).toBe(0);
  });
});

describe('withChanges', () => {
  it('changes the rows that were changed', () => {
    const rows = withChanges(list('ab'), new Map([['b', { patch: { status: 'resolved' as const } }]]));
    expect(rows[1]!.status).toBe('resolved');
    expect(rows[0]!.status).toBeUndefined();
  });
});
