// Changing issues: the rows change at once, the server is told, and what was done can be taken back.
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, part, send, type Answer, type Query } from '../api/client';
import type { Issue, IssueDetail, IssueUpdate } from '../api/issue_types';
import { sentenceOf } from '../api/problem';
import { toast } from '../shared/toast';
import { bodyOf, doneSentence, patchOf, undoSteps, type Action } from './actions';

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

function renew(queryClient: QueryClient, org: string): void {
  void queryClient.invalidateQueries({ queryKey: ['issue', org] });
  void queryClient.invalidateQueries({ queryKey: ['issues', org, 'counts'] });
}

async function put(org: string, ids: readonly string[], body: IssueUpdate): Promise<void> {
  await send('PUT', `organizations/${part(org)}/issues/`, body, { id: ids, project: '-1' });
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
    try {
      await put(org, ids, bodyOf(action));
    } catch (error) {
      back();
      toast({ kind: 'failed', text: `Nothing was changed. ${sentenceOf(error)}` });
      return false;
    }
    renew(queryClient, org);
    const steps = undoSteps(action, issues);
    const undo = async () => {
      back();
      try {
        for (const step of steps) await put(org, step.ids, step.body);
      } catch (error) {
        toast({ kind: 'failed', text: `This could not be taken back. ${sentenceOf(error)}` });
      }
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

/** Changes all issues that a search finds. Which ones they were is not known, so it cannot be taken back. */
export async function updateMatching(org: string, selection: Query, action: Action): Promise<void> {
  await call('PUT', `organizations/${part(org)}/issues/`, { query: selection, body: bodyOf(action) });
}
