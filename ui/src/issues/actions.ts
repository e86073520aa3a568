// What can be done to issues, from the list and from the page of one: the body to send, how the rows look until the
// server has answered, and how to say it. How it is taken back: undo.ts. Source: api.md 8.3; design reference, section 15.
import type { Issue, IssuePriority, IssueUpdate } from '../api/issue_types';
import type { Actor } from '../api/types';
import { counted } from '../shared/format';

export type Action =
  | { readonly kind: 'resolve' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'archive'; readonly until: Until }
  | { readonly kind: 'assign'; readonly to: Actor | null }
  | { readonly kind: 'priority'; readonly priority: IssuePriority }
  | { readonly kind: 'bookmark'; readonly on: boolean };

export type Until = 'escalating' | 'forever';

/** What the menu of archiving offers. */
export const ARCHIVE_CHOICES: readonly Until[] = ['escalating', 'forever'];

export function bodyOf(action: Action): IssueUpdate {
  switch (action.kind) {
    case 'resolve':
      return { status: 'resolved' };
    case 'reopen':
      return { status: 'unresolved' };
    case 'archive':
      return { status: 'ignored', substatus: `archived_${action.until === 'forever' ? 'forever' : 'until_escalating'}` };
    case 'assign':
      return { assignedTo: action.to === null ? '' : `${action.to.type}:${action.to.id}` };
    case 'priority':
      return { priority: action.priority };
    case 'bookmark':
      return { isBookmarked: action.on };
  }
}

/** How an issue looks until the server has answered. */
export function patchOf(action: Action): Partial<Issue> {
  switch (action.kind) {
    case 'resolve':
      return { status: 'resolved', substatus: null, statusDetails: {} };
    case 'reopen':
      return { status: 'unresolved', substatus: 'ongoing', statusDetails: {} };
    case 'archive':
      return { status: 'ignored', substatus: bodyOf(action).substatus ?? null, statusDetails: {} };
    case 'assign':
      return { assignedTo: action.to };
    case 'priority':
      return { priority: action.priority };
    case 'bookmark':
      return { isBookmarked: action.on };
  }
}

/** "resolved", when the action takes an issue out of a list of this status. */
export function goneWord(action: Action, query: string): string | undefined {
  const wants = (word: string) => new RegExp(`(^|\\s)is:${word}(\\s|$)`).test(query);
  if (action.kind === 'resolve') {
    return wants('resolved') || !/(^|\s)is:/.test(query) ? undefined : 'resolved';
  }
  if (action.kind === 'archive') {
    return wants('archived') || wants('ignored') || !/(^|\s)is:/.test(query) ? undefined : 'archived';
  }
  if (action.kind === 'reopen') {
    return wants('resolved') || wants('archived') || wants('ignored') ? 'reopened' : undefined;
  }
  return undefined;
}

/** What was done, for the toast: "Resolved SHOP-API-2F.", "Archived 3 issues until they escalate." */
export function doneSentence(action: Action, issues: readonly Pick<Issue, 'shortId'>[], count = issues.length): string {
  const one = count === 1 && issues[0] !== undefined ? issues[0].shortId : undefined;
  const what = one ?? counted(count, 'issue');
  const it = count === 1 ? 'it' : 'they';
  switch (action.kind) {
    case 'resolve':
      return `Resolved ${what}.`;
    case 'reopen':
      return `Reopened ${what}.`;
    case 'archive':
      return `Archived ${what} ${untilWords(action.until, it)}.`;
    case 'assign':
      return action.to === null ? `Nobody is assigned to ${what}.` : `Assigned ${what} to ${action.to.name}.`;
    case 'priority':
      return `Priority of ${what} set to ${action.priority.charAt(0).toUpperCase()}${action.priority.slice(1)}.`;
    case 'bookmark':
      return action.on ? `Bookmarked ${what}.` : `Removed the bookmark of ${what}.`;
  }
}

export function untilWords(until: Until, it = 'it'): string {
  if (until === 'forever') return 'forever';
  return it === 'it' ? 'until it escalates' : 'until they escalate';
}
