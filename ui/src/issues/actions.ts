// What can be done to issues, from the list and from the page of one: the body to send, how the rows look until the
// server has answered, how to take it back, and how to say it. Source: api.md 8.3; design reference, section 15.
import type { Issue, IssuePriority, IssueUpdate } from '../api/issue_types';
import type { Actor } from '../api/types';

export type Action =
  | { readonly kind: 'resolve' }
  | { readonly kind: 'resolveNext' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'archive'; readonly until: 'escalating' | 'forever' | ArchiveLimit }
  | { readonly kind: 'assign'; readonly to: Actor | null }
  | { readonly kind: 'priority'; readonly priority: IssuePriority }
  | { readonly kind: 'bookmark'; readonly on: boolean };

/** Until so many minutes have passed, or so many more events or users came within an hour. */
export type ArchiveLimit =
  | { readonly minutes: number }
  | { readonly events: number }
  | { readonly users: number };

const HOUR_MINUTES = 60;

function archiveDetails(until: 'escalating' | 'forever' | ArchiveLimit): Pick<IssueUpdate, 'statusDetails' | 'substatus'> {
  if (until === 'escalating') return { statusDetails: {}, substatus: 'archived_until_escalating' };
  if (until === 'forever') return { statusDetails: {}, substatus: 'archived_forever' };
  const substatus = 'archived_until_condition_met';
  if ('minutes' in until) return { statusDetails: { ignoreDuration: until.minutes }, substatus };
  if ('events' in until) return { statusDetails: { ignoreCount: until.events, ignoreWindow: HOUR_MINUTES }, substatus };
  return { statusDetails: { ignoreUserCount: until.users, ignoreUserWindow: HOUR_MINUTES }, substatus };
}

export function bodyOf(action: Action): IssueUpdate {
  switch (action.kind) {
    case 'resolve':
      return { status: 'resolved' };
    case 'resolveNext':
      return { status: 'resolved', statusDetails: { inNextRelease: true } };
    case 'reopen':
      return { status: 'unresolved' };
    case 'archive':
      return { status: 'ignored', ...archiveDetails(action.until) };
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
    case 'resolveNext':
      return { status: 'resolved', substatus: null, statusDetails: { inNextRelease: true } };
    case 'reopen':
      return { status: 'unresolved', substatus: 'ongoing', statusDetails: {} };
    case 'archive':
      return { status: 'ignored', substatus: archiveDetails(action.until).substatus ?? null, statusDetails: {} };
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
  if (action.kind === 'resolve' || action.kind === 'resolveNext') {
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

/** One request that puts issues back to what they were. */
export interface Step {
  readonly ids: readonly string[];
  readonly body: IssueUpdate;
}

function backOf(action: Action, issue: Issue): IssueUpdate {
  switch (action.kind) {
    case 'assign': {
      const to = issue.assignedTo;
      return { assignedTo: to === null ? '' : `${to.type}:${to.id}` };
    }
    case 'priority':
      return issue.priority === null ? {} : { priority: issue.priority };
    case 'bookmark':
      return { isBookmarked: issue.isBookmarked };
    default:
      return statusBack(issue);
  }
}

function statusBack(issue: Issue): IssueUpdate {
  if (issue.status === 'unresolved') return { status: 'unresolved', substatus: issue.substatus };
  const { actor: _, autoResolved: __, ...details } = issue.statusDetails ?? {};
  if (issue.status === 'ignored') return { status: 'ignored', statusDetails: details, substatus: issue.substatus };
  return { status: 'resolved', statusDetails: details };
}

/** Issues that were alike before go into one request. An issue that is as the action leaves it needs none. */
export function undoSteps(action: Action, before: readonly Issue[]): Step[] {
  const groups = new Map<string, { ids: string[]; body: IssueUpdate }>();
  for (const issue of before) {
    const body = backOf(action, issue);
    if (Object.keys(body).length === 0) continue;
    const key = JSON.stringify(body);
    const group = groups.get(key) ?? { ids: [], body };
    group.ids.push(issue.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What was done, for the toast: "Resolved SHOP-API-2F.", "Archived 3 issues until they escalate." */
export function doneSentence(action: Action, issues: readonly Pick<Issue, 'shortId'>[], count = issues.length): string {
  const one = count === 1 && issues[0] !== undefined ? issues[0].shortId : undefined;
  const what = one ?? `${count.toLocaleString('en-US')} issues`;
  const it = one === undefined ? 'they' : 'it';
  switch (action.kind) {
    case 'resolve':
      return `Resolved ${what}.`;
    case 'resolveNext':
      return `Resolved ${what} in the next release.`;
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

export function untilWords(until: 'escalating' | 'forever' | ArchiveLimit, it = 'it'): string {
  if (until === 'forever') return 'forever';
  if (until === 'escalating') return it === 'it' ? 'until it escalates' : 'until they escalate';
  if ('minutes' in until) return `for ${minutesWords(until.minutes)}`;
  if ('events' in until) return `until ${until.events.toLocaleString('en-US')} more events in 1 h`;
  return `until ${until.users.toLocaleString('en-US')} more users in 1 h`;
}

function minutesWords(minutes: number): string {
  if (minutes % (24 * 60) === 0) return `${minutes / (24 * 60)} d`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

/** What the menu of archiving offers. */
export const ARCHIVE_CHOICES: readonly ('escalating' | 'forever' | ArchiveLimit)[] = [
  'escalating',
  { minutes: 60 },
  { minutes: 24 * 60 },
  { minutes: 7 * 24 * 60 },
  { events: 100 },
  { users: 100 },
  'forever',
];
