// Requests of the page of an issue.
import { queryOptions } from '@tanstack/react-query';
import { get, getPage, part, type Answer, type Query } from '../api/client';
import type { PicketEvent, SimpleEvent } from '../api/event_types';
import type { Attachment, EventOwners, GroupingInfo, IssueDetail, IssueHash, IssueReport, TagKey, TagValue } from '../api/issue_types';
import { ApiProblem } from '../api/problem';
import { scopeQuery, type Scope } from '../shared/scope';

const base = (org: string, issue: string) => `organizations/${part(org)}/issues/${part(issue)}/`;

export function issueQuery(org: string, issue: string) {
  return queryOptions({
    queryKey: ['issue', org, issue],
    staleTime: 30_000,
    queryFn: ({ signal }) => get<IssueDetail>(base(org, issue), {}, signal),
  });
}

/** The range of the page, without the projects: an issue has one. */
function rangeOf(scope: Scope): Query {
  const { project: _, ...range } = scopeQuery(scope) as Record<string, never>;
  return range;
}

const WORDS = new Set(['latest', 'oldest', 'recommended']);

export interface FoundEvent {
  readonly event: PicketEvent;
  /** No event lies in the range of the page, so it is one of outside. */
  readonly outside: boolean;
}

/**
 * An event by its id or by a word. A word looks into the range of the page first, then anywhere: whoever opens an issue
 * wants to see it. Null: the issue has no event any more. With `text`, an event's neighbours and what a word means are
 * among those that the search finds.
 */
export function eventQuery(org: string, issue: string, event: string, scope: Scope, text = '') {
  const range = { ...rangeOf(scope), query: text || undefined };
  const path = `${base(org, issue)}events/${part(event)}/`;
  return queryOptions({
    queryKey: ['event', org, issue, event, range],
    staleTime: WORDS.has(event) ? 10_000 : 300_000,
    queryFn: async ({ signal }): Promise<FoundEvent | null> => {
      const inRange = await find(path, range, signal);
      if (inRange) return { event: inRange, outside: false };
      const anywhere = WORDS.has(event) ? await find(path, { query: range.query }, signal) : null;
      return anywhere && { event: anywhere, outside: true };
    },
  });
}

/** Null for an event that is not there; an issue that is not there is a failure of the issue's own request. */
async function find(path: string, query: Query, signal: AbortSignal): Promise<PicketEvent | null> {
  try {
    return await get<PicketEvent>(path, query, signal);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** Null where the server has no such list yet. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

export function tagsQuery(org: string, issue: string, scope: Scope) {
  const range = rangeOf(scope);
  return queryOptions({
    queryKey: ['tags', org, issue, range],
    staleTime: 30_000,
    queryFn: ({ signal }) => orNull(get<TagKey[]>(`${base(org, issue)}tags/`, range, signal)),
  });
}

export function tagQuery(org: string, issue: string, key: string, scope: Scope) {
  const range = rangeOf(scope);
  return queryOptions({
    queryKey: ['tag', org, issue, key, range],
    queryFn: ({ signal }) => get<TagKey>(`${base(org, issue)}tags/${part(key)}/`, range, signal),
  });
}

export function tagValuesQuery(org: string, issue: string, key: string, scope: Scope, sort: string, cursor: string | undefined) {
  const query = { ...rangeOf(scope), sort, cursor };
  return queryOptions({
    queryKey: ['tag', org, issue, key, 'values', query],
    queryFn: ({ signal }) => getPage<TagValue>(`${base(org, issue)}tags/${part(key)}/values/`, query, signal),
  });
}

/** Rows of one page of events. */
export const EVENTS_PAGE_SIZE = 50;

export function eventsQuery(org: string, issue: string, scope: Scope, text: string, cursor: string | undefined) {
  const query = { ...rangeOf(scope), query: text || undefined, per_page: EVENTS_PAGE_SIZE, cursor };
  return queryOptions({
    queryKey: ['events', org, issue, query],
    queryFn: ({ signal }): Promise<Answer<SimpleEvent[]>> => getPage<SimpleEvent>(`${base(org, issue)}events/`, query, signal),
  });
}

export const hashesPath = (org: string, issue: string): string => `${base(org, issue)}hashes/`;

/** The hashes whose events are of the issue, each with a summary of its latest event. */
export function hashesQuery(org: string, issue: string, cursor: string | undefined) {
  const query = { full: false, cursor };
  return queryOptions({
    queryKey: ['hashes', org, issue, query],
    queryFn: ({ signal }): Promise<Answer<IssueHash[]>> => getPage<IssueHash>(hashesPath(org, issue), query, signal),
  });
}

/** What people wrote about the events of the issue, newest first. */
export function reportsQuery(org: string, issue: string, cursor?: string) {
  return queryOptions({
    queryKey: ['reports', org, issue, cursor],
    staleTime: 30_000,
    queryFn: ({ signal }): Promise<Answer<IssueReport[]>> => getPage<IssueReport>(`${base(org, issue)}user-reports/`, { cursor }, signal),
  });
}

/** Rows of one page of attachments. */
const ATTACHMENTS_PAGE_SIZE = 50;

/** Files that came with the events of the issue in the range; `text` is a part of their names. */
export function attachmentsQuery(org: string, issue: string, scope: Scope, text: string, cursor: string | undefined) {
  const query = { ...rangeOf(scope), query: text || undefined, per_page: ATTACHMENTS_PAGE_SIZE, cursor };
  return queryOptions({
    queryKey: ['attachments', org, issue, query],
    queryFn: ({ signal }): Promise<Answer<Attachment[]>> => getPage<Attachment>(`${base(org, issue)}attachments/`, query, signal),
  });
}

const eventBase = (org: string, project: string, event: string) => `projects/${part(org)}/${part(project)}/events/${part(event)}/`;

/** Files that came with one event. */
export function eventAttachmentsQuery(org: string, project: string, event: string) {
  return queryOptions({
    queryKey: ['attachments', org, project, event],
    staleTime: 300_000,
    queryFn: ({ signal }) => get<Attachment[]>(`${eventBase(org, project, event)}attachments/`, {}, signal),
  });
}

export const attachmentPath = (org: string, project: string, attachment: Attachment): string =>
  `${eventBase(org, project, attachment.event_id)}attachments/${part(attachment.id)}/`;

/** Whose code the event is about, by the rules of its project as they are now. */
export function ownersQuery(org: string, project: string, event: string) {
  return queryOptions({
    queryKey: ['owners', org, project, event],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<EventOwners>(`${eventBase(org, project, event)}owners/`, {}, signal),
  });
}

/** Why the event is where it is. */
export function groupingQuery(org: string, project: string, event: string) {
  return queryOptions({
    queryKey: ['grouping', org, project, event],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<GroupingInfo>(`${eventBase(org, project, event)}grouping-info/`, {}, signal),
  });
}
