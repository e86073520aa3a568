// Changing a thing that others may change too. What was loaded carries a version (ETag); a change says which version it
// was made from, and when the server has another by now nothing is saved: the person sees both and decides. The version
// stays that of the first edit, even when the data is loaded again in between, so that nothing slips through.
import { useEffect, useRef, useState } from 'react';
import { queryOptions, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { call } from '../api/client';
import { ApiProblem } from '../api/problem';

export interface Versioned<T> {
  readonly data: T;
  /** Undefined: the endpoint has no versions, and the last change wins. */
  readonly etag?: string;
}

export function versionedQuery<T>(key: QueryKey, path: string, query: Readonly<Record<string, string | number>> = {}) {
  return queryOptions({
    queryKey: key,
    staleTime: 5_000,
    queryFn: async ({ signal }): Promise<Versioned<T>> => {
      const { data, etag } = await call<T>('GET', path, { query, signal });
      return { data, etag };
    },
  });
}

export interface Conflict<T> {
  /** Who and when, in the server's words. */
  readonly detail: string;
  /** As the person had loaded it. */
  readonly before: T;
  /** As it is now. */
  readonly now: T;
}

export interface VersionedChange<T> {
  /** PUTs the changes. Rejects with the ApiProblem; after a conflict `conflict` is set as well. */
  readonly save: (changes: unknown) => Promise<T>;
  readonly conflict: Conflict<T> | undefined;
  /** The conflict was seen: the next save is made from what the server has now. */
  readonly accept: () => void;
}

interface Options<T> {
  readonly query: ReturnType<typeof versionedQuery<T>>;
  readonly path: string;
  readonly loaded: Versioned<T>;
  /** Whether there are unsaved changes. */
  readonly dirty: boolean;
  /** How changes are written where one PUT on `path` is not all of it; answers with what the server has then. */
  readonly put?: (changes: unknown, etag: string | undefined) => Promise<Versioned<T>>;
}

/** Somebody else was first: nothing was saved. */
export const isConflict = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && (error.status === 409 || error.status === 412);

export function useVersionedChange<T>({ query, path, loaded, dirty, put }: Options<T>): VersionedChange<T> {
  const queryClient = useQueryClient();
  const [conflict, setConflict] = useState<Conflict<T>>();
  const base = useRef(loaded);
  useEffect(() => {
    if (dirty) return;
    base.current = loaded;
    setConflict(undefined);
  }, [dirty, loaded]);

  const save = async (changes: unknown): Promise<T> => {
    try {
      const answer = put
        ? await put(changes, base.current.etag)
        : await call<T>('PUT', path, { body: changes, ifMatch: base.current.etag });
      const saved: Versioned<T> = { data: answer.data, etag: answer.etag };
      base.current = saved;
      setConflict(undefined);
      queryClient.setQueryData(query.queryKey, saved);
      // An endpoint that does not say the new version: ask for it.
      if (answer.etag === undefined && loaded.etag !== undefined) await queryClient.invalidateQueries({ queryKey: query.queryKey });
      return answer.data;
    } catch (error) {
      if (!isConflict(error) || base.current.etag === undefined) throw error;
      // A 409 is also how a taken slug is refused; only another version is somebody else's change.
      const now = await queryClient.fetchQuery({ ...query, staleTime: 0 });
      if (now.etag !== base.current.etag) setConflict({ detail: error.detail, before: base.current.data, now: now.data });
      throw error;
    }
  };

  const accept = () => {
    const now = queryClient.getQueryData<Versioned<T>>(query.queryKey);
    if (now) base.current = now;
    setConflict(undefined);
  };
  return { save, conflict, accept };
}
