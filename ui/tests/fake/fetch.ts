// The fake API in place of `fetch`, for tests of components. Returns what was asked, in order.
import { vi } from 'vitest';
import { createFakeApi, type FakeRequest, type FakeRoute } from './api';
import { fakeRoutes } from './routes';

/** `first` answers before the common ones. */
export function installFakeApi(...first: readonly FakeRoute[]): FakeRequest[] {
  const asked: FakeRequest[] = [];
  const answer = createFakeApi([...first, ...fakeRoutes()]);
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const url = new URL(input, 'http://localhost');
    const request: FakeRequest = {
      method: init.method ?? 'GET',
      path: url.pathname.replace(/^.*?\/api\/0\//, ''),
      query: url.searchParams,
      body: init.body ? JSON.parse(String(init.body)) : undefined,
      headers: Object.fromEntries(new Headers(init.headers)),
    };
    asked.push(request);
    const { status = 200, body, headers = {} } = answer(request);
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
  });
  return asked;
}
