// A Picket that answers from tests/fixtures and remembers nothing between starts: for `npm run dev:fake` and for tests
// of components. Areas add their own answers in their file of this folder. Never part of the product.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FakeRequest {
  readonly method: string;
  /** Below /api/0/, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Undefined: not this one's request. */
export type FakeRoute = (request: FakeRequest) => FakeAnswer | undefined;

const folder = join(import.meta.dirname, '..', 'fixtures');

/** A fresh copy, free to be changed by the caller. */
export function fixture<T = Record<string, unknown>>(name: string): T {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T;
}

/** Answers `method` on a path; a part in braces matches anything between slashes. */
export function on(method: string, pattern: string, answer: (request: FakeRequest, parts: readonly string[]) => FakeAnswer): FakeRoute {
  const expression = new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '([^/]+)')}$`);
  return (request) => {
    const found = request.method === method ? expression.exec(request.path) : null;
    return found ? answer(request, found.slice(1).map(decodeURIComponent)) : undefined;
  };
}

/** The Link header of a list that is cut into pages. */
export function linkHeader(path: string, next: string | undefined, previous: string | undefined): Record<string, string> {
  const one = (rel: string, cursor: string | undefined) =>
    `<http://localhost/api/0/${path}?&cursor=${cursor ?? '0:0:0'}>; rel="${rel}"; results="${cursor !== undefined}"; cursor="${cursor ?? '0:0:0'}"`;
  return { Link: `${one('previous', previous)}, ${one('next', next)}` };
}

export function createFakeApi(routes: readonly FakeRoute[]): (request: FakeRequest) => FakeAnswer {
  return (request) => {
    for (const route of routes) {
      const answer = route(request);
      if (answer) return answer;
    }
    return { status: 404, body: { detail: 'The requested resource does not exist' } };
  };
}
