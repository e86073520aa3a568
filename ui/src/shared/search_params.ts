// The query part of the address, in Sentry's form: a repeated name is a list, everything is text. Pages read and
// change it through here; the router is told to parse and write it the same way.
import { useLocation, useNavigate } from '@tanstack/react-router';

export type SearchParams = Readonly<Record<string, string | readonly string[]>>;
/** Undefined takes a name out. */
export type SearchChange = Readonly<Record<string, string | readonly string[] | undefined>>;

export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const before = found[key];
    if (before === undefined) found[key] = value;
    else if (Array.isArray(before)) before.push(value);
    else found[key] = [before, value];
  }
  return found;
}

export function stringifySearch(params: SearchChange): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'string' ? [value] : value) out.append(key, String(one));
  }
  const text = out.toString();
  return text && `?${text}`;
}

/** The first value of a name. */
export function one(params: SearchParams, key: string): string | undefined {
  const value = params[key];
  return typeof value === 'string' ? value : value?.[0];
}

/** All values of a name. */
export function many(params: SearchParams, key: string): readonly string[] {
  const value = params[key];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

export interface ChangeOptions {
  /** Instead of a new entry in the history: for typing, cursors, what Back should not visit. */
  readonly replace?: boolean;
}

/** The parameters of this page and a function that changes some of them. */
export function useSearchParams(): [SearchParams, (change: SearchChange, options?: ChangeOptions) => void] {
  const params = useLocation({ select: (location) => location.search as SearchParams });
  const navigate = useNavigate();
  const change = (given: SearchChange, options: ChangeOptions = {}) => {
    void navigate({
      to: '.',
      search: ((before: SearchParams) => stripped({ ...before, ...given })) as never,
      replace: options.replace ?? false,
      resetScroll: false,
    });
  };
  return [params, change];
}

function stripped(params: SearchChange): SearchParams {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as SearchParams;
}
