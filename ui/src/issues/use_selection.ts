// Which rows are selected, and which one the keyboard is on.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Issue } from '../api/issue_types';

export interface Selection {
  readonly selected: ReadonlySet<string>;
  /** All issues of the search, not only those of this page. */
  readonly all: boolean;
  /** Number of the row that the keyboard is on; -1 for none. */
  readonly cursor: number;
  readonly toggle: (issue: Issue, range: boolean) => void;
  readonly selectPage: (on: boolean) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
  readonly moveTo: (row: number) => void;
  /** Moves the keyboard and selects on the way. */
  readonly extendTo: (row: number) => void;
}

/** `first`: the issue that the keyboard was on when this page was left. */
export function useSelection(rows: readonly Issue[] | undefined, listKey: string, first: string | undefined): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [cursorId, setCursorId] = useState(first);
  const anchor = useRef<string | undefined>(undefined);
  const latest = useRef(rows);
  latest.current = rows;

  // Another search: what was selected is not in it.
  useEffect(() => {
    setSelected(new Set());
    setAll(false);
    setCursorId(first);
  }, [listKey]);

  const toggle = useCallback((issue: Issue, range: boolean) => {
    // Read now: React may run what is given to setSelected later, when the anchor is this row already.
    const list = latest.current ?? [];
    const from = list.findIndex((each) => each.id === anchor.current);
    const to = list.findIndex((each) => each.id === issue.id);
    const span = range && from >= 0 ? list.slice(Math.min(from, to), Math.max(from, to) + 1) : [issue];
    setAll(false);
    setSelected((before) => {
      const after = new Set(before);
      const on = !before.has(issue.id);
      for (const each of span) {
        if (on) after.add(each.id);
        else after.delete(each.id);
      }
      return after;
    });
    anchor.current = issue.id;
  }, []);
  const cursor = useMemo(() => (rows ?? []).findIndex((issue) => issue.id === cursorId), [rows, cursorId]);
  const moveTo = useCallback((row: number) => setCursorId(latest.current?.[row]?.id), []);
  const clear = useCallback(() => {
    setSelected(new Set());
    setAll(false);
  }, []);
  return {
    selected,
    all,
    cursor,
    toggle,
    clear,
    moveTo,
    selectPage: useCallback((on: boolean) => {
      setAll(false);
      setSelected(new Set(on ? (latest.current ?? []).map((issue) => issue.id) : []));
    }, []),
    selectAll: useCallback(() => {
      setSelected(new Set((latest.current ?? []).map((issue) => issue.id)));
      setAll(true);
    }, []),
    extendTo: useCallback((row: number) => {
      const target = latest.current?.[row];
      if (!target) return;
      setAll(false);
      setSelected((before) => new Set([...before, ...(cursorId ? [cursorId] : []), target.id]));
      setCursorId(target.id);
    }, [cursorId]),
  };
}
