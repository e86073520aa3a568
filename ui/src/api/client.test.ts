import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, get, getPage, installHooks, part, queryString, send } from './client';
import { parseLinks } from './links';

interface Given {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Answers one after the other; the last one again and again. */
function answers(...given: readonly Given[]) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const { status = 200, body, headers = {} } = given[Math.min(asked.length, given.length - 1)]!;
    asked.push({ url, init });
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
  });
  return asked;
}

function headerOf(init: RequestInit, name: string): string | undefined {
  return (init.headers as Record<string, string>)[name];
}

function setBase(path: string): void {
  document.head.replaceChildren();
  const base = document.createElement('base');
  base.href = path;
  document.head.append(base);
}

afterEach(() => {
  installHooks({});
  document.head.replaceChildren();
  document.cookie = 'sc=; expires=Thu, 01 Jan 1970 00:00:00 GMT';
});

describe('addresses', () => {
  it('are below the base of the page', async () => {
    setBase('/picket/');
    const asked = answers({ body: [] });
    await get('organizations/', { member: true });
    expect(asked[0]!.url).toBe('/picket/api/0/organizations/?member=true');
  });
  it('escape each part', () => expect(part('shop-api@2.4/rc 1')).toBe('shop-api%402.4%2Frc%201'));
  it('repeat lists and leave out what is not there', () => {
    expect(queryString({ project: ['1', '2'], environment: [], query: '', cursor: undefined, start: null, limit: 50 })).toBe('?project=1&project=2&query=&limit=50');
    expect(queryString({})).toBe('');
  });
});

describe('CSRF', () => {
  it('sends the cookie back on what changes something, and only there', async () => {
    document.cookie = 'sc=abc%2Bdef';
    const asked = answers({ status: 200, body: {} });
    await get('auth/');
    await send('POST', 'api-tokens/', { name: 'ci' });
    expect(headerOf(asked[0]!.init, 'X-CSRFToken')).toBeUndefined();
    expect(headerOf(asked[1]!.init, 'X-CSRFToken')).toBe('abc+def');
    expect(headerOf(asked[1]!.init, 'Content-Type')).toBe('application/json');
    expect(asked[1]!.init.body).toBe('{"name":"ci"}');
    expect(asked[1]!.init.credentials).toBe('same-origin');
  });
});

describe('answers', () => {
  it('carry cursors, the total and how fresh they are', async () => {
    const freshness = vi.fn();
    installHooks({ freshness });
    answers({
      body: [1],
      headers: {
        Link: '<http://h/api/0/x/?&cursor=0:0:1>; rel="previous"; results="false"; cursor="0:0:1", <http://h/api/0/x/?&cursor=0:100:0>; rel="next"; results="true"; cursor="0:100:0"',
        'X-Hits': '318', 'X-Picket-Data-Until': '2026-05-13T12:13:05Z', 'X-Picket-Pending': '1204', Date: 'Wed, 13 May 2026 12:13:41 GMT',
      },
    });
    const page = await getPage('x/');
    expect(page).toMatchObject({ data: [1], next: '0:100:0', hits: 318, pending: 1204 });
    expect(page.previous).toBeUndefined();
    expect(freshness).toHaveBeenCalledWith('2026-05-13T12:13:05Z', 1204, Date.parse('2026-05-13T12:13:41Z'));
  });
  it('may be empty', async () => {
    answers({ status: 204 });
    await expect(send('DELETE', 'auth/')).resolves.toBeUndefined();
  });
  it('reject with what went wrong', async () => {
    answers({ status: 429, body: { detail: 'Too often.' }, headers: { 'Retry-After': '3' } });
    await expect(get('x/')).rejects.toMatchObject({ status: 429, detail: 'Too often.', retryAfter: 3 });
  });
});

describe('a server that is gone', () => {
  it('is told apart from one that answers', async () => {
    const reached = vi.fn();
    installHooks({ reached });
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(get('x/')).rejects.toMatchObject({ status: 0, serverGone: true });
    expect(reached).toHaveBeenLastCalledWith(false);
    answers({ status: 503 });
    await expect(get('x/')).rejects.toMatchObject({ status: 503 });
    expect(reached).toHaveBeenLastCalledWith(false);
    answers({ status: 404 });
    await expect(get('x/')).rejects.toMatchObject({ status: 404 });
    expect(reached).toHaveBeenLastCalledWith(true);
  });
  it('is not what an aborted call means', async () => {
    const reached = vi.fn();
    installHooks({ reached });
    const controller = new AbortController();
    vi.stubGlobal('fetch', async () => {
      controller.abort();
      throw new DOMException('Aborted', 'AbortError');
    });
    await expect(get('x/', {}, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(reached).not.toHaveBeenCalled();
  });
});

describe('a session that ended', () => {
  const refused = { status: 401, body: { detail: 'Authentication credentials were not provided.' } };
  it('asks to sign in and repeats the call', async () => {
    const signInAgain = vi.fn(async () => true);
    installHooks({ signInAgain });
    const asked = answers(refused, { body: { ok: true } });
    await expect(send('PUT', 'users/me/', { name: 'Ada' })).resolves.toEqual({ ok: true });
    expect(signInAgain).toHaveBeenCalledOnce();
    expect(asked.map((each) => each.init.body)).toEqual(['{"name":"Ada"}', '{"name":"Ada"}']);
  });
  it('sends the new CSRF token with the repeated call', async () => {
    document.cookie = 'sc=old';
    installHooks({ signInAgain: async () => {
      document.cookie = 'sc=new';
      return true;
    } });
    const asked = answers(refused, { body: {} });
    await send('PUT', 'users/me/', {});
    expect(asked.map((each) => headerOf(each.init, 'X-CSRFToken'))).toEqual(['old', 'new']);
  });
  it('asks only once per call', async () => {
    const signInAgain = vi.fn(async () => true);
    installHooks({ signInAgain });
    answers(refused);
    await expect(get('x/')).rejects.toMatchObject({ status: 401 });
    expect(signInAgain).toHaveBeenCalledOnce();
  });
  it('rejects when the person does not', async () => {
    installHooks({ signInAgain: async () => false });
    const asked = answers(refused);
    await expect(get('x/')).rejects.toMatchObject({ status: 401 });
    expect(asked).toHaveLength(1);
  });
  it('does not ask where the caller handles it', async () => {
    const signInAgain = vi.fn(async () => true);
    installHooks({ signInAgain });
    answers(refused);
    await expect(call('GET', 'auth/', { ask: false })).rejects.toMatchObject({ status: 401 });
    expect(signInAgain).not.toHaveBeenCalled();
  });
  it('asks for proof where that is what is missing', async () => {
    const [signInAgain, proveIdentity] = [vi.fn(async () => false), vi.fn(async () => true)];
    installHooks({ signInAgain, proveIdentity });
    answers({ status: 401, body: { detail: { code: 'sudo-required', message: 'Account verification required.', extra: { username: 'ada' } } } }, { status: 204 });
    await send('DELETE', 'users/me/authenticators/1/');
    expect(proveIdentity).toHaveBeenCalledOnce();
    expect(signInAgain).not.toHaveBeenCalled();
  });
});

describe('parseLinks', () => {
  it('takes nothing from what is not one', () => {
    expect(parseLinks(null)).toEqual({});
    expect(parseLinks('<x>; rel="next"')).toEqual({});
  });
});
