// A whole list, page after page, for what a page filters and sorts itself. Bounded: an answer that never ends is a fault.
import { call, type Query } from './client';

const rowsPerPage = 100;
/** 50 pages of 100: more teams or members of one team than an organization of 2,000 people has. */
const mostPages = 50;

export interface AllPages<T> {
  readonly rows: readonly T[];
  /** False: there is more than was asked for. */
  readonly complete: boolean;
}

export async function allPages<T>(path: string, query: Query, signal?: AbortSignal): Promise<AllPages<T>> {
  const rows: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await call<T[]>('GET', path, { query: { ...query, per_page: rowsPerPage, cursor }, signal });
    rows.push(...answer.data);
    if (answer.next === undefined || answer.data.length === 0) return { rows, complete: true };
    cursor = answer.next;
  }
  return { rows, complete: false };
}
