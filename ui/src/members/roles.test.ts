import { describe, expect, it } from 'vitest';
import { orgRolesFor } from '../../tests/fake/organization/data';
import { changeRoleProblem, removeProblem, roleProblem, type MemberForRules, type Viewer } from './roles';

const viewer = (orgRole: string, access: string[]): Viewer => ({ userId: '1', orgRole, access, roles: orgRolesFor(orgRole) });
const OWNER = viewer('owner', ['member:admin']);
const MANAGER = viewer('manager', ['member:admin']);
const MEMBER = viewer('member', ['member:read', 'member:invite']);
const person = (over: Partial<MemberForRules>): MemberForRules => ({
  email: 'bo@acme.test', user: { id: '2' }, orgRole: 'member', pending: false, ...over,
});
const role = (who: Viewer, id: string) => who.roles.find((r) => r.id === id)!;

describe('roleProblem', () => {
  it('lets an owner give every role but the retired one', () => {
    expect(['member', 'manager', 'owner'].map((id) => roleProblem(role(OWNER, id), 'owner'))).toEqual([undefined, undefined, undefined]);
    expect(roleProblem(role(OWNER, 'admin'), 'owner')).toMatch(/Retired/);
  });

  it('keeps a retired role that is already held', () => {
    expect(roleProblem(role(OWNER, 'admin'), 'owner', 'admin')).toBeUndefined();
  });

  it('tells a manager who makes owners', () => {
    expect(roleProblem(role(MANAGER, 'owner'), 'manager')).toBe('Only an owner can make owners.');
  });

  it('names the own role when another is above it', () => {
    expect(roleProblem(role(MEMBER, 'manager'), 'member')).toMatch(/Above your own role \(member\)/);
  });
});

describe('changeRoleProblem', () => {
  it('refuses by scope, self, identity provider, rank and only owner, in words', () => {
    expect(changeRoleProblem(person({}), MEMBER)).toMatch(/Only managers and owners/);
    expect(changeRoleProblem(person({ user: { id: '1' } }), OWNER)).toMatch(/Your own role/);
    expect(changeRoleProblem(person({ flags: { 'idp:role-restricted': true } }), OWNER)).toMatch(/identity provider/);
    expect(changeRoleProblem(person({ orgRole: 'owner' }), MANAGER)).toMatch(/by an owner/);
    expect(changeRoleProblem(person({ orgRole: 'owner', isOnlyOwner: true }), OWNER)).toMatch(/only owner/);
    expect(changeRoleProblem(person({}), MANAGER)).toBeUndefined();
  });
});

describe('removeProblem', () => {
  it('lets people leave, and keeps the only owner', () => {
    expect(removeProblem(person({ user: { id: '1' } }), MEMBER)).toBeUndefined();
    expect(removeProblem(person({ user: { id: '1' }, isOnlyOwner: true }), OWNER)).toMatch(/only owner/i);
    expect(removeProblem(person({}), MEMBER)).toMatch(/Only managers/);
    expect(removeProblem(person({ orgRole: 'owner' }), MANAGER)).toMatch(/by an owner/);
    expect(removeProblem(person({ flags: { 'idp:provisioned': true } }), OWNER)).toMatch(/identity provider/);
    expect(removeProblem(person({}), MANAGER)).toBeUndefined();
  });
});
