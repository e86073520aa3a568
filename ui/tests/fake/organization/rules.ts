// What a project does with events: inbound filters, previews of settings, ownership.
import { on, type FakeAnswer, type FakeRequest, type FakeRoute } from '../api';
import type { EventSample, FilterPreview, GroupingPreview, ProjectCodeowners, ProjectOwnership, ScrubbingPreview } from '../../../src/api/types';
import { NOW } from './data';
import { answer, bodyOf, forbidden, notFound, type Body, type FakeOrg } from './state';

const sample: EventSample = { stored: 200, examined: 200, unreadable: 0, oldest: '2026-05-12T12:20:00Z', complete: true };
const eventID = '9f3c1d2e4b5a46788796a5b4c3d2e1f0';
const at = new Date(NOW).toISOString();

/** As the server says it: which line, which column, what was expected there. */
function flawOf(text: unknown, kinds: RegExp): string | undefined {
  const lines = String(text ?? '').split('\n');
  const line = lines.findIndex((each) => each.trim() !== '' && !kinds.test(each.trim()));
  return line < 0 ? undefined : `Line ${line + 1}, column 1: unknown matcher.`;
}

function flawsOf(body: Body): Record<string, string[]> {
  const { fingerprintingRules, groupingEnhancements, options, relayPiiConfig } = body;
  const broken = String((options as Body | undefined)?.['filters:error_messages'] ?? '').split('\n').find((line) => line.includes('[') && !line.includes(']'));
  const flaws: Record<string, string | undefined> = {
    fingerprintingRules: flawOf(fingerprintingRules, /^\S+:.*->/),
    groupingEnhancements: flawOf(groupingEnhancements, /^\S+:\S+ [+-]/),
    'filters:error_messages': broken === undefined ? undefined : `"${broken}" is not a pattern: unbalanced square brackets.`,
    relayPiiConfig: typeof relayPiiConfig === 'string' && !relayPiiConfig.startsWith('{') ? 'syntax error' : undefined,
  };
  return Object.fromEntries(Object.entries(flaws).filter(([, flaw]) => flaw !== undefined).map(([name, flaw]) => [name, [flaw!]]));
}

/** Refuses what the server would; 403 for members, as previews quote events. */
function preview(fake: FakeOrg, request: FakeRequest, slug: string, result: (body: Body) => FilterPreview | GroupingPreview | ScrubbingPreview): FakeAnswer {
  const body = bodyOf(request);
  const flaws = flawsOf(body);
  if (!fake.project(slug)?.access.includes('project:write')) return forbidden;
  return Object.keys(flaws).length > 0 ? answer(400, flaws) : { body: result(body) };
}

function filterPreview({ filters = {}, options = {} }: Body): FilterPreview {
  const localhost = 'localhost' in (filters as Body) ? 8 : 0;
  const messages = 'filters:error_messages' in (options as Body) ? 28 : 0;
  const byReason = Object.fromEntries([['localhost', localhost], ['error-message', messages]].filter(([, count]) => count !== 0)) as Record<string, number>;
  const dropped = localhost + messages;
  return {
    sample, dropped, byReason, issueCount: dropped && 1, issues: dropped ? [{ id: '4021', title: 'TypeError: Load failed', events: dropped }] : [],
    examples: dropped ? [{ eventID, groupID: '4021', title: 'TypeError: Load failed', dateCreated: at, reason: messages ? 'error-message' : 'localhost' }] : [],
  };
}

function groupingPreview(body: Body): GroupingPreview {
  if (!body.fingerprintingRules && !body.groupingConfig) return { sample, moved: 0, split: 0, merged: 0, moveCount: 0, moves: [] };
  const move = { from: '4021', events: 30, title: 'ValueError: price must be positive', eventID };
  return {
    sample: { ...sample, complete: false, stored: 64_120, examined: 2000 }, moved: 54, split: 1, merged: 1, moveCount: 2,
    moves: [{ ...move, to: null, hash: '9dd4e461268c8034f5c8564e155c67a6' }, { ...move, to: '4033', hash: null, events: 24 }],
  };
}

function scrubbingPreview(body: Body): ScrubbingPreview {
  const event = (body.event ?? {}) as ScrubbingPreview['event'];
  const changes = body.scrubIPAddresses === true ? [{ path: 'user.ip_address', before: '203.0.113.9', after: null }] : [];
  return { changes, complete: true, event };
}

function previewRoutes(fake: FakeOrg): readonly FakeRoute[] {
  const base = 'projects/{org}/{project}/';
  return [
    on('POST', `${base}filters/preview/`, (request, [, slug]) => preview(fake, request, slug!, filterPreview)),
    on('POST', `${base}grouping/preview/`, (request, [, slug]) => preview(fake, request, slug!, groupingPreview)),
    on('POST', `${base}scrubbing/preview/`, (request, [, slug]) => preview(fake, request, slug!, scrubbingPreview)),
    on('GET', `${base}events/`, () => ({ body: fake.newestEvents })),
  ];
}

function filterRoutes(fake: FakeOrg): readonly FakeRoute[] {
  return [
    on('GET', 'projects/{org}/{project}/filters/', () => ({ body: [...fake.filters].map(([id, active]) => ({ id, active })) })),
    on('PUT', 'projects/{org}/{project}/filters/{filter}/', (request, [org, slug, id]) => {
      const { active, subfilters } = bodyOf(request);
      fake.filters.set(id!, (subfilters ?? active) as boolean | string[]);
      // Filters are settings of the project: its version moves on.
      fake.touch(`projects/${org}/${slug}/`);
      return answer(204);
    }),
    // Of one project alone; the stats page asks for more.
    (request) => (request.path.endsWith('/stats_v2/') && request.query.get('outcome') === 'filtered'
      ? { body: { start: at, end: at, groups: [{ by: { reason: 'web-crawlers' }, totals: { 'sum(quantity)': 21_716 } }] } }
      : undefined),
  ];
}

const noOwnership: ProjectOwnership = {
  schema: null, raw: null, fallthrough: true, dateCreated: null, lastUpdated: null, isActive: true, autoAssignment: 'Auto Assign to Issue Owner', codeownersAutoSync: true,
};

/** Rules as the server reads them: a matcher, then owners. */
function schemaOf(text: string): ProjectOwnership['schema'] {
  const rules = text.split('\n').filter((line) => line.trim()).map((line) => {
    const [matcher = '', ...owners] = line.trim().split(/\s+/);
    const [type = '', pattern] = matcher.split(/:(.*)/s);
    return {
      matcher: { type: pattern === undefined ? 'path' : type, pattern: pattern ?? type },
      owners: owners.map((name) => (name.startsWith('#') ? { type: 'team' as const, name: name.slice(1), id: '2' } : { type: 'user' as const, name, id: '1' })),
    };
  });
  return rules.length > 0 ? { $version: 1, rules } : null;
}

function putOwnership(fake: FakeOrg, request: FakeRequest): FakeAnswer {
  const body = bodyOf(request) as Partial<ProjectOwnership>;
  const unknown = body.raw?.split(/\s+/).filter((word) => word.startsWith('#') && !fake.team(word.slice(1))) ?? [];
  if (unknown.length > 0) return answer(400, { raw: [`Invalid rule owners: ${unknown.join(', ')}`] });
  const flaw = flawOf(body.raw, /^[^:]+:\S+/);
  if (flaw) return answer(400, { raw: [flaw] });
  fake.ownership = { ...noOwnership, ...fake.ownership, ...body, lastUpdated: at };
  if (body.raw !== undefined) fake.ownership = { ...fake.ownership, schema: schemaOf(body.raw ?? '') };
  return { body: fake.ownership };
}

function importCodeowners(fake: FakeOrg, raw: string): FakeAnswer {
  const rules = raw.split('\n').filter((line) => line.trim()).map((line) => `codeowners:${line.replaceAll('@acme/', '#').replace(/ @\S+/g, '')}`);
  const people = [...raw.matchAll(/@([a-z]+)(?!\S*\/)(?=\s|$)/g)].map((match) => match[1]!);
  const errors = { missing_external_teams: [], missing_external_users: people, missing_user_emails: [], teams_without_access: [], users_without_access: [] };
  fake.codeowners = { id: '11', raw, dateCreated: at, dateUpdated: at, codeMappingId: null, provider: null, ownershipSyntax: '', schema: schemaOf(rules.join('\n')), errors } satisfies ProjectCodeowners;
  return answer(201, fake.codeowners);
}

function ownershipRoutes(fake: FakeOrg): readonly FakeRoute[] {
  const path = 'projects/{org}/{project}/codeowners/';
  return [
    on('GET', 'projects/{org}/{project}/ownership/', () => ({ body: fake.ownership ?? noOwnership })),
    on('PUT', 'projects/{org}/{project}/ownership/', (request) => putOwnership(fake, request)),
    on('GET', path, () => ({ body: fake.codeowners ? [fake.codeowners] : [] })),
    on('POST', path, (request) => importCodeowners(fake, String(bodyOf(request).raw))),
    on('DELETE', `${path}{id}/`, () => {
      if (!fake.codeowners) return notFound;
      fake.codeowners = undefined;
      return answer(204);
    }),
  ];
}

function discardedRoutes(fake: FakeOrg): readonly FakeRoute[] {
  const path = 'projects/{org}/{project}/tombstones/';
  return [
    on('GET', path, () => ({ body: fake.tombstones })),
    on('DELETE', `${path}{id}/`, (_request, [, , id]) => {
      fake.tombstones = fake.tombstones.filter((each) => each.id !== id);
      return answer(204);
    }),
  ];
}

export function ruleRoutes(fake: FakeOrg): readonly FakeRoute[] {
  return [...discardedRoutes(fake), ...previewRoutes(fake), ...filterRoutes(fake), ...ownershipRoutes(fake)];
}
