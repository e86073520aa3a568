// Changing issues: the rows change at once, the server is told, and what was done can be taken back.
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, part, type Answer, type Query } from '../api/client';
import type { Issue, IssueDelta, IssueDetail } from '../api/issue_types';
import { sentenceOf } from '../api/problem';
import { counted, exactCount } from '../shared/format';
import { toast } from '../shared/toast';
import { bodyOf, doneSentence, patchOf, type Action } from './actions';
import { countOf, putIssues, takeBack, type UndoStep } from './undo';

/** Told before the server is asked, and again with `undefined` when the change did not last. */
export type ChangeListener = (ids: readonly string[], action: Action | undefined) => void;

function patchCaches(queryClient: QueryClient, org: string, byId: ReadonlyMap<string, Partial<Issue>>): void {
  queryClient.setQueriesData<Answer<Issue[]>>({ queryKey: ['issues', org, 'list'] }, (list) =>
    list && { ...list, data: list.data.map((issue) => ({ ...issue, ...byId.get(issue.id) })) });
  queryClient.setQueriesData<Issue | null>({ queryKey: ['issues', org, 'range'] }, (issue) =>
    issue && byId.has(issue.id) ? { ...issue, ...byId.get(issue.id) } : issue);
  queryClient.setQueriesData<IssueDetail>({ queryKey: ['issue', org] }, (issue) =>
    issue && byId.has(issue.id) ? { ...issue, ...byId.get(issue.id) } : issue);
}

/** What other pages and the tabs know of issues is not so any more. */
export function renew(queryClient: QueryClient, org: string): void {
  void queryClient.invalidateQueries({ queryKey: ['issue', org] });
  void queryClient.invalidateQueries({ queryKey: ['issues', org, 'counts'] });
}

/** Changes issues that are known, with a toast that takes it back. */
export function useUpdateIssues(org: string, onChange?: ChangeListener): (issues: readonly Issue[], action: Action) => Promise<boolean> {
  const queryClient = useQueryClient();
  return useCallback(async (issues, action) => {
    const ids = issues.map((issue) => issue.id);
    const before = new Map(issues.map((issue) => [issue.id, beforeOf(issue)]));
    const back = () => {
      patchCaches(queryClient, org, before);
      onChange?.(ids, undefined);
    };
    await queryClient.cancelQueries({ queryKey: ['issue', org] });
    patchCaches(queryClient, org, new Map(ids.map((id) => [id, patchOf(action)])));
    onChange?.(ids, action);
    let steps: readonly UndoStep[];
    try {
      steps = await putIssues(org, ids, bodyOf(action));
    } catch (error) {
      back();
      toast({ kind: 'failed', text: `Nothing was changed. ${sentenceOf(error)}` });
      return false;
    }
    renew(queryClient, org);
    const undo = async () => {
      back();
      const { error } = await takeBack(org, steps);
      if (error !== undefined) toast({ kind: 'failed', text: `This could not be taken back. ${sentenceOf(error)}` });
      renew(queryClient, org);
      void queryClient.invalidateQueries({ queryKey: ['issues', org, 'list'] });
    };
    toast({ text: doneSentence(action, issues), undo: steps.length > 0 ? () => void undo() : undefined });
    return true;
  }, [queryClient, org, onChange]);
}

/** What an action may change. */
function beforeOf(issue: Issue): Partial<Issue> {
  const { status, substatus, statusDetails, assignedTo, priority, isBookmarked } = issue;
  return { status, substatus, statusDetails, assignedTo, priority, isBookmarked };
}

/** Issues that are changed in one go: taking back ten thousand takes some seconds, and nobody means more by one key. */
export const MOST_CHANGED = 10_000;

export interface Progress {
  /** Issues that were changed so far. */
  readonly onChanged: (count: number) => void;
  /** True: somebody has seen enough; what was changed stays changed. */
  readonly stopped: () => boolean;
}

export interface MatchingDone {
  readonly changed: number;
  /** Others match, as far as is known. */
  readonly more: boolean;
  readonly steps: readonly UndoStep[];
  /** Why it ended before its time. */
  readonly error?: unknown;
}

/** Changes all issues that a search finds, as many at a time as the server takes, the youngest first: that order stays. */
export async function updateMatching(org: string, selection: Query, action: Action, { onChanged, stopped }: Progress): Promise<MatchingDone> {
  const steps: UndoStep[] = [];
  let changed = 0;
  let cursor: string | undefined;
  try {
    do {
      const query = { ...selection, sort: 'new', undo: 1, cursor };
      const { data, next } = await call<IssueDelta | undefined>('PUT', `organizations/${part(org)}/issues/`, { query, body: bodyOf(action) });
      steps.push(...(data?.undo ?? []));
      changed = countOf(steps);
      onChanged(changed);
      cursor = next;
    } while (cursor !== undefined && changed < MOST_CHANGED && !stopped());
  } catch (error) {
    return { changed, more: true, steps, error };
  }
  return { changed, more: cursor !== undefined, steps };
}

/** What came of it, for the toast. */
export function matchingSentence(action: Action, { changed, more, error }: MatchingDone): string {
  if (changed === 0) return more ? 'Nothing was changed so far.' : 'Nothing to change: all that match are so already.';
  const done = doneSentence(action, [], changed);
  if (error !== undefined) return `${done} Then it failed: ${sentenceOf(error)}`;
  return more ? `${done} Others match that were not changed.` : done;
}

/** Puts those back that a search had changed, and says how far that came. */
export async function takeMatchingBack(org: string, steps: readonly UndoStep[]): Promise<void> {
  const all = countOf(steps);
  toast({ text: `Putting ${counted(all, 'issue')} back…` });
  const { done, error } = await takeBack(org, steps);
  if (error === undefined) toast({ text: `${all === 1 ? '1 issue is as it was' : `${exactCount(all)} issues are as they were`}.` });
  else toast({ kind: 'failed', text: `${exactCount(done)} of ${counted(all, 'issue')} are as they were. ${sentenceOf(error)}` });
}
