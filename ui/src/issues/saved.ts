// Searches that were kept: under a name, or pinned as a tab of one's own.
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get, part, send } from '../api/client';
import type { SavedSearch } from '../api/issue_types';
import { sentenceOf } from '../api/problem';
import { toast } from '../shared/toast';
import { SORTS } from './query_text';

export const savedPath = (org: string): string => `organizations/${part(org)}/searches/`;

export const savedQuery = (org: string) => queryOptions({
  queryKey: ['search', org, 'saved'],
  staleTime: 60_000,
  queryFn: ({ signal }) => get<SavedSearch[]>(savedPath(org), {}, signal),
});

/** The sort as the address has it: undefined for the usual one, and for one that no list of ours has. */
export function sortOf(search: SavedSearch): string | undefined {
  return SORTS.slice(1).some(({ value }) => value === search.sort) ? search.sort : undefined;
}

/** Pins a search as this person's tab, in place of the one before; undefined takes the tab away. */
export function usePin(org: string): (search: { readonly query: string; readonly sort: string } | undefined) => Promise<void> {
  const queryClient = useQueryClient();
  const path = `organizations/${part(org)}/pinned-searches/`;
  return async (search) => {
    try {
      await (search === undefined ? send('DELETE', path, { type: 0 }) : send('PUT', path, { type: 0, ...search }));
    } catch (error) {
      toast({ text: `The tab is as before. ${sentenceOf(error)}`, kind: 'failed' });
    }
    await queryClient.invalidateQueries({ queryKey: savedQuery(org).queryKey });
  };
}
