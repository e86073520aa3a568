// Teams, and who is in them.
import { on, type FakeAnswer, type FakeRequest, type FakeRoute } from '../api';
import { answer, bodyOf, notFound, type FakeOrg } from './state';

const taken = (field: string) => answer(409, {
  [field]: ['A team with this slug already exists.'], detail: 'A team with this slug already exists.',
});

function createTeam(fake: FakeOrg, request: FakeRequest): FakeAnswer {
  const slug = String(bodyOf(request).slug ?? '');
  if (fake.team(slug)) return taken('nonFieldErrors');
  const made = {
    ...fake.teams[0]!, id: fake.nextId(), slug, name: slug, isMember: true, teamRole: 'admin', memberCount: 1, isPending: false,
  };
  fake.teams.push(made);
  fake.teamsOf.get(fake.member('me')!.id)!.set(slug, 'admin');
  return answer(201, made);
}

function renameTeam(fake: FakeOrg, slug: string, request: FakeRequest): FakeAnswer {
  const team = fake.team(slug);
  const next = String(bodyOf(request).slug);
  if (!team) return notFound;
  return fake.change(request, () => {
    if (next !== slug && fake.team(next)) return taken('slug');
    for (const roles of fake.teamsOf.values()) {
      const role = roles.get(slug);
      if (role !== undefined && roles.delete(slug)) roles.set(next, role);
    }
    return { body: Object.assign(team, { slug: next, name: next }) };
  });
}

/** Joins, leaves, or changes the role in a team. */
function membership(fake: FakeOrg, request: FakeRequest, id: string, slug: string): FakeAnswer {
  const [member, team] = [fake.member(id), fake.team(slug)];
  if (!member || !team) return notFound;
  const roles = fake.teamsOf.get(member.id)!;
  const { teamRole } = bodyOf(request);
  const self = member.user?.id === '1';
  const joins = request.method === 'POST';
  if (request.method === 'PUT') {
    roles.set(slug, String(teamRole));
    return { body: { isActive: true, teamRole } };
  }
  if (joins && self && !fake.org.openMembership && fake.org.orgRole === 'member') {
    team.isPending = true;
    return answer(202);
  }
  if (joins) roles.set(slug, 'contributor');
  else roles.delete(slug);
  if (self) Object.assign(team, { isMember: joins, teamRole: joins ? 'contributor' : null });
  team.memberCount = fake.membersOf(slug).length;
  return answer(joins ? 201 : 200, team);
}

export function teamRoutes(fake: FakeOrg): readonly FakeRoute[] {
  const change = (request: FakeRequest, [, member, team]: readonly string[]) => membership(fake, request, member!, team!);
  const path = 'organizations/{org}/members/{member}/teams/{team}/';
  return [
    on('GET', 'organizations/{org}/teams/', (request) => {
      const word = (request.query.get('query') ?? '').toLowerCase();
      return fake.page(request, fake.teams.filter((team) => team.slug.includes(word)));
    }),
    on('POST', 'organizations/{org}/teams/', (request) => createTeam(fake, request)),
    on('GET', 'teams/{org}/{team}/', (request, [, slug]) => fake.versioned(request, fake.team(slug))),
    on('PUT', 'teams/{org}/{team}/', (request, [, slug]) => renameTeam(fake, slug!, request)),
    on('DELETE', 'teams/{org}/{team}/', (_request, [, slug]) => {
      fake.teams.splice(fake.teams.findIndex((team) => team.slug === slug), 1);
      return answer(204);
    }),
    on('GET', 'teams/{org}/{team}/members/', (request, [, slug]) =>
      fake.page(request, fake.membersOf(slug!).map((member) => ({ ...member, teamRole: fake.teamsOf.get(member.id)!.get(slug!), teamSlug: slug })))),
    on('GET', 'teams/{org}/{team}/projects/', (request, [, slug]) =>
      fake.page(request, fake.projects.filter((project) => project.teams.some((team) => team.slug === slug)))),
    on('POST', path, change),
    on('PUT', path, change),
    on('DELETE', path, change),
  ];
}
