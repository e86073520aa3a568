// The issues before and after this one in the list that it was opened from. The list's search is in the address, so this
// works after a reload too.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listParams, listQuery, LIST_NAMES } from '../issues/queries';
import { placeOf } from '../issues/places';
import { paths } from '../shared/link';
import { useScopeSearch } from '../shared/scope';
import { stringifySearch, useSearchParams, type SearchParams } from '../shared/search_params';

export interface Neighbours {
  /** 1-based place in the whole list; undefined when only the cursor knows. */
  readonly number?: number;
  readonly total?: number;
  readonly previous?: () => void;
  readonly next?: () => void;
}

/** The list's part of this page's address. */
export function useListSearch(): SearchParams {
  const [params] = useSearchParams();
  return Object.fromEntries(LIST_NAMES.filter((name) => params[name] !== undefined).map((name) => [name, params[name]!]));
}

export function useNeighbours(org: string, issue: string): Neighbours | undefined {
  const search = useListSearch();
  const scope = useScopeSearch();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const wanted = params.query !== undefined;
  const list = useQuery({ ...listQuery(org, listParams(params, scope)), enabled: wanted, staleTime: 60_000 }).data;
  const at = list?.data.findIndex((each) => each.id === issue || each.shortId === issue.toUpperCase()) ?? -1;
  if (!list || at < 0) return undefined;
  const go = (id: string | undefined) => id === undefined ? undefined
    : () => void navigate({ to: paths.issue(org, id) as never, search: { ...scope, ...search } as never, replace: true });
  const start = search.cursor ? placeOf(paths.issues(org) + stringifySearch({ ...scope, ...search })).start : 0;
  return {
    number: start === undefined ? undefined : start + at + 1,
    total: list.hits,
    previous: go(list.data[at - 1]?.id),
    next: go(list.data[at + 1]?.id),
  };
}
