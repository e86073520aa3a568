// The list that is being read: the order of rows as it was when somebody began to read, numbers as they are now.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Answer } from '../api/client';
import type { Issue } from '../api/issue_types';
import { useStore } from '../shared/store';
import { goneWord, patchOf, type Action } from './actions';
import { liveOn } from './live_switch';
import { mergeLive, withChanges, type Change } from './live';
import { listQuery, LIVE_MILLISECONDS, type ListParams } from './queries';

interface Reading {
  /** Which list this is: the key of its query. */
  readonly key: string;
  readonly answer: Answer<Issue[]>;
  /** When its order was read. */
  readonly at: number;
}

export interface IssueList {
  /** Undefined until the first answer. */
  readonly rows: readonly Issue[] | undefined;
  readonly gone: ReadonlyMap<string, string>;
  /** Rows that arrived since; only the first page can tell. */
  readonly arrived: number;
  readonly moved: boolean;
  /** When the order was read. */
  readonly readAt: number;
  readonly hits?: number;
  readonly previous?: string;
  readonly next?: string;
  readonly direct: boolean;
  readonly error: unknown;
  /** The rows are those of another search, because this one has failed or not answered yet. */
  readonly stale: boolean;
  readonly loading: boolean;
  /** Takes the newest order over. */
  readonly refresh: () => void;
  readonly retry: () => void;
  readonly onChange: (ids: readonly string[], action: Action | undefined) => void;
}

export function useIssueList(org: string, params: ListParams): IssueList {
  const live = useStore(liveOn);
  const options = listQuery(org, params);
  const key = JSON.stringify(options.queryKey);
  const query = useQuery({ ...options, placeholderData: keepPreviousData, refetchInterval: live ? LIVE_MILLISECONDS : false });
  const [reading, setReading] = useState<Reading>();
  const [changes, setChanges] = useState<ReadonlyMap<string, Change>>(new Map());
  const fresh = query.isPlaceholderData ? undefined : query.data;

  // A list of another search, or the first answer at all: its order is the one that is read from now on.
  useEffect(() => {
    if (fresh === undefined || reading?.key === key) return;
    setReading({ key, answer: fresh, at: Date.now() });
    setChanges(new Map());
  }, [fresh, key, reading?.key]);

  const current = reading?.key === key ? reading : undefined;
  const shown = current ?? reading;
  const merged = useMemo(
    () => (current && fresh ? mergeLive(current.answer.data, fresh.data) : undefined),
    [current, fresh],
  );
  const rows = useMemo(
    () => (shown ? withChanges(merged?.rows ?? shown.answer.data, changes) : undefined),
    [shown, merged, changes],
  );
  const refresh = useCallback(() => {
    void query.refetch().then(({ data }) => {
      if (!data) return;
      setReading({ key, answer: data, at: Date.now() });
      setChanges(new Map());
    });
  }, [query.refetch, key]);
  const text = useRef(params.query);
  text.current = params.query;
  const onChange = useCallback((ids: readonly string[], action: Action | undefined) => {
    setChanges((before) => {
      const after = new Map(before);
      for (const id of ids) {
        if (action === undefined) after.delete(id);
        else after.set(id, { patch: patchOf(action), gone: goneWord(action, text.current) });
      }
      return after;
    });
  }, []);
  const gone = useMemo(() => new Map([...changes].filter(([, change]) => change.gone).map(([id, change]) => [id, change.gone!])), [changes]);
  const source = current ? (fresh ?? current.answer) : shown?.answer;
  return {
    rows,
    gone,
    arrived: params.cursor ? 0 : (merged?.arrived ?? 0),
    moved: !params.cursor && (merged?.moved ?? false),
    readAt: shown?.at ?? 0,
    hits: source?.hits,
    previous: current?.answer.previous,
    next: current?.answer.next,
    direct: current?.answer.direct ?? false,
    error: query.error ?? undefined,
    stale: shown !== undefined && current === undefined,
    loading: query.isFetching && fresh === undefined,
    refresh,
    retry: () => void query.refetch(),
    onChange,
  };
}
