import { describe, expect, it, vi } from 'vitest';
import { on, type FakeRequest } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { countOf, takeBack } from './undo';
import { matchingSentence, MOST_CHANGED, updateMatching } from './update';

const ids = (from: number, count: number) => Array.from({ length: count }, (_, at) => String(from + at));
const link = (cursor: string, more: boolean) => ({ Link: `<http://x/?cursor=0:0:1>; rel="previous"; results="false"; cursor="0:0:1", <http://x/?cursor=${cursor}>; rel="next"; results="${more}"; cursor="${cursor}"` });
const going = (onChanged: (count: number) => void = () => {}, stopped = () => false) => ({ onChanged, stopped });

/** Changes a thousand issues with each request, of so many in all. */
function server(total: number, fails?: number) {
  let asked = 0;
  return installFakeApi(on('PUT', 'organizations/{org}/issues/', (request: FakeRequest) => {
    asked += 1;
    if (asked === fails) return { status: 503, body: { detail: 'Busy.' } };
    const from = Number(request.query.get('cursor') ?? 0);
    const count = Math.min(1000, total - from);
    const body = { priority: 'low', undo: [{ id: ids(from, count), body: { priority: from === 0 ? 'high' : 'medium' } }] };
    return { body, headers: link(String(from + count), from + count < total) };
  }));
}

describe('updateMatching', () => {
  it('follows the search to its end, in an order that stays', async () => {
    const asked = server(2300);
    const seen: number[] = [];
    const done = await updateMatching('acme', { query: 'is:unresolved', project: '-1' }, { kind: 'priority', priority: 'low' }, going((count) => seen.push(count)));
    expect(asked.map((request) => request.query.get('cursor'))).toEqual([null, '1000', '2000']);
    expect(asked.every((request) => request.query.get('sort') === 'new' && request.query.get('undo') === '1' && request.query.get('query') === 'is:unresolved')).toBe(true);
    expect(seen).toEqual([1000, 2000, 2300]);
    expect(done).toMatchObject({ changed: 2300, more: false });
    expect(countOf(done.steps)).toBe(2300);
  });

  it('ends at the limit, and says that others match', async () => {
    const asked = server(25_000);
    const done = await updateMatching('acme', {}, { kind: 'resolve' }, going());
    expect(asked).toHaveLength(MOST_CHANGED / 1000);
    expect(done).toMatchObject({ changed: MOST_CHANGED, more: true });
    expect(matchingSentence({ kind: 'resolve' }, done)).toBe('Resolved 10,000 issues. Others match that were not changed.');
  });

  it('ends when somebody has seen enough', async () => {
    const asked = server(5000);
    const done = await updateMatching('acme', {}, { kind: 'resolve' }, going(undefined, () => true));
    expect(asked).toHaveLength(1);
    expect(done.more).toBe(true);
  });

  it('knows what it had changed when it fails', async () => {
    server(5000, 3);
    const done = await updateMatching('acme', {}, { kind: 'resolve' }, going());
    expect(done.changed).toBe(2000);
    expect(countOf(done.steps)).toBe(2000);
    expect(matchingSentence({ kind: 'resolve' }, done)).toMatch(/^Resolved 2,000 issues\. Then it failed: /);
  });

  it('says that nothing had to be changed', () => {
    expect(matchingSentence({ kind: 'resolve' }, { changed: 0, more: false, steps: [] })).toBe('Nothing to change: all that match are so already.');
  });
});

describe('takeBack', () => {
  it('sends what the server said, so many ids at a time', async () => {
    const asked = installFakeApi(on('PUT', 'organizations/{org}/issues/', () => ({ body: {} })));
    const { done, error } = await takeBack('acme', [{ id: ids(1, 450), body: { priority: 'high' } }, { id: ['9'], body: { status: 'ignored', substatus: 'archived_forever' } }]);
    expect(asked.map((request) => request.query.getAll('id').length)).toEqual([200, 200, 50, 1]);
    expect(asked[3]!.body).toEqual({ status: 'ignored', substatus: 'archived_forever' });
    expect(done).toBe(451);
    expect(error).toBeUndefined();
  });

  it('goes on after one that failed, and says so', async () => {
    const answer = vi.fn().mockReturnValueOnce({ status: 400, body: { detail: 'No.' } }).mockReturnValue({ body: {} });
    installFakeApi(on('PUT', 'organizations/{org}/issues/', answer));
    const { done, error } = await takeBack('acme', [{ id: ['1'], body: {} }, { id: ['2', '3'], body: { priority: 'low' } }]);
    expect(done).toBe(2);
    expect(String(error)).toContain('No.');
  });
});
