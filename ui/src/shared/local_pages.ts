// Pages of a list that is loaded as a whole. The cursor in the address has the API's form, `0:<offset>:0`.
import { one, useSearchParams } from './search_params';
import { exactCount } from './format';

export const rowsPerPage = 50;

export interface LocalPage<T> {
  readonly rows: readonly T[];
  /** "1–50 of 500". */
  readonly text: string;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

export function offsetOf(cursor: string | undefined): number {
  const match = /^\d+:(\d{1,9}):[01]$/.exec(cursor ?? '');
  return match ? Number(match[1]) : 0;
}

export function useLocalPage<T>(all: readonly T[]): LocalPage<T> {
  const [params, change] = useSearchParams();
  const asked = offsetOf(one(params, 'cursor'));
  // The list may have become shorter than the address remembers.
  const offset = asked < all.length ? asked - (asked % rowsPerPage) : 0;
  const end = Math.min(offset + rowsPerPage, all.length);
  const to = (at: number) => () => change({ cursor: at > 0 ? `0:${at}:0` : undefined });
  return {
    rows: all.slice(offset, end),
    text: all.length === 0 ? 'none' : `${exactCount(offset + 1)}–${exactCount(end)} of ${exactCount(all.length)}`,
    onPrevious: offset > 0 ? to(Math.max(0, offset - rowsPerPage)) : undefined,
    onNext: end < all.length ? to(end) : undefined,
  };
}
