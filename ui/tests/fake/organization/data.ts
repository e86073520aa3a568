// A large organization, made the same way each time: 500 projects, 120 teams, 2,000 members.
import type {
  AuditLogEntry, Member, MemberDetail, OrgAuthToken, OrganizationDetail, ProjectDetail, ProjectEnvironment, ProjectKey,
  ProjectSummary, Team,
} from '../../../src/api/types';
import { fixture } from '../api';

/** What the API types say is read-only is what a server changes. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** Kept once, shown in lists and by itself. */
export type FakeProject = Writable<ProjectDetail & ProjectSummary>;

/** A small generator with a seed, so that every run sees the same organization. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const AREAS = ['shop', 'pay', 'search', 'basket', 'stock', 'mail', 'auth', 'media', 'ledger', 'risk', 'crew', 'fleet'];
const PARTS = ['api', 'web', 'worker', 'admin', 'ios', 'android', 'batch', 'gateway', 'sync', 'report'];
const PLATFORM_IDS = ['python', 'javascript-react', 'node', 'go', 'java-spring-boot', 'ruby-rails', 'php', 'dotnet'];
const FIRST = ['Ada', 'Bo', 'Cy', 'Dee', 'Eli', 'Fay', 'Gus', 'Hana', 'Ines', 'Jun', 'Kai', 'Lou', 'Mira', 'Nils', 'Oda'];
const LAST = ['Park', 'Lind', 'Okoye', 'Marsh', 'Sato', 'Vega', 'Bruun', 'Haddad', 'Quist', 'Reyes', 'Tran', 'Wolff'];

export const NOW = Date.parse('2026-05-13T12:13:41Z');
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000).toISOString().replace('.000Z', 'Z');

export const MEMBER_SCOPES = [
  'event:read', 'event:write', 'event:admin', 'org:read', 'project:read', 'project:releases', 'team:read',
  'member:read', 'member:invite', 'alerts:read', 'alerts:write',
];
export const MANAGER_SCOPES = [
  ...MEMBER_SCOPES, 'project:write', 'project:admin', 'team:write', 'team:admin', 'member:write', 'member:admin',
  'org:write', 'org:integrations',
];
export const OWNER_SCOPES = [...MANAGER_SCOPES, 'org:admin'];

const ORG_ROLES = [
  ['member', 'Member', false], ['admin', 'Admin', true], ['manager', 'Manager', false], ['owner', 'Owner', false],
] as const;
const RANK: Record<string, number> = { member: 0, admin: 1, manager: 2, owner: 3 };

export const orgRolesFor = (viewerRole: string) =>
  ORG_ROLES.map(([id, name, isRetired]) => ({
    id, name, desc: name, isRetired, scopes: scopesOf(id), isAllowed: RANK[id]! <= RANK[viewerRole]!,
    allowed: RANK[id]! <= RANK[viewerRole]!, isGlobal: RANK[id]! > 1, is_global: RANK[id]! > 1, isTeamRolesAllowed: true,
    minimumTeamRole: id === 'member' ? 'contributor' : 'admin',
  }));

const ANY_TEAM_ROLE = { scopes: [], isAllowed: true, allowed: true, isRetired: false, isTeamRolesAllowed: true };
export const TEAM_ROLES = [
  { id: 'contributor', name: 'Contributor', desc: 'Works on issues.', isMinimumRoleFor: null, ...ANY_TEAM_ROLE },
  { id: 'admin', name: 'Team Admin', desc: 'Administers the team.', isMinimumRoleFor: 'admin', ...ANY_TEAM_ROLE },
];

export const scopesOf = (role: string) =>
  role === 'owner' ? OWNER_SCOPES : role === 'manager' ? MANAGER_SCOPES : MEMBER_SCOPES;

export function makeOrg(role = 'owner'): Writable<OrganizationDetail> {
  return {
    ...fixture<OrganizationDetail>('organization-detail'), id: '1', slug: 'acme', name: 'Acme Inc', dateCreated: daysAgo(190), access: scopesOf(role), orgRole: role,
    orgRoleList: orgRolesFor(role), teamRoleList: TEAM_ROLES, defaultRole: 'member', openMembership: true,
    allowMemberInvite: true, allowMemberProjectCreation: true, features: ['open-membership', 'team-roles'],
    require2FA: false, eventsMemberAdmin: true, alertsMemberWrite: true, allowJoinRequests: true,
  };
}

export function makeTeams(count: number, role = 'owner'): Writable<Team>[] {
  const { avatar } = fixture<Team[]>('teams')[0]!;
  return Array.from({ length: count }, (_, i) => {
    const slug = i === 0 ? 'backend' : i === 1 ? 'web' : `${AREAS[i % AREAS.length]}-${PARTS[Math.floor(i / 12) % 10]}${i >= 120 ? i : ''}`;
    return {
      id: String(i + 2), slug, name: slug, dateCreated: daysAgo(180 - (i % 100)), isMember: i < 3,
      teamRole: i < 3 ? 'admin' : null, flags: { 'idp:provisioned': i === 5 }, access: scopesOf(role), hasAccess: true,
      isPending: false, memberCount: 0, avatar,
    };
  }).sort((a, b) => a.slug.localeCompare(b.slug));
}

function hourly(random: () => number, busy: number): [number, number][] {
  const end = Math.floor(NOW / 3_600_000) * 3600;
  return Array.from({ length: 24 }, (_, i) => [end - (23 - i) * 3600, random() < 0.35 ? 0 : Math.floor(random() * busy)]);
}

export function makeProjects(count: number, teams: readonly Team[], role = 'owner'): FakeProject[] {
  const random = randomFrom(7);
  const example = fixture<ProjectDetail>('project-detail');
  return Array.from({ length: count }, (_, i) => {
    const base = `${AREAS[i % AREAS.length]}-${PARTS[Math.floor(i / AREAS.length) % PARTS.length]}`;
    const slug = i < AREAS.length * PARTS.length ? base : `${base}-${Math.floor(i / (AREAS.length * PARTS.length)) + 1}`;
    const waiting = i % 17 === 3;
    const quiet = waiting || i % 5 === 4;
    const owners = i === 0 ? teams.filter((t) => t.slug === 'backend') : [teams[Math.floor(random() * teams.length)]!];
    return {
      ...example, id: String(i + 11), slug, name: slug.split('-').map((w) => w[0]!.toUpperCase() + w.slice(1)).join(' '),
      platform: waiting ? null : PLATFORM_IDS[i % PLATFORM_IDS.length]!, dateCreated: daysAgo(180 - (i % 150)),
      isBookmarked: i === 0 || i === 14, isMember: owners.some((t) => t.isMember), hasAccess: true,
      firstEvent: waiting ? null : daysAgo(150), access: scopesOf(role),
      teams: owners.map(({ id, slug: s, name }) => ({ id, slug: s, name })), environments: ['production'],
      platforms: [], organization: makeOrg(role), defaultEnvironment: null, options: { ...example.options, 'filters:generic': '' },
      stats: hourly(random, quiet ? 1 : 10 ** (1 + (i % 4))), status: 'active', subjectPrefix: '', resolveAge: 0,
    };
  }).sort((a, b) => a.slug.localeCompare(b.slug));
}

export function makeMembers(count: number): Writable<Member>[] {
  const example = fixture<Member[]>('members').find((member) => member.user)!;
  const random = randomFrom(11);
  return Array.from({ length: count }, (_, i) => {
    const name = i === 0 ? 'Ada Park' : `${FIRST[i % FIRST.length]} ${LAST[Math.floor(i / FIRST.length) % LAST.length]}`;
    const email = i === 0 ? 'ada@acme.test' : `${name.toLowerCase().replace(' ', '.')}.${i}@acme.test`;
    const pending = i % 41 === 4;
    const role = i === 0 ? 'owner' : i % 97 === 5 ? 'manager' : 'member';
    return {
      ...example, id: String(i + 21), email, name: pending ? email : name,
      user: pending ? null : {
        ...example.user!, id: String(i + 1), name, email, has2fa: random() < 0.7, username: email,
        isActive: true, isSuperuser: false, hasPasswordAuth: true, dateJoined: daysAgo(170), lastLogin: daysAgo(1), lastActive: daysAgo(Math.floor(random() * 40)),
      },
      orgRole: role, role, roleName: role[0]!.toUpperCase() + role.slice(1), pending, expired: pending && i % 2 === 1,
      dateCreated: daysAgo(170 - (i % 160)),
      inviteStatus: 'approved', inviterName: i === 0 ? null : 'ada@acme.test',
    };
  });
}

/** `link`: of an invitation that was made just now; its secret is not kept, so it is shown once. */
export function memberDetail(member: Member, viewerRole: string, teams: string[], link: string | null): MemberDetail {
  return {
    ...member, teams, teamRoles: teams.map((teamSlug) => ({ teamSlug, role: 'contributor' })),
    invite_link: link,
    isOnlyOwner: member.orgRole === 'owner', orgRoleList: orgRolesFor(viewerRole), teamRoleList: TEAM_ROLES,
  };
}

export function makeKey(project: ProjectDetail, name: string, seed: number): Writable<ProjectKey> {
  const random = randomFrom(seed);
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  const host = 'picket.acme.test';
  const example = fixture<ProjectKey[]>('project-keys')[0]!;
  return {
    ...example, id: hex, public: hex, name, label: name, secret: null, projectId: Number(project.id), isActive: true, rateLimit: null,
    dsn: {
      ...example.dsn,
      public: `https://${hex}@${host}/${project.id}`,
      csp: `https://${host}/api/${project.id}/csp-report/?sentry_key=${hex}`,
      security: `https://${host}/api/${project.id}/security/?sentry_key=${hex}`,
      minidump: `https://${host}/api/${project.id}/minidump/?sentry_key=${hex}`,
    },
    dateCreated: project.dateCreated,
  };
}

export const makeEnvironments = (): ProjectEnvironment[] =>
  ['production', 'staging', 'pr-1481', ''].map((name, i) => ({ id: String(i + 1), name, isHidden: name === 'pr-1481' }));

export const makeTokens = (): OrgAuthToken[] => [
  { id: '3', name: 'release pipeline', scopes: ['org:ci'], tokenLastCharacters: '9f0a', dateCreated: daysAgo(40), dateLastUsed: daysAgo(0.02), projectLastUsedId: null },
  { id: '4', name: 'old laptop', scopes: ['org:ci'], tokenLastCharacters: '77c1', dateCreated: daysAgo(160), dateLastUsed: null, projectLastUsedId: null },
];

const EVENTS: [string, string][] = [
  ['project.edit', 'edited project settings in resolve_age from 0 to 24'],
  ['member.invite', 'invited member cy@acme.test'],
  ['projectkey.create', 'added project key web-prod'],
  ['team.create', 'created team shop-web'],
  ['org.edit', 'edited the organization: openMembership from True to False'],
  ['member.edit', 'edited member bo@acme.test (role from member to manager)'],
];

export function makeAudit(count: number, members: Member[]): AuditLogEntry[] {
  return Array.from({ length: members.length ? count : 0 }, (_, i) => {
    const [event, note] = EVENTS[i % EVENTS.length]!;
    const who = members[i % 3 === 0 || members.length < 2 ? 0 : 1]!;
    return {
      id: String(count - i), actor: who.user ? { ...who.user } : { name: who.name }, event, note,
      ipAddress: i % 7 === 6 ? null : '198.51.100.20', targetObject: 11, targetUser: null, data: { id: 11, before: i, after: i + 1 },
      dateCreated: daysAgo(i * 0.37 + 0.01),
    };
  });
}
