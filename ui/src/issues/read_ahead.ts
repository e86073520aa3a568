// What a click on a row needs is read before the click: the event when the pointer or the keyboard rests on the row, at the latest
// when it is pressed; the code of the page once the list has nothing else to do.
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Issue } from '../api/issue_types';
import { useMe } from '../api/queries';
import { eventQuery } from '../issue/queries';
import type { Scope } from '../shared/scope';

/** The event of a row is read ahead when the pointer or the keyboard rests on it this long. */
const REST_MILLISECONDS = 80;

export interface ReadAhead {
  /** The pointer or the keyboard came to the row. */
  readonly rest: (issue: Issue) => void;
  /** The row is about to be opened. */
  readonly open: (issue: Issue) => void;
}

export function useReadAhead(org: string, scope: Scope): ReadAhead {
  const queryClient = useQueryClient();
  const wanted = useMe().options?.defaultIssueEvent ?? 'latest';
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(readPage, []);
  const open = useCallback((issue: Issue) => {
    clearTimeout(timer.current);
    void queryClient.prefetchQuery(eventQuery(org, issue.id, wanted, scope));
  }, [queryClient, org, wanted, scope]);
  const rest = useCallback((issue: Issue) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => open(issue), REST_MILLISECONDS);
  }, [open]);
  return useMemo(() => ({ rest, open }), [rest, open]);
}

/** Where the browser does not tell when it is idle, the page comes with the pointer on its link. */
function readPage(): (() => void) | undefined {
  if (!('requestIdleCallback' in window)) return undefined;
  const handle = window.requestIdleCallback(() => {
    // Failed, they are asked for again by the page itself, which says what is wrong.
    import('../issue/issue_page').catch(() => undefined);
    import('../issue/side').catch(() => undefined);
  });
  return () => window.cancelIdleCallback(handle);
}
