// Pages of a list that is loaded as a whole. The cursor in the address has the API's form, `0:<offset>:0`.
import { one, useSearchParams } from './search_params';
import { counted, exactCount } from './format';

export const rowsPerPage = 50;

export interface LocalPage<T> {
  readonly rows: readonly T[];
  /** "51–100 of 500 projects"; "9 projects" when that is all. */
  readonly text: string;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

export function offsetOf(cursor: string | undefined): number {
  const match = /^\d+:(\d{1,9}):[01]$/.exec(cursor ?? '');
  return match ? Number(match[1]) : 0;
}

/** `noun`: what the rows are, "project". */
export function useLocalPage<T>(all: readonly T[], noun: string): LocalPage<T> {
  const [params, change] = useSearchParams();
  const asked = offsetOf(one(params, 'cursor'));
  // The list may have become shorter than the address remembers.
  const offset = asked < all.length ? asked - (asked % rowsPerPage) : 0;
  const end = Math.min(offset + rowsPerPage, all.length);
  const to = (at: number) => () => change({ cursor: at > 0 ? `0:${at}:0` : undefined });
  return {
    rows: all.slice(offset, end),
    text: all.length <= rowsPerPage ? counted(all.length, noun) : `${exactCount(offset + 1)}–${exactCount(end)} of ${counted(all.length, noun)}`,
    onPrevious: offset > 0 ? to(Math.max(0, offset - rowsPerPage)) : undefined,
    onNext: end < all.length ? to(end) : undefined,
  };
}
