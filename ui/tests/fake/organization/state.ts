// An organization that answers like the API for the organization pages, kept in memory: what is changed stays changed,
// ETags move, a stale `If-Match` gets 409, lists come in pages with Link headers. It checks requests as strictly as the
// pages rely on, no further.
import type { FakeAnswer, FakeRequest, FakeRoute } from '../api';
import type { Member, ProjectCodeowners, ProjectDetail, ProjectEnvironment, ProjectKey, ProjectOwnership } from '../../../src/api/types';
import type { Tombstone } from '../../../src/api/issue_types';
import {
  type FakeProject, type Writable, makeAudit, makeEnvironments, makeKey, makeMembers, makeOrg, makeProjects, makeTeams, makeTokens, memberDetail,
} from './data';

export type Body = Readonly<Record<string, unknown>>;

export interface Sizes {
  readonly projects: number;
  readonly teams: number;
  readonly members: number;
  readonly audit: number;
  /** Organization role of the person who is signed in. */
  readonly role: string;
}

export const bodyOf = (request: FakeRequest): Body => (request.body ?? {}) as Body;
export const answer = (status: number, body?: unknown): FakeAnswer => ({ status, body });
export const notFound = answer(404, { detail: 'The requested resource does not exist' });
export const forbidden = answer(403, { detail: 'You do not have permission to perform this action.' });
export const sudoRequired = answer(401, {
  detail: { code: 'sudo-required', message: 'Account verification required.', extra: { username: 'ada@acme.test' } },
});

interface Ambush {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: FakeAnswer;
}

export class FakeOrg {
  readonly org;
  readonly teams;
  readonly projects: FakeProject[];
  readonly members: Writable<Member>[];
  /** Membership id to team slugs with roles. */
  readonly teamsOf = new Map<string, Map<string, string>>();
  readonly environments = new Map<string, Writable<ProjectEnvironment>[]>();
  readonly tokens = makeTokens();
  readonly audit;
  /** Of every project. */
  readonly filters = new Map<string, boolean | readonly string[]>([
    ['browser-extensions', false], ['filtered-transaction', true], ['legacy-browsers', ['ie']], ['localhost', false], ['web-crawlers', true],
  ]);
  newestEvents: readonly { readonly eventID: string }[] = [{ eventID: '9f3c1d2e4b5a46788796a5b4c3d2e1f0' }];
  ownership: ProjectOwnership | undefined;
  codeowners: ProjectCodeowners | undefined;
  tombstones: readonly Tombstone[] = [{
    id: '3', type: 'error', title: 'TypeError: Load failed', level: 'error', culprit: 'checkout.js in pay', metadata: {}, actor: null,
    dateAdded: '2026-05-10T09:00:00Z', lastSeen: '2026-05-13T11:00:00Z', timesSeen: 48_210,
  }];
  /** Old slug to new one: the server leads from one to the other. */
  readonly renamed = new Map<string, string>();
  /** Deletions ask for the password first, as the server does for sessions. */
  sudo = false;
  private readonly keys = new Map<string, Writable<ProjectKey>[]>();
  private readonly ambushes: Ambush[] = [];
  private readonly versions = new Map<string, number>();
  private lastId = 90_000;

  constructor(sizes: Partial<Sizes> = {}) {
    const { projects = 500, teams = 120, members = 2000, audit = 230, role = 'owner' } = sizes;
    this.org = makeOrg(role);
    this.teams = makeTeams(teams, role);
    this.projects = makeProjects(projects, this.teams, role);
    this.members = makeMembers(members);
    if (this.members[0]) this.members[0].orgRole = role;
    this.audit = makeAudit(audit, this.members);
    this.members.forEach((member, index) => this.teamsOf.set(member.id, this.firstTeams(index)));
    for (const team of this.teams) team.memberCount = this.membersOf(team.slug).length;
  }

  /** Most people are in "backend", and each is in one more; the first is in those that say so. */
  private firstTeams(index: number): Map<string, string> {
    const own = index === 0 ? this.teams.filter((team) => team.isMember) : [this.teams[index % this.teams.length]!];
    const backend = this.teams.filter((team) => team.slug === 'backend' && index < 1600);
    return new Map([...own, ...backend].map((team) => [team.slug, 'contributor']));
  }

  nextId(): string {
    return String(this.lastId++);
  }

  /** The next request of this method whose path matches gets `given` instead. */
  once(method: string, path: RegExp, given: FakeAnswer): void {
    this.ambushes.push({ method, path, answer: given });
  }

  readonly ambushRoute: FakeRoute = (request) => {
    const found = this.ambushes.findIndex((each) => each.method === request.method && each.path.test(request.path));
    return found < 0 ? undefined : this.ambushes.splice(found, 1)[0]!.answer;
  };

  /** Somebody else changes the thing at this path: its version moves on. */
  touch(path: string): void {
    this.versions.set(path, (this.versions.get(path) ?? 1) + 1);
  }

  private etag(path: string): string {
    return `"${this.versions.get(path) ?? 1}"`;
  }

  /** 200 with the version of the thing at this path. */
  versioned(request: FakeRequest, body: unknown): FakeAnswer {
    return body === undefined ? notFound : { body, headers: { ETag: this.etag(request.path) } };
  }

  /** Runs the change unless it was made from an old version. */
  change(request: FakeRequest, apply: () => FakeAnswer): FakeAnswer {
    const expected = request.headers?.['if-match'];
    if (expected && expected !== this.etag(request.path)) return answer(409, { detail: 'bo@acme.test changed this 2 min ago.' });
    const given = apply();
    if ((given.status ?? 200) >= 300) return given;
    this.touch(request.path);
    return { ...given, headers: { ...given.headers, ETag: this.etag(request.path) } };
  }

  /** One page of the rows, with the Link header. */
  page(request: FakeRequest, rows: readonly unknown[]): FakeAnswer {
    const size = Math.min(Number(request.query.get('per_page') ?? 100), 100);
    const at = Number((request.query.get('cursor') || '0:0:0').split(':')[1]);
    const link = (rel: string, results: boolean, offset: number, back: number) =>
      `<http://localhost/api/0/${request.path}?&cursor=0:${offset}:${back}>; rel="${rel}"; results="${results}"; cursor="0:${offset}:${back}"`;
    return {
      body: rows.slice(at, at + size),
      headers: {
        Link: `${link('previous', at > 0, Math.max(0, at - size), 1)}, ${link('next', at + size < rows.length, at + size, 0)}`,
        'X-Hits': String(rows.length),
      },
    };
  }

  project(slug: string | undefined): FakeProject | undefined {
    const now = this.renamed.get(slug ?? '') ?? slug;
    return this.projects.find((project) => project.slug === now || project.id === now);
  }

  team(slug: string | undefined) {
    return this.teams.find((team) => team.slug === slug);
  }

  member(id: string | undefined): Writable<Member> | undefined {
    return this.members.find((member) => member.id === id || (id === 'me' && member.user?.id === '1'));
  }

  membersOf(slug: string): Writable<Member>[] {
    return this.members.filter((member) => this.teamsOf.get(member.id)?.has(slug));
  }

  keysOf(project: ProjectDetail): Writable<ProjectKey>[] {
    if (!this.keys.has(project.slug)) this.keys.set(project.slug, [makeKey(project, 'Default', Number(project.id))]);
    return this.keys.get(project.slug)!;
  }

  environmentsOf(slug: string): Writable<ProjectEnvironment>[] {
    if (!this.environments.has(slug)) this.environments.set(slug, makeEnvironments());
    return this.environments.get(slug)!;
  }

  /** `fresh`: the invitation was made by this request. */
  memberDetail(member: Member, fresh = false) {
    const teams = this.teamsOf.get(member.id) ?? new Map<string, string>();
    const owners = this.members.filter((each) => each.orgRole === 'owner' && !each.pending);
    return {
      ...memberDetail(member, this.org.orgRole!, [...teams.keys()], fresh ? `https://picket.acme.test/accept/${member.id}/${this.nextId().padStart(64, 'a')}/` : null),
      teamRoles: [...teams].map(([teamSlug, role]) => ({ teamSlug, role })),
      isOnlyOwner: owners.length === 1 && owners[0] === member,
    };
  }
}
