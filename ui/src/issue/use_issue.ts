// The issue of this page: what a list knows of it paints at once, the answer follows. It counts as seen once it is shown.
import { useCallback, useEffect } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { part, send } from '../api/client';
import type { Issue, IssueDetail } from '../api/issue_types';
import { useAccess } from '../api/queries';
import type { Action } from '../issues/actions';
import { knownIssue, rangeQuery } from '../issues/queries';
import { useUpdateIssues } from '../issues/update';
import { useOrg, useParam } from '../shared/link';
import { useScope, type Scope } from '../shared/scope';
import { issueQuery } from './queries';

export interface IssueOfPage {
  readonly org: string;
  readonly issue: (Issue & Partial<IssueDetail>) | undefined;
  /** The whole answer is there, not only what a list knew. */
  readonly complete: boolean;
  /** With its numbers in the range; null: no event in the range; undefined: unknown. */
  readonly range: Issue | null | undefined;
  readonly scope: Scope;
  readonly setScope: ReturnType<typeof useScope>[1];
  readonly error: unknown;
  readonly retry: () => void;
  readonly change: (action: Action) => void;
}

/** `wait`: what a list does not know of the issue is not asked for yet. */
export function useIssue(wait = false): IssueOfPage {
  const org = useOrg();
  const name = useParam('issue');
  const queryClient = useQueryClient();
  const [scope, setScope] = useScope();
  const known = knownIssue(queryClient, org, name);
  const later = wait && known !== undefined;
  const query = useQuery({ ...issueQuery(org, name), enabled: !later });
  const issue: (Issue & Partial<IssueDetail>) | undefined = query.data ?? known;
  const range = useQuery({ ...rangeQuery(org, issue, scope), ...(later && { enabled: false }), placeholderData: known });
  const update = useUpdateIssues(org);
  const change = useCallback((action: Action) => {
    if (issue) void update([issue], action);
  }, [issue, update]);
  useSeen(org, query.data);
  return {
    org, issue, complete: query.data !== undefined, range: range.isError ? undefined : range.data, scope, setScope,
    error: query.error ?? undefined, retry: () => void query.refetch(), change,
  };
}

function useSeen(org: string, issue: IssueDetail | undefined): void {
  const mayChange = useAccess(org, 'event:write');
  const unseen = issue && !issue.hasSeen && mayChange ? issue.id : undefined;
  useEffect(() => {
    if (unseen === undefined) return;
    // Whether this worked matters to nobody who reads the page.
    send('PUT', `organizations/${part(org)}/issues/${part(unseen)}/`, { hasSeen: true }).catch(() => undefined);
  }, [org, unseen]);
}
