// Issues and events. The list remembers changes for as long as the server runs, so that undo and live updates can be seen.
import type { Flood, FloodStop, FloodStopped, Issue, IssueUpdate } from '../../src/api/issue_types';
import type { PicketEvent } from '../../src/api/event_types';
import { DEFAULT_QUERY } from '../../src/issues/query_text';
import { fixture, linkHeader, on, type FakeAnswer, type FakeRequest, type FakeRoute } from './api';
import { manyIssues } from './issue_list';
import { issuePartRoutes } from './issue_parts';
import { searchRoutes } from './searches';
import { sampleEvent, sampleNames } from './sample_events';

const TOTAL = 318;

function matches(issue: Issue, query: string): boolean {
  const status = issue.status === 'ignored' ? 'archived' : issue.status;
  const words = query.toLowerCase().match(/(?:[^\s[]|\[[^\]]*\])+/g) ?? [];
  return words.every((word) => {
    if (word === 'is:unresolved' || word === 'is:resolved' || word === 'is:archived') return `is:${status}` === word;
    if (word.startsWith('is:')) return `is:${issue.substatus}` === word;
    if (word === 'assigned:me') return issue.assignedTo?.name === 'Ada Park';
    // Whatever release it is: half an hour old is new in it, and it has had all of them.
    if (word.startsWith('firstrelease:')) return issue.substatus === 'new';
    if (word.startsWith('release:')) return true;
    if (word.startsWith('issue.priority:')) return word.includes(issue.priority ?? 'none');
    if (word.startsWith('level:')) return `level:${issue.level}` === word;
    return issue.title.toLowerCase().includes(word);
  });
}

function listPage(issues: readonly Issue[], request: FakeRequest): FakeAnswer {
  const query = request.query.get('query') ?? DEFAULT_QUERY;
  const bad = /(\w+):lots/.exec(query);
  if (bad) {
    const at = { start: bad.index + bad[1]!.length + 1, end: bad.index + bad[0].length };
    return { status: 400, body: { detail: `Error parsing search query: Invalid number 'lots' for ${bad[1]}`, at } };
  }
  const direct = issues.find((issue) => issue.shortId === query.toUpperCase());
  if (direct) return { body: [direct], headers: { 'X-Sentry-Direct-Hit': '1' } };
  const sort = request.query.get('sort') ?? 'date';
  const key = (issue: Issue) => (sort === 'freq' ? Number(issue.count) : sort === 'user' ? issue.userCount : Date.parse((sort === 'new' ? issue.firstSeen : issue.lastSeen) ?? ''));
  const found = issues.filter((issue) => matches(issue, query)).sort((a, b) => key(b) - key(a));
  const limit = Number(request.query.get('limit') ?? 100);
  const from = Number(/^0:(\d+):/.exec(request.query.get('cursor') ?? '')?.[1] ?? 0);
  const cursor = (at: number) => (at >= 0 && at < found.length ? `0:${at}:0` : undefined);
  return {
    body: found.slice(from, from + limit),
    headers: { 'X-Hits': String(found.length), ...linkHeader('organizations/acme/issues/', cursor(from + limit), from > 0 ? cursor(Math.max(0, from - limit)) : undefined) },
  };
}

function changed(issue: Issue, body: IssueUpdate): Issue {
  const next = { ...issue, ...(body as Partial<Issue>) };
  if (body.status === 'resolved') next.substatus = null;
  if (body.status === 'unresolved') next.substatus = body.substatus ?? 'ongoing';
  if (body.assignedTo !== undefined) {
    const [type, id] = body.assignedTo.split(':');
    next.assignedTo = id ? { type: type as 'user' | 'team', id, name: type === 'team' ? 'backend' : 'Ada Park' } : null;
  }
  return next;
}

/** What the server says of an issue that it is about to change. */
function wayBack(issue: Issue, body: IssueUpdate): IssueUpdate {
  return {
    ...(body.status && { status: issue.status as IssueUpdate['status'], substatus: issue.substatus }),
    ...(body.priority && { priority: issue.priority ?? undefined }),
    ...(body.assignedTo !== undefined && { assignedTo: issue.assignedTo === null ? '' : `${issue.assignedTo.type}:${issue.assignedTo.id}` }),
    ...(body.isBookmarked !== undefined && { isBookmarked: issue.isBookmarked }),
  };
}

/** Times of the examples, moved so that they are as long ago as they were on the day of the examples. */
function detailOf(issue: Issue | undefined): object {
  const detail = fixture<Issue>('issue-detail');
  return issue ? { ...detail, ...issue, count: issue.lifetime?.count ?? issue.count, userCount: issue.lifetime?.userCount ?? issue.userCount, stats: { '24h': issue.stats?.['24h'], '30d': (detail.stats as object as Record<string, unknown>)['30d'] } } : detail;
}

/** `sample-NAME` is a real event out of the sample folder; anything else is the example. */
function eventOf(name: string, issue: string): PicketEvent | undefined {
  if (name.startsWith('sample-')) return sampleEvent(name.slice(7));
  if (issue.startsWith('sample-')) return sampleEvent(issue.slice(7));
  return fixture<PicketEvent>('event-latest');
}

function floodStopped({ action, count = 120, window = 3600 }: FloodStop): FloodStopped {
  const { filterMessage, limitKey } = fixture<Flood>('issue-flood');
  if (action === 'filter-message') return { action, pattern: filterMessage!.pattern };
  if (action === 'discard') return { action, tombstone: '3' };
  return { action, key: limitKey!.key, rateLimit: { count, window } };
}

/** `total` issues, all unresolved. */
export function issueRoutes(total = TOTAL): readonly FakeRoute[] {
  let issues = manyIssues(total);
  const change = (ids: readonly string[], body: IssueUpdate) => {
    issues = issues.map((issue) => (ids.includes(issue.id) ? changed(issue, body) : issue));
  };
  const merge = (ids: readonly string[]) => {
    const count = (id: string) => Number(issues.find((issue) => issue.id === id)?.lifetime?.count ?? 0);
    const [parent, ...children] = [...ids].sort((a, b) => count(b) - count(a));
    issues = issues.filter((issue) => !children.includes(issue.id));
    return { parent, children };
  };
  return [
    on('GET', 'organizations/{org}/issues/', (request) => listPage(issues, request)),
    on('GET', 'organizations/{org}/issues-count/', (request) => ({
      body: Object.fromEntries(request.query.getAll('query').map((query) => [query, Math.min(100, issues.filter((issue) => matches(issue, query)).length)])),
    })),
    on('GET', 'organizations/{org}/issues/{issue}/', (_, [, id]) => ({ body: detailOf(issues.find((issue) => issue.id === id)) })),
    on('GET', 'organizations/{org}/issues/{issue}/events/', () => ({ body: fixture('issue-events') })),
    on('GET', 'organizations/{org}/issues/{issue}/events/{event}/', (_, [, issue = '', name = '']) => {
      const event = eventOf(name, issue);
      return event ? { body: event } : { status: 404, body: { detail: 'Event not found', known: sampleNames() } };
    }),
    on('GET', 'organizations/{org}/issues/{issue}/tags/', () => ({ body: fixture('issue-tags') })),
    on('GET', 'organizations/{org}/issues/{issue}/tags/{key}/', () => ({ body: fixture('issue-tag-detail') })),
    on('GET', 'organizations/{org}/issues/{issue}/tags/{key}/values/', () => ({ body: fixture<{ topValues: unknown }>('issue-tag-detail').topValues })),
    on('GET', 'organizations/{org}/issues/{issue}/hashes/', () => ({ body: fixture('issue-hashes') })),
    on('PUT', 'organizations/{org}/issues/{issue}/hashes/', () => ({ status: 202 })),
    on('GET', 'organizations/{org}/issues/{issue}/flood/', () => ({ body: fixture('issue-flood') })),
    on('POST', 'organizations/{org}/issues/{issue}/flood/', (request) => ({ body: floodStopped(request.body as FloodStop) })),
    on('GET', 'organizations/{org}/issues/{issue}/activities/', () => ({ body: fixture('issue-activities') })),
    on('POST', 'organizations/{org}/issues/{issue}/notes/', (request) => ({ status: 201, body: { ...fixture<object>('issue-note-created'), data: request.body } })),
    ...issuePartRoutes(),
    ...searchRoutes(),
    on('GET', 'organizations/{org}/tags/', () => ({ body: fixture('organization-tags') })),
    on('PUT', 'organizations/{org}/issues/', (request) => {
      const ids = request.query.getAll('id');
      if ((request.body as IssueUpdate).merge) return { body: { merge: merge(ids) } };
      const chosen = issues.filter((issue) => (ids.length > 0 ? ids.includes(issue.id) : matches(issue, request.query.get('query') ?? DEFAULT_QUERY)));
      const undo = chosen.map((issue) => ({ id: [issue.id], body: wayBack(issue, request.body as IssueUpdate) }));
      change(chosen.map((issue) => issue.id), request.body as IssueUpdate);
      return { body: { ...(request.body as object), ...(request.query.has('undo') && { undo }) } };
    }),
    on('PUT', 'organizations/{org}/issues/{issue}/', (request, [, id = '']) => {
      change([id], request.body as IssueUpdate);
      return { body: issues.find((issue) => issue.id === id) ?? fixture('issue-update') };
    }),
  ];
}
