// The issue list: what is wrong now, who looks at it, and the shortest way to change that. The address says all of what
// is shown. Source: design reference, sections 7, 12 and 14.
import { lazy, Suspense, useCallback, useEffect, useId, useMemo, useState } from 'react';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { Issue, SavedSearch } from '../api/issue_types';
import { useAccess } from '../api/queries';
import { ApiProblem, sentenceOf } from '../api/problem';
import { Banner } from '../shared/banner';
import { Icon } from '../shared/icons';
import { useKeys } from '../shared/keyboard';
import { paths, useOrg } from '../shared/link';
import { Page } from '../shared/page';
import { spanWords, useScope, useScopeSearch } from '../shared/scope';
import { SearchField } from '../shared/search_field';
import { useSearchParams, type SearchChange } from '../shared/search_params';
import { searchProblem } from '../shared/search_problem';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { useStore } from '../shared/store';
import { toast } from '../shared/toast';
import type { Action } from './actions';
import { BulkBar, ListHead, type BulkMenu } from './list_head';
import { HiddenChip } from './hidden_low';
import { ListFoot } from './list_foot';
import { NoIssues } from './list_states';
import { liveOn } from './live_switch';
import { keepPlace, placeOf } from './places';
import { chartPeriod, listParams, PAGE_SIZE, selectionQuery, type ListParams } from './queries';
import { DidYouMean } from './did_you_mean';
import { DEFAULT_QUERY, isSame, SORTS, tabOf } from './query_text';
import { useReadAhead, type ReadAhead } from './read_ahead';
import { IssueRow } from './row';
import { savedQuery, sortOf, usePin } from './saved';
import { Tabs } from './tabs';
import { matchingSentence, renew, takeMatchingBack, updateMatching, useUpdateIssues, type Progress } from './update';
import { useIssueList, type IssueList } from './use_list';
import { useSelection, type Selection } from './use_selection';
import styles from './stream.module.css';

const SavedDialog = lazy(() => import('./saved_dialog').then((file) => ({ default: file.SavedDialog })));
const MergeDialog = lazy(() => import('./merge_dialog').then((file) => ({ default: file.MergeDialog })));
const MatchingDialog = lazy(() => import('./matching_dialog').then((file) => ({ default: file.MatchingDialog })));

export function IssueStream() {
  const org = useOrg();
  const [search, change] = useSearchParams();
  const scopeSearch = useScopeSearch();
  const [, setScope] = useScope();
  const params = useMemo(() => listParams(search, scopeSearch), [search, scopeSearch]);
  const list = useIssueList(org, params);
  const href = useLocation({ select: (location) => location.href });
  const mayChange = useAccess(org, 'event:write');
  const selection = useSelection(list.rows, JSON.stringify([org, params]), placeOf(href).row);
  const setQuery = useCallback((query: string) => change({ query: query === DEFAULT_QUERY ? undefined : query, cursor: undefined }), [change]);
  useDirectHit(org, list);
  const problem = searchProblem(list.error, params.query);
  return (
    <Page title="Issues" kind="list">
      <Tabs org={org} query={params.query} scope={params.scope} hits={list.stale ? undefined : list.hits} />
      <div className={styles.line}>
        <SearchField org={org} scope={params.scope} query={params.query} problem={problem} onSearch={setQuery} />
        <Saved org={org} params={params} onChoose={(search) => change({ query: search.query, sort: sortOf(search), cursor: undefined })} />
        <Pin org={org} params={params} />
        <NativeSelect className={styles.sort} aria-label="Sort by" data={SORTS.map(({ value, label }) => ({ value, label }))} value={params.sort}
          onChange={(event) => change({ sort: event.target.value === SORTS[0].value ? undefined : event.target.value, cursor: undefined })} />
      </div>
      <Rows org={org} href={href} params={params} list={list} selection={selection} mayChange={mayChange} onQuery={setQuery}
        onPeriod={(statsPeriod) => setScope({ statsPeriod, start: undefined, end: undefined })} onCursor={(cursor) => change({ cursor })} />
    </Page>
  );
}

interface SavedProps {
  readonly org: string;
  readonly params: ListParams;
  readonly onChoose: (search: SavedSearch) => void;
}

function Saved({ org, params, onChoose }: SavedProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className={styles.saved} onClick={() => setOpen(true)}>Saved</Button>
      <Suspense>{open && <SavedDialog org={org} query={params.query} sort={params.sort} onChoose={onChoose} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

/** Makes the search a tab, or takes the tab away again. What already is a tab of everybody needs none. */
function Pin({ org, params }: Pick<SavedProps, 'org' | 'params'>) {
  const pinned = useQuery(savedQuery(org)).data?.find((search) => search.isPinned);
  const pin = usePin(org);
  const on = pinned !== undefined && isSame(pinned.query, params.query);
  if (params.query === '' || (!on && tabOf(params.query))) return null;
  const label = on ? 'Take the pinned tab away' : 'Pin this search as a tab';
  return (
    <ActionIcon variant="default" className={styles.pin} aria-label={label} title={label} aria-pressed={on} onClick={() => void pin(on ? undefined : { query: params.query, sort: params.sort })}>
      <Icon name="star" size={14} filled={on} />
    </ActionIcon>
  );
}

/** A search that was the id of one thing leads there. */
function useDirectHit(org: string, list: IssueList): void {
  const navigate = useNavigate();
  const issue = list.direct && !list.stale && list.rows?.length === 1 ? list.rows[0] : undefined;
  useEffect(() => {
    if (!issue) return;
    const to = issue.matchingEventId ? paths.event(org, issue.id, issue.matchingEventId) : paths.issue(org, issue.id);
    void navigate({ to: to as never, replace: true });
  }, [issue, org, navigate]);
}

interface RowsProps {
  readonly org: string;
  readonly href: string;
  readonly params: ListParams;
  readonly list: IssueList;
  readonly selection: Selection;
  readonly mayChange: boolean;
  readonly onQuery: (query: string) => void;
  readonly onPeriod: (period: string) => void;
  readonly onCursor: (cursor: string | undefined) => void;
}

function Rows({ org, href, params, list, selection, mayChange, onQuery, onPeriod, onCursor }: RowsProps) {
  const live = useStore(liveOn);
  const id = useId();
  const rows = list.rows ?? [];
  const period = chartPeriod(params.scope);
  const start = params.cursor ? placeOf(href).start : 0;
  const search = useMemo((): SearchChange => ({ query: params.query, sort: params.sort, cursor: params.cursor }), [params]);
  const [picking, setPicking] = useState<string>();
  const onPicking = useCallback((issue: Issue, open: boolean) => setPicking(open ? issue.id : undefined), []);
  const bulk = useBulk(org, params, list, selection);
  const ahead = useReadAhead(org, params.scope);
  const page = usePages(list, start, rows.length, onCursor);
  useListKeys({ org, rows, search, list, selection, mayChange, bulk, page, ahead, setPicking });
  useEffect(() => keepPlace(href, { start, row: rows[selection.cursor]?.id }), [href, start, rows, selection.cursor]);
  useEffect(() => {
    const issue = rows[selection.cursor];
    if (issue) ahead.rest(issue);
    // The row that the keyboard came to, not each newer version of it.
  }, [selection.cursor, ahead]);
  useEffect(() => {
    if (selection.cursor >= 0) document.getElementById(`${id}-${selection.cursor}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, selection.cursor]);

  const failed = list.error !== undefined && !(list.error instanceof ApiProblem && list.error.status === 400);
  const gone = list.error instanceof ApiProblem && list.error.serverGone;
  if (list.rows === undefined) {
    if (failed) return <Failed what="This list" error={list.error} retry={list.retry} />;
    return list.error === undefined ? <Skeleton rows={16} height={46} slow={`Still searching ${spanWords(params.scope).replace(/^in the last /, 'the last ')}…`} /> : <div />;
  }
  return (
    <>
      {failed && !gone && (
        <Banner kind="error" title="This list could not be loaded." action={<button type="button" onClick={list.retry}>Try again</button>}>
          {sentenceOf(list.error)} What you saw before is below.
        </Banner>
      )}
      <div role="grid" aria-label="Issues" aria-rowcount={list.hits ?? rows.length} tabIndex={0} className={styles.grid} aria-busy={list.stale}
        aria-activedescendant={selection.cursor >= 0 ? `${id}-${selection.cursor}` : undefined}>
        <div role="rowgroup">
          {selection.selected.size > 0
            ? <BulkBar org={org} selection={selection} rows={rows} hits={list.hits} onAction={bulk.run}
                onMerge={selection.all ? undefined : bulk.startMerge} menu={bulk.menu} onMenu={bulk.setMenu} />
            : <ListHead list={list} selection={selection} sort={params.sort} period={period} mayChange={mayChange}
                hidden={<HiddenChip org={org} params={params} onQuery={onQuery} />} />}
        </div>
        <div role="rowgroup" className={list.stale ? styles.stale : undefined}>
          {rows.map((issue, at) => (
            <IssueRow key={issue.id} org={org} issue={issue} id={`${id}-${at}`} cursor={at === selection.cursor} selected={selection.selected.has(issue.id)}
              gone={list.gone.get(issue.id)} search={search} period={period} mayChange={mayChange} onSelect={selection.toggle} onAction={bulk.runOne}
              ahead={ahead} picking={picking === issue.id} onPicking={onPicking} />
          ))}
        </div>
      </div>
      {rows.length === 0 && !list.stale && <DidYouMean org={org} params={params} onQuery={onQuery} />}
      {rows.length === 0 && <NoIssues org={org} params={params} onQuery={onQuery} onPeriod={onPeriod} />}
      <ListFoot start={start} count={rows.length} hits={list.hits} onPrevious={page.previous} onNext={page.next} live={live} onLive={liveOn.set} />
      <Suspense>{bulk.asking && <MatchingDialog hits={list.hits ?? rows.length} action={bulk.asking} onClose={bulk.stopAsking} onConfirm={bulk.confirm} />}</Suspense>
      <Suspense>{bulk.merging && <MergeDialog org={org} issues={bulk.merging} onDone={bulk.merged} onClose={bulk.stopMerging} />}</Suspense>
    </>
  );
}

/** What is done to the selected rows, or to the one under the keyboard. */
function useBulk(org: string, params: ListParams, list: IssueList, selection: Selection) {
  const update = useUpdateIssues(org, list.onChange);
  const queryClient = useQueryClient();
  const refresh = () => {
    renew(queryClient, org);
    list.refresh();
  };
  const [menu, setMenu] = useState<BulkMenu>('none');
  const [asking, setAsking] = useState<Action>();
  const [merging, setMerging] = useState<readonly Issue[]>();
  const rows = list.rows ?? [];
  const targets = selection.selected.size > 0 ? rows.filter((issue) => selection.selected.has(issue.id)) : rows.slice(selection.cursor, selection.cursor + 1);
  const { clear } = selection;
  const run = (action: Action) => {
    setMenu('none');
    if (selection.all) setAsking(action);
    else if (selection.cursor >= 0 || selection.selected.size > 0) {
      clear();
      void update(targets, action);
    }
  };
  return {
    menu, setMenu, run, targets, asking, merging,
    startMerge: () => setMerging(targets),
    stopMerging: () => setMerging(undefined),
    merged: () => {
      clear();
      list.refresh();
    },
    runOne: useCallback((issue: Issue, action: Action) => void update([issue], action), [update]),
    stopAsking: () => setAsking(undefined),
    confirm: async (progress: Progress) => {
      if (!asking) return;
      const done = await updateMatching(org, selectionQuery(params), asking, progress);
      // Nothing has happened: the dialog says why and stays.
      if (done.error !== undefined && done.changed === 0) throw done.error;
      const undo = () => void takeMatchingBack(org, done.steps).then(refresh);
      toast({ text: matchingSentence(asking, done), kind: done.error === undefined ? 'done' : 'failed', undo: done.changed > 0 ? undo : undefined });
      clear();
      refresh();
    },
  };
}

function usePages(list: IssueList, start: number | undefined, count: number, onCursor: (cursor: string | undefined) => void) {
  const location = useLocation();
  const go = (cursor: string, first: number | undefined) => {
    const url = new URL(location.href, window.location.origin);
    url.searchParams.set('cursor', cursor);
    keepPlace(url.pathname + url.search, { start: first === undefined ? undefined : Math.max(0, first) });
    onCursor(cursor);
    document.getElementById('main')?.scrollTo({ top: 0 });
  };
  const { previous, next } = list;
  return {
    previous: previous === undefined ? undefined : () => go(previous, start === undefined ? undefined : start - PAGE_SIZE),
    next: next === undefined ? undefined : () => go(next, start === undefined ? undefined : start + count),
  };
}

interface ListKeys {
  readonly org: string;
  readonly rows: readonly Issue[];
  readonly search: SearchChange;
  readonly list: IssueList;
  readonly selection: Selection;
  readonly mayChange: boolean;
  readonly bulk: ReturnType<typeof useBulk>;
  readonly page: ReturnType<typeof usePages>;
  readonly ahead: ReadAhead;
  readonly setPicking: (id: string | undefined) => void;
}

function useListKeys({ org, rows, search, list, selection, mayChange, bulk, page, ahead, setPicking }: ListKeys): void {
  const navigate = useNavigate();
  const scope = useScopeSearch();
  const at = (step: number) => Math.max(0, Math.min(rows.length - 1, selection.cursor + step));
  const current = rows[selection.cursor];
  const open = () => {
    if (!current) return false;
    ahead.open(current);
    void navigate({ to: paths.issue(org, current.id) as never, search: { ...scope, ...search } as never });
    return true;
  };
  const change = (run: () => void) => () => {
    if (!mayChange || (selection.selected.size === 0 && selection.cursor < 0)) return false;
    run();
    return true;
  };
  const menu = (name: BulkMenu) => change(() => {
    if (selection.selected.size > 0) bulk.setMenu(name);
    else if (name === 'assign' && current) setPicking(current.id);
    else if (current) {
      selection.toggle(current, false);
      bulk.setMenu(name);
    }
  });
  const done = bulk.targets.length > 0 && bulk.targets.every((issue) => issue.status !== 'unresolved');
  useKeys('Issue list', [
    { keys: 'j', label: 'Next issue', run: () => selection.moveTo(at(1)) },
    { keys: 'k', label: 'Previous issue', run: () => selection.moveTo(at(-1)) },
    { keys: 'Enter', label: 'Open the issue', run: open },
    { keys: 'o', label: 'Open the issue', run: open },
    { keys: 'x', label: 'Select', run: () => { if (current && mayChange) selection.toggle(current, false); } },
    { keys: 'J', label: 'Select downwards', run: () => { if (mayChange) selection.extendTo(at(1)); } },
    { keys: 'K', label: 'Select upwards', run: () => { if (mayChange) selection.extendTo(at(-1)); } },
    { keys: '*', label: 'Select all that match', run: () => { if (mayChange) selection.selectAll(); } },
    { keys: 'r', label: 'Resolve, or reopen', run: change(() => bulk.run({ kind: done ? 'reopen' : 'resolve' })) },
    { keys: 'e', label: 'Archive', run: menu('archive') },
    { keys: 'a', label: 'Assign', run: menu('assign') },
    { keys: 'p', label: 'Priority', run: menu('priority') },
    { keys: 'm', label: 'Merge what is selected', run: () => { if (!mayChange || selection.all || selection.selected.size === 0) return false; bulk.startMerge(); return true; } },
    { keys: '.', label: 'Show what is new', run: list.refresh },
    { keys: '[', label: 'Previous page', run: () => page.previous?.() },
    { keys: ']', label: 'Next page', run: () => page.next?.() },
    { keys: 'Escape', label: 'Clear the selection', run: () => { if (selection.selected.size === 0) return false; selection.clear(); return true; } },
  ]);
}
