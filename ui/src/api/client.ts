// The one way the app talks to Picket: same-origin fetch with the session cookie. It adds the CSRF header, turns
// every failure into an ApiProblem, and asks the person to sign in again or to prove who they are when the server
// wants that, then repeats the call, so that a form never loses what was typed into it.
import { apiUrl } from './base';
import { parseLinks, type PageLinks } from './links';
import { ApiProblem, problemOf } from './problem';

export type QueryValue = string | number | boolean | undefined | null;
/** Undefined and null leave the parameter out; a list repeats it. */
export type Query = Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Answer<T> extends PageLinks {
  readonly data: T;
  readonly status: number;
  /** Total of a search, where the endpoint counts it (X-Hits). */
  readonly hits?: number;
  /** The search was the id of one thing, and this is it (X-Sentry-Direct-Hit). */
  readonly direct?: boolean;
  /** Everything that came before this moment is in the answer (X-Picket-Data-Until). */
  readonly dataUntil?: string;
  /** Events that wait to be processed (X-Picket-Pending). */
  readonly pending?: number;
  /** Version of what was answered, where the endpoint has one (ETag): to be sent back as `ifMatch`. */
  readonly etag?: string;
}

/** What the client needs from the app around it. Resolved true: repeat the call. */
export interface ClientHooks {
  /** The session ended while the app was open. */
  signInAgain(): Promise<boolean>;
  /** The call needs a fresh proof of identity (`sudo-required`). */
  proveIdentity(): Promise<boolean>;
  /** Each answer and each failure to get one, for the "does not answer" banner. */
  reached(answered: boolean): void;
  /** Each answer that says how fresh it is, and when it was given by the server's clock, for the lag banner. */
  freshness(dataUntil: string, pending: number, answeredAt?: number): void;
}

const noHooks: ClientHooks = {
  signInAgain: async () => false,
  proveIdentity: async () => false,
  reached: () => {},
  freshness: () => {},
};
let hooks = noHooks;

export function installHooks(given: Partial<ClientHooks>): void {
  hooks = { ...noHooks, ...given };
}

export interface CallOptions {
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** The version that the change was made from: 409 when the server has another by now. */
  readonly ifMatch?: string;
  /** False: hand a 401 to the caller instead of asking the person. For the sign-in itself. */
  readonly ask?: boolean;
}

export function queryString(query: Query | undefined): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) out.append(key, String(one));
    }
  }
  const text = out.toString();
  return text && `?${text}`;
}

/** The CSRF token of the session, from the cookie `sc` that scripts may read. */
function csrfToken(): string {
  const pair = document.cookie.split('; ').find((part) => part.startsWith('sc='));
  return pair ? decodeURIComponent(pair.slice(3)) : '';
}

async function fetchOnce(method: Method, path: string, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-CSRFToken'] = csrfToken();
  if (options.ifMatch !== undefined) headers['If-Match'] = options.ifMatch;
  try {
    return await fetch(apiUrl(path) + queryString(options.query), {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      credentials: 'same-origin',
      // An API path never redirects but for a renamed project, which says where to in its body.
      redirect: 'follow',
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    hooks.reached(false);
    throw new ApiProblem({ status: 0, detail: 'Picket does not answer.' });
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function numberHeader(response: Response, name: string): number | undefined {
  const text = response.headers.get(name);
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Milliseconds since 1970; undefined where a proxy took the header away. */
function momentOf(date: string | null): number | undefined {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? undefined : at;
}

/** The full answer of a call; `path` is below `/api/0/`, without a leading slash. Rejects with ApiProblem. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<Answer<T>> {
  const response = await fetchOnce(method, path, options);
  const body = await readBody(response);
  if (!response.ok) {
    const problem = problemOf(response.status, body, numberHeader(response, 'Retry-After') ?? 0);
    hooks.reached(!problem.serverGone);
    if (problem.status === 401 && options.ask !== false) {
      const again = problem.code === 'sudo-required' ? await hooks.proveIdentity() : await hooks.signInAgain();
      if (again) return call<T>(method, path, { ...options, ask: false });
    }
    throw problem;
  }
  hooks.reached(true);
  const dataUntil = response.headers.get('X-Picket-Data-Until') ?? undefined;
  const pending = numberHeader(response, 'X-Picket-Pending');
  if (dataUntil !== undefined) hooks.freshness(dataUntil, pending ?? 0, momentOf(response.headers.get('Date')));
  return {
    data: body as T,
    status: response.status,
    hits: numberHeader(response, 'X-Hits'),
    direct: response.headers.get('X-Sentry-Direct-Hit') === '1',
    dataUntil,
    pending,
    etag: response.headers.get('ETag') ?? undefined,
    ...parseLinks(response.headers.get('Link')),
  };
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return (await call<T>('GET', path, { query, signal })).data;
}

export function getPage<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<T[]>> {
  return call<T[]>('GET', path, { query, signal });
}

export async function send<T = void>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, query?: Query): Promise<T> {
  return (await call<T>(method, path, { body, query })).data;
}

/** One part of a path, escaped: a release version may hold a slash. */
export function part(text: string | number): string {
  return encodeURIComponent(String(text));
}
