// What a list does with newer answers while somebody reads it: numbers change in place, rows do not move. New and
// moved rows wait until they are asked for. Source: design reference, sections 1 and 7.
import type { Issue } from '../api/issue_types';

export interface LiveRows {
  /** In the order that was read, with the newest numbers. */
  readonly rows: readonly Issue[];
  /** Rows of the newer answer that stand above one that is shown, and are not shown themselves. */
  readonly arrived: number;
  /** The shown rows have another order by now. */
  readonly moved: boolean;
}

export function mergeLive(shown: readonly Issue[], newer: readonly Issue[]): LiveRows {
  const byId = new Map(newer.map((issue) => [issue.id, issue]));
  const shownIds = new Set(shown.map((issue) => issue.id));
  const rows = shown.map((issue) => byId.get(issue.id) ?? issue);
  const kept = newer.filter((issue) => shownIds.has(issue.id)).map((issue) => issue.id);
  const before = shown.filter((issue) => byId.has(issue.id)).map((issue) => issue.id);
  const lastKept = kept.length === 0 ? newer.length : newer.findIndex((issue) => issue.id === kept[kept.length - 1]);
  const arrived = newer.filter((issue, at) => at < lastKept && !shownIds.has(issue.id)).length;
  return { rows, arrived, moved: kept.some((id, at) => id !== before[at]) };
}

/** What this person did to a row since the list was read. */
export interface Change {
  readonly patch: Partial<Issue>;
  /** Said on the row when it no longer matches the query: "resolved". */
  readonly gone?: string;
}

export function withChanges(rows: readonly Issue[], changes: ReadonlyMap<string, Change>): readonly Issue[] {
  if (changes.size === 0) return rows;
  return rows.map((issue) => {
    const change = changes.get(issue.id);
    return change === undefined ? issue : { ...issue, ...change.patch };
  });
}
