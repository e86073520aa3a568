// Roles in plain words, and why a role cannot be chosen. The server decides: `isAllowed` of orgRoleList.
// Source: access.md sections 1.1, 1.2, 1.4.
import type { RoleInfo } from '../api/types';

const orgWords: Record<string, string> = {
  billing: 'Sees payment only.',
  member: 'Works on issues, joins teams.',
  admin: 'Administers the teams joined, and their projects.',
  manager: 'Administers all teams, projects and members.',
  owner: 'May do everything, deleting the organization included.',
};

const teamWords: Record<string, string> = {
  contributor: 'Works on the issues of the team.',
  admin: 'Also changes the team, its members and its projects.',
};

export const orgRoleWords = (role: RoleInfo): string => orgWords[role.id] ?? role.desc;
export const teamRoleWords = (role: RoleInfo): string => teamWords[role.id] ?? role.desc;

/** Why the viewer cannot give this role, undefined when he can. `current` is the role already held. */
export function roleProblem(role: RoleInfo, viewerRole: string | null, current?: string): string | undefined {
  if (role.id === current) return undefined;
  if (!role.isAllowed) {
    return role.id === 'owner'
      ? 'Only an owner can make owners.'
      : `Above your own role${viewerRole ? ` (${viewerRole})` : ''}: ask somebody who has it.`;
  }
  if (role.isRetired) return 'Retired: choose Member, and Team Admin in a team.';
  return undefined;
}

export interface MemberForRules {
  email: string;
  user: { id: string } | null;
  orgRole: string;
  pending: boolean;
  isOnlyOwner?: boolean;
  flags?: Readonly<Record<string, boolean>>;
}

export interface Viewer {
  userId: string | null;
  access: readonly string[];
  orgRole: string | null;
  /** With the server's `isAllowed`. */
  roles: readonly RoleInfo[];
}

const mayAdminister = (viewer: Viewer) => viewer.access.includes('member:admin');
const isSelf = (member: MemberForRules, viewer: Viewer) => member.user !== null && member.user.id === viewer.userId;
const mayHandle = (member: MemberForRules, viewer: Viewer) => {
  const role = viewer.roles.find((r) => r.id === member.orgRole);
  return role === undefined || role.isAllowed;
};

/** Why the role of this member cannot be changed at all; undefined when it can. */
export function changeRoleProblem(member: MemberForRules, viewer: Viewer): string | undefined {
  if (!mayAdminister(viewer)) return 'Only managers and owners change roles.';
  if (isSelf(member, viewer)) return 'Your own role is changed by somebody else.';
  if (member.flags?.['idp:role-restricted']) return 'The role comes from your identity provider.';
  if (!mayHandle(member, viewer)) return 'An owner is changed by an owner.';
  if (member.isOnlyOwner) return 'The only owner. Make somebody else owner first.';
  return undefined;
}

/** Why this member cannot be removed; undefined when he can. */
export function removeProblem(member: MemberForRules, viewer: Viewer): string | undefined {
  if (member.isOnlyOwner) return 'The only owner cannot leave. Make somebody else owner first.';
  if (member.flags?.['idp:provisioned']) return 'Membership comes from your identity provider.';
  if (isSelf(member, viewer)) return undefined;
  if (!mayAdminister(viewer)) return 'Only managers and owners remove members.';
  if (!mayHandle(member, viewer)) return 'An owner is removed by an owner.';
  return undefined;
}
