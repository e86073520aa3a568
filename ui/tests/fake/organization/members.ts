// Members and invitations.
import { on, type FakeAnswer, type FakeRequest, type FakeRoute } from '../api';
import type { Member } from '../../../src/api/types';
import { NOW, type Writable } from './data';
import { answer, bodyOf, notFound, type FakeOrg } from './state';

type TeamRoles = readonly { readonly teamSlug: string; readonly role: string | null }[];
const asMap = (roles: TeamRoles) => new Map(roles.map(({ teamSlug, role }) => [teamSlug, role ?? 'contributor']));

function matches(member: Member, word: string): boolean {
  const [key, value] = word.includes(':') ? word.split(/:(.*)/s) as [string, string] : ['', word];
  switch (key) {
    case '': return member.email.toLowerCase().includes(value) || member.name.toLowerCase().includes(value);
    case 'role': return member.orgRole === value;
    case 'isinvited': return member.pending === (value === 'true');
    case 'has2fa': return (member.user?.has2fa ?? false) === (value === 'true');
    default: return false;
  }
}

function invite(fake: FakeOrg, request: FakeRequest): FakeAnswer {
  const body = bodyOf(request);
  const email = String(body.email ?? '').trim();
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) return answer(400, { email: ['Enter a valid email address.'] });
  if (fake.members.some((member) => member.email === email)) return answer(400, { email: [`The user ${email} is already a member`] });
  const role = String(body.orgRole ?? 'member');
  const made: Writable<Member> = {
    ...fake.members[0]!, id: fake.nextId(), email, name: email, user: null, orgRole: role, role, roleName: role, pending: true, expired: false,
    dateCreated: new Date(NOW).toISOString(), inviteStatus: 'approved', inviterName: 'ada@acme.test',
  };
  fake.members.push(made);
  fake.teamsOf.set(made.id, asMap((body.teamRoles ?? []) as TeamRoles));
  return answer(201, fake.memberDetail(made, true));
}

function editMember(fake: FakeOrg, id: string, request: FakeRequest): FakeAnswer {
  const member = fake.member(id);
  const body = bodyOf(request);
  if (!member) return notFound;
  return fake.change(request, () => {
    const role = body.orgRole as string | undefined;
    if (role && !fake.org.orgRoleList.find((each) => each.id === role)?.isAllowed) {
      return answer(403, { role: 'You do not have permission to set that org-level role' });
    }
    if (role) Object.assign(member, { orgRole: role, roleName: role });
    if (body.teamRoles) fake.teamsOf.set(member.id, asMap(body.teamRoles as TeamRoles));
    if (body.regenerate) member.expired = false;
    return { body: fake.memberDetail(member, body.regenerate === true) };
  });
}

export function memberRoutes(fake: FakeOrg): readonly FakeRoute[] {
  return [
    on('GET', 'organizations/{org}/members/', (request) => {
      const words = (request.query.get('query') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      return fake.page(request, fake.members.filter((member) => words.every((word) => matches(member, word))));
    }),
    on('POST', 'organizations/{org}/members/', (request) => invite(fake, request)),
    on('GET', 'organizations/{org}/members/{member}/', (request, [, id]) => {
      const member = fake.member(id);
      return member ? fake.versioned(request, fake.memberDetail(member)) : notFound;
    }),
    on('PUT', 'organizations/{org}/members/{member}/', (request, [, id]) => editMember(fake, id!, request)),
    on('DELETE', 'organizations/{org}/members/{member}/', (_request, [, id]) => {
      const member = fake.member(id);
      if (!member) return notFound;
      if (fake.memberDetail(member).isOnlyOwner) return answer(403, { detail: 'You cannot remove the only remaining owner of the organization.' });
      fake.members.splice(fake.members.indexOf(member), 1);
      return answer(204);
    }),
  ];
}
