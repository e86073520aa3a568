// Projects, their keys and environments.
import { on, type FakeAnswer, type FakeRequest, type FakeRoute } from '../api';
import type { ProjectKey } from '../../../src/api/types';
import { NOW, makeKey, type FakeProject } from './data';
import { answer, bodyOf, notFound, sudoRequired, type FakeOrg } from './state';

function listProjects(fake: FakeOrg, request: FakeRequest): FakeAnswer {
  const words = (request.query.get('query') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const rows = fake.projects.filter((project) => words.every((word) => {
    if (word.startsWith('team:')) return project.teams.some((team) => team.slug === word.slice(5));
    return project.slug.includes(word) || project.name.toLowerCase().includes(word);
  }));
  const withStats = Boolean(request.query.get('statsPeriod'));
  const shown = rows.map(({ stats, ...rest }) => (withStats ? { ...rest, stats } : rest));
  return request.query.get('all_projects') === '1' ? { body: shown } : fake.page(request, shown);
}

function createProject(fake: FakeOrg, teamSlug: string, request: FakeRequest): FakeAnswer {
  const team = fake.team(teamSlug);
  if (!team) return notFound;
  const body = bodyOf(request);
  const name = String(body.name ?? '').trim();
  if (!name) return answer(400, { name: ['This field may not be blank.'] });
  if (name.length > 50) return answer(400, { name: ['Ensure this field has no more than 50 characters.'] });
  const slug = String(body.slug ?? '') || name.toLowerCase().replace(/[^a-z0-9_]+/g, '-');
  if (fake.project(slug)) return answer(409, { detail: 'A project with this slug already exists.' });
  const made: FakeProject = {
    ...fake.projects[0]!, id: fake.nextId(), slug, name, platform: (body.platform as string | undefined) ?? null,
    firstEvent: null, isBookmarked: false, isMember: team.isMember, dateCreated: new Date(NOW).toISOString(), stats: undefined,
    teams: [{ id: team.id, slug: team.slug, name: team.name }],
  };
  fake.projects.push(made);
  return answer(201, made);
}

function editProject(fake: FakeOrg, slug: string, request: FakeRequest): FakeAnswer {
  const project = fake.project(slug);
  const body = bodyOf(request);
  if (!project) return notFound;
  return fake.change(request, () => {
    if (body.name === '') return answer(400, { name: ['This field may not be blank.'] });
    if (body.slug && body.slug !== slug && fake.project(String(body.slug))) {
      return answer(409, { detail: 'A project with this slug already exists.' });
    }
    if (body.slug) fake.renamed.set(project.slug, String(body.slug));
    const options = { ...project.options, ...(body.options as object | undefined) };
    return { body: Object.assign(project, body, { options }) };
  });
}

function projectRoutesProper(fake: FakeOrg): readonly FakeRoute[] {
  return [
    on('GET', 'organizations/{org}/projects/', (request) => listProjects(fake, request)),
    on('POST', 'teams/{org}/{team}/projects/', (request, [, team]) => createProject(fake, team!, request)),
    on('GET', 'projects/{org}/{project}/', (request, [, slug]) => fake.versioned(request, fake.project(slug))),
    on('PUT', 'projects/{org}/{project}/', (request, [, slug]) => editProject(fake, slug!, request)),
    on('DELETE', 'projects/{org}/{project}/', (_request, [, slug]) => {
      if (fake.sudo) return sudoRequired;
      fake.projects.splice(fake.projects.findIndex((project) => project.slug === slug), 1);
      return answer(204);
    }),
    on('POST', 'projects/{org}/{project}/teams/{team}/', (_request, [, slug, teamSlug]) => {
      const [project, team] = [fake.project(slug)!, fake.team(teamSlug)!];
      project.teams = [...project.teams, { id: team.id, slug: team.slug, name: team.name }];
      return answer(201, project);
    }),
    on('DELETE', 'projects/{org}/{project}/teams/{team}/', (_request, [, slug, team]) => {
      const project = fake.project(slug)!;
      project.teams = project.teams.filter((each) => each.slug !== team);
      return { body: project };
    }),
  ];
}

function keyRoutes(fake: FakeOrg): readonly FakeRoute[] {
  const keyOf = (slug: string | undefined, id: string | undefined) => fake.keysOf(fake.project(slug)!).find((key) => key.id === id);
  return [
    on('GET', 'projects/{org}/{project}/keys/', (request, [, slug]) => {
      const project = fake.project(slug);
      const status = request.query.get('status');
      if (!project) return notFound;
      return fake.page(request, fake.keysOf(project).filter((key) => !status || key.isActive === (status === 'active')));
    }),
    on('POST', 'projects/{org}/{project}/keys/', (request, [, slug]) => {
      const project = fake.project(slug)!;
      const { name, rateLimit } = bodyOf(request);
      const key = { ...makeKey(project, String(name || 'Busy Otter'), Number(fake.nextId())), rateLimit: (rateLimit ?? null) as ProjectKey['rateLimit'] };
      fake.keysOf(project).push(key);
      return answer(201, key);
    }),
    on('GET', 'projects/{org}/{project}/keys/{key}/', (request, [, slug, id]) => fake.versioned(request, keyOf(slug, id))),
    on('PUT', 'projects/{org}/{project}/keys/{key}/', (request, [, slug, id]) => {
      const key = keyOf(slug, id);
      return key ? fake.change(request, () => ({ body: Object.assign(key, bodyOf(request)) })) : notFound;
    }),
    on('DELETE', 'projects/{org}/{project}/keys/{key}/', (_request, [, slug, id]) => {
      const keys = fake.keysOf(fake.project(slug)!);
      keys.splice(keys.findIndex((key) => key.id === id), 1);
      return answer(204);
    }),
  ];
}

function environmentRoutes(fake: FakeOrg): readonly FakeRoute[] {
  return [
    on('GET', 'projects/{org}/{project}/environments/', (request, [, slug]) => {
      const wanted = request.query.get('visibility') ?? 'visible';
      return { body: fake.environmentsOf(slug!).filter((each) => wanted === 'all' || each.isHidden === (wanted === 'hidden')) };
    }),
    on('PUT', 'projects/{org}/{project}/environments/{name}/', (request, [, slug, name]) => {
      const found = fake.environmentsOf(slug!).find((each) => each.name === name);
      return found ? { body: Object.assign(found, bodyOf(request)) } : notFound;
    }),
  ];
}

export function projectRoutes(fake: FakeOrg): readonly FakeRoute[] {
  return [...projectRoutesProper(fake), ...keyRoutes(fake), ...environmentRoutes(fake)];
}
