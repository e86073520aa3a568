// The page of an issue with one of its events: what happened, where, to whom, and what to do about it.
// Source: design reference, sections 8 and 9.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { PicketEvent } from '../api/event_types';
import type { Issue, IssueDetail } from '../api/issue_types';
import type { FrameView } from '../event/frames';
import { useKeys } from '../shared/keyboard';
import { paths, useParam } from '../shared/link';
import { useTitle } from '../shared/page';
import { usePainted } from '../shared/use_painted';
import { useScopeSearch } from '../shared/scope';
import { one, useSearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { quoted } from '../shared/query_text';
import { Failed } from '../shared/state';
import { useCopyMarkdown } from './copy_markdown';
import { jsonUrl, type EventWays } from './event_bar';
import { EventOfIssue, useEvent, useEventSearch } from './event_of_issue';
import { Facts } from './facts';
import { Graph, type ReleaseMark } from './graph';
import { IssueHeader, type HeaderMenu } from './header';
import { useIssue, type IssueOfPage } from './use_issue';
import { useListSearch, useNeighbours, type Neighbours } from './use_neighbours';
import styles from './issue_page.module.css';

/** Stands in its own column, so it may come after the stack. */
const Side = lazy(() => import('./side').then((file) => ({ default: file.Side })));

export function IssuePage() {
  const event = useEvent();
  const whole = usePainted(`issue ${useParam('issue')}`, event.data !== undefined || event.isError);
  const page = useIssue(!whole);
  useTitle(page.issue?.shortId, page.issue?.title, page.issue?.project.slug);
  if (!page.issue) {
    if (page.error !== undefined) return <Failed what="This issue" error={page.error} retry={page.retry} page />;
    return <div className={styles.loading}><Skeleton rows={8} height={46} /></div>;
  }
  return <LoadedIssue page={page} issue={page.issue} event={event} whole={whole} />;
}

interface LoadedProps {
  readonly page: IssueOfPage;
  readonly issue: Issue & Partial<IssueDetail>;
}

interface LoadedIssueProps extends LoadedProps {
  readonly event: ReturnType<typeof useEvent>;
  /** The stack has been painted: all else may come. */
  readonly whole: boolean;
}

function LoadedIssue({ page, issue, event, whole }: LoadedIssueProps) {
  const { org, scope } = page;
  const listSearch = useListSearch();
  const neighbours = useNeighbours(org, issue.id);
  const [menu, setMenu] = useState<HeaderMenu>('none');
  const [view, setView] = useFrameView();
  const ways = useWays(org, issue.id, event.data?.event);
  const count = page.range === undefined ? undefined : page.range === null ? 0 : Number(page.range.count);
  const copy = useCopyMarkdown({ org, issue, event: event.data?.event, range: page.range, scope });
  useIssueKeys({ page, issue, copy, event: event.data?.event, neighbours, ways, view, setView, setMenu });
  return (
    <div className={styles.page}>
      <IssueHeader org={org} issue={issue} onCopy={copy} listSearch={listSearch} neighbours={neighbours} onAction={page.change} menu={menu} onMenu={setMenu} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <MergedNote page={page} issue={issue} />
          <Facts issue={issue} range={page.range} />
          <IssueGraph page={page} issue={issue} event={event.data?.event} />
          <EventOfIssue page={page} issue={issue} event={event} ways={ways} count={count} view={view} onView={setView} whole={whole} />
        </div>
        <Suspense fallback={<div />}>
          {whole && <Side org={org} issue={issue} event={event.data?.event} scope={scope} count={count} search={listSearch} onAction={page.change} />}
        </Suspense>
      </div>
    </div>
  );
}

/** Whoever followed an old link reads why another issue is here. */
function MergedNote({ page, issue }: LoadedProps) {
  const asked = useParam('issue');
  if (!page.complete || !/^\d+$/.test(asked) || asked === issue.id) return null;
  return <p className={styles.outside}>The issue of this address was merged into {issue.shortId}.</p>;
}

/** App, all or raw frames, kept in the address. */
function useFrameView(): [FrameView, (view: FrameView) => void] {
  const [params, change] = useSearchParams();
  const given = one(params, 'frames');
  return [given === 'all' || given === 'raw' ? given : 'app', (view) => change({ frames: view === 'app' ? undefined : view }, { replace: true })];
}

function useWays(org: string, issue: string, event: PicketEvent | undefined): EventWays {
  const navigate = useNavigate();
  const scope = useScopeSearch();
  const [params] = useSearchParams();
  const go = (id: string | null | undefined) => id ? () => void navigate({ to: paths.event(org, issue, id) as never, search: { ...scope, ...params } as never, resetScroll: false }) : undefined;
  return {
    first: event?.previousEventID ? go('oldest') : undefined,
    previous: go(event?.previousEventID),
    next: go(event?.nextEventID),
    latest: event?.nextEventID ? go('latest') : undefined,
  };
}

function releaseMarks(issue: Partial<IssueDetail>): ReleaseMark[] {
  const [first, last] = [issue.firstRelease, issue.lastRelease];
  return [first, last?.version === first?.version ? undefined : last].flatMap((release) => {
    const at = Date.parse(release?.dateReleased ?? release?.dateCreated ?? '');
    return release && Number.isFinite(at) ? [{ version: release.version, at }] : [];
  });
}

function IssueGraph({ page, issue, event }: LoadedProps & { readonly event: PicketEvent | undefined }) {
  const find = useEventSearch(page.org, issue.id);
  const day = page.scope.statsPeriod !== undefined && /^(\d+[smh]|1d)$/.test(page.scope.statsPeriod) && !/^(2[5-9]|[3-9]\d|\d{3,})h$/.test(page.scope.statsPeriod);
  const series = (page.complete ? issue.stats?.[day ? '24h' : '30d'] : undefined) ?? issue.stats?.['24h'];
  if (!series || series.length < 2) return <div className={styles.noGraph} />;
  const iso = (at: number) => new Date(at).toISOString().slice(0, 19);
  return (
    <Graph series={series} eventAt={event && Date.parse(event.dateCreated)} releases={releaseMarks(issue)}
      onRelease={(version) => find(`release:${quoted(version)}`)}
      onSpan={(start, end) => page.setScope({ start: iso(start), end: iso(end), statsPeriod: undefined })} />
  );
}

interface IssueKeys extends LoadedProps {
  readonly copy: (personal: boolean) => void;
  readonly event: PicketEvent | undefined;
  readonly neighbours: Neighbours | undefined;
  readonly ways: EventWays;
  readonly view: FrameView;
  readonly setView: (view: FrameView) => void;
  readonly setMenu: (menu: HeaderMenu) => void;
}

/** Moves the focus to the next or previous frame of the application. */
function focusAppFrame(step: 1 | -1): void {
  const frames = [...document.querySelectorAll<HTMLElement>('[data-app-frame]')];
  const at = frames.indexOf(document.activeElement as HTMLElement);
  const next = frames[at < 0 ? (step > 0 ? 0 : frames.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'center' });
}

function useIssueKeys({ page, issue, copy, event, neighbours, ways, view, setView, setMenu }: IssueKeys): void {
  const navigate = useNavigate();
  const scope = useScopeSearch();
  const listSearch = useListSearch();
  const maybe = (run: (() => void) | undefined) => () => {
    run?.();
    return run !== undefined;
  };
  useEffect(() => setMenu('none'), [issue.id, setMenu]);
  useKeys('Issue', [
    { keys: 'j', label: 'Next issue', run: maybe(neighbours?.next) },
    { keys: 'k', label: 'Previous issue', run: maybe(neighbours?.previous) },
    { keys: '[', label: 'Older event', run: maybe(ways.previous) },
    { keys: ']', label: 'Newer event', run: maybe(ways.next) },
    { keys: '{', label: 'First event', run: maybe(ways.first) },
    { keys: '}', label: 'Latest event', run: maybe(ways.latest) },
    { keys: 'r', label: 'Resolve, or reopen', run: () => page.change({ kind: issue.status === 'unresolved' ? 'resolve' : 'reopen' }) },
    { keys: 'e', label: 'Archive', run: () => setMenu('archive') },
    { keys: 'a', label: 'Assign', run: () => setMenu('assign') },
    { keys: 'p', label: 'Priority', run: () => setMenu('priority') },
    { keys: 'c', label: 'Comment', run: () => document.querySelector<HTMLElement>('[data-comment]')?.focus() },
    { keys: 'y', label: 'Copy as Markdown', run: () => copy(false) },
    { keys: 'f', label: 'Frames of the application, or all', run: () => setView(view === 'app' ? 'all' : 'app') },
    { keys: 'n', label: 'Next frame of the application', run: () => focusAppFrame(1) },
    { keys: 'N', label: 'Previous frame of the application', run: () => focusAppFrame(-1) },
    { keys: 'J', label: 'JSON of the event', run: () => { if (event) window.open(jsonUrl(page.org, issue, event), '_blank', 'noopener'); } },
    { keys: 'Backspace', label: 'Back to the list', run: () => void navigate({ to: paths.issues(page.org) as never, search: { ...scope, ...listSearch } as never }) },
  ]);
}

