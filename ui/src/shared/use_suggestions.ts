// What the server suggests for the place of the caret in the search field: keys, then values, and the last searches while
// the field is empty. Source: design reference, section 13.
import { useEffect, useState } from 'react';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, part, send } from '../api/client';
import type { RecentSearch, SearchKey, SearchValue } from '../api/issue_types';
import type { Target } from './completion';
import { plainText } from './event_text';
import { ago, counted } from './format';
import type { PickerOption } from './picker';
import { scopeQuery, type Scope } from './scope';
import { shortened } from './shortened';

export type Searched = 'issues' | 'events';

/** Where a search field stands. */
export interface SearchPlace {
  readonly org: string;
  readonly searched: Searched;
  /** Suggestions are of the events in it. */
  readonly scope: Scope;
}

export interface Suggestion extends PickerOption {
  /** A whole search of before; else it replaces the target. */
  readonly whole?: boolean;
  /** A value that events carry. */
  readonly literal?: boolean;
}

const TYPING_MILLISECONDS = 120;
const SHOWN = 8;
const RECENT = 10;
/** Longer ones are cut where they are shown, not where they are taken. */
const LABEL = 200;

/** What the server calls a search that is not of issues; those are what it takes for granted. */
const ofSearch = (searched: Searched) => (searched === 'events' ? { search: 'events' } : {});
/** Sentry's numbers of what recent searches are about. */
const ofType = (searched: Searched) => (searched === 'events' ? { type: 1 } : {});

export const keysQuery = ({ org, searched, scope }: SearchPlace) => queryOptions({
  queryKey: ['search', org, 'keys', searched, scope],
  staleTime: 60_000,
  queryFn: ({ signal }) => get<SearchKey[]>(`organizations/${part(org)}/search/keys/`, { ...scopeQuery(scope), ...ofSearch(searched) }, signal),
});

const valuesQuery = ({ org, searched, scope }: SearchPlace, key: string, typed: string) => queryOptions({
  queryKey: ['search', org, 'values', searched, scope, key, typed],
  staleTime: 60_000,
  queryFn: ({ signal }) => get<SearchValue[]>(`organizations/${part(org)}/search/values/`, { ...scopeQuery(scope), ...ofSearch(searched), key, query: typed || undefined }, signal),
});

const recentPath = (org: string): string => `organizations/${part(org)}/recent-searches/`;
const recentKey = (org: string, searched: Searched) => ['search', org, 'recent', searched];
const recentQuery = (org: string, searched: Searched) => queryOptions({
  queryKey: recentKey(org, searched),
  staleTime: 5_000,
  queryFn: ({ signal }) => get<RecentSearch[]>(recentPath(org), { limit: RECENT, ...ofType(searched) }, signal),
});

/** Remembers a search. */
export function useNoteSearch(org: string, searched: Searched): (query: string) => void {
  const queryClient = useQueryClient();
  return (query) => {
    if (query === '') return;
    // A search that is not remembered is still a search.
    send('POST', recentPath(org), { query, ...ofType(searched) }).then(() => queryClient.invalidateQueries({ queryKey: recentKey(org, searched) }), () => undefined);
  };
}

/** As the text was when nobody had typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

const shown = (text: string): string => plainText(shortened(text, LABEL));

/** Those that begin so stand before those that hold it; the order is the server's else. */
export function keysFor(keys: readonly SearchKey[], typed: string): Suggestion[] {
  const words = typed.toLowerCase();
  const place = (key: SearchKey) => key.key.toLowerCase().indexOf(words);
  const found = [...keys.filter((key) => place(key) === 0), ...keys.filter((key) => place(key) > 0)];
  return found.slice(0, SHOWN).map(({ key, kind, about, events }) => ({
    value: kind === 'function' ? `${key}()` : key, label: shown(kind === 'function' ? `${key}()` : key), note: [about, events === null ? '' : counted(events, 'event')].filter(Boolean).join(' · ') || undefined,
  }));
}

export function valuesFor(values: readonly SearchValue[], now: number): Suggestion[] {
  return values.slice(0, SHOWN).map(({ value, kind, about, events, lastSeen }) => {
    const seen = lastSeen === null ? '' : `last ${ago(Date.parse(lastSeen), now)}`;
    return { value, label: shown(value), literal: kind === 'value', note: [about, events === null ? '' : counted(events, 'event'), seen].filter(Boolean).join(' · ') || undefined };
  });
}

/** `target`: undefined where nothing can be suggested. Nothing is asked for unless `open`. */
export function useSuggestions(place: SearchPlace, text: string, target: Target | undefined, open: boolean): readonly Suggestion[] {
  const empty = text.trim() === '';
  const settled = useSettled(target?.kind === 'value' ? target.typed : '');
  const wantsValues = open && target?.kind === 'value';
  const recent = useQuery({ ...recentQuery(place.org, place.searched), enabled: open && empty }).data;
  const keys = useQuery({ ...keysQuery(place), enabled: open && target?.kind === 'key' }).data;
  const values = useQuery({ ...valuesQuery(place, target?.key ?? '', settled), enabled: wantsValues }).data;
  if (!open || target === undefined) return [];
  if (empty && recent !== undefined && recent.length > 0) return recent.map(({ query }) => ({ value: query, label: shown(query), whole: true }));
  if (target.kind === 'key') return keysFor(keys ?? [], target.typed);
  // Those of other text are not what was meant.
  return target.typed === settled ? valuesFor(values ?? [], Date.now()) : [];
}
