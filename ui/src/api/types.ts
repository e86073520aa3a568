// What the API answers about people and structure, as far as the pages read it (api.md sections 1.9 to 6).
// Issues are in issue_types.ts, events in event_types.ts.

/** ISO 8601 in UTC, with `Z`. */
export type Timestamp = string;
/** `[epoch seconds, count]` per bucket, ascending. */
export type Series = readonly (readonly [number, number])[];

export interface Actor {
  readonly type: 'user' | 'team';
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly hasPasswordAuth: boolean;
  readonly has2fa: boolean;
  readonly isSuperuser: boolean;
  readonly dateJoined: Timestamp;
  readonly lastLogin: Timestamp | null;
  readonly lastActive: Timestamp | null;
}

export interface UserOptions {
  readonly theme: 'light' | 'dark' | 'system';
  readonly timezone: string;
  readonly clock24Hours: boolean;
  /** -1 and 2: newest frame first. 1: oldest first. */
  readonly stacktraceOrder: -1 | 1 | 2;
  readonly defaultIssueEvent: 'recommended' | 'latest' | 'oldest';
}

export interface Authenticator {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly dateCreated?: Timestamp | null;
  readonly dateUsed?: Timestamp | null;
}

/** The signed-in user (`auth/`, `users/me/`). */
export interface SelfUser extends User {
  readonly options: UserOptions;
  readonly authenticators?: readonly Authenticator[];
  readonly permissions?: readonly string[];
}

export interface OrganizationSummary {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly dateCreated: Timestamp;
  readonly features: readonly string[];
  readonly require2FA: boolean;
}

export interface RoleInfo {
  readonly id: string;
  readonly name: string;
  readonly desc: string;
  readonly scopes: readonly string[];
  readonly isAllowed: boolean;
  readonly isRetired: boolean;
  /** A team role that holders of this organization role have at least. */
  readonly minimumTeamRole?: string;
}

export interface OrganizationDetail extends OrganizationSummary {
  /** The scopes of the caller: what the pages offer follows from them. */
  readonly access: readonly string[];
  readonly orgRole: string | null;
  readonly openMembership: boolean;
  readonly defaultRole: string;
  readonly eventsMemberAdmin: boolean;
  readonly alertsMemberWrite: boolean;
  readonly allowJoinRequests: boolean;
  readonly allowMemberInvite: boolean;
  readonly allowMemberProjectCreation: boolean;
  readonly orgRoleList: readonly RoleInfo[];
  readonly teamRoleList: readonly RoleInfo[];
}

export interface TeamRef {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface Team extends TeamRef {
  readonly dateCreated: Timestamp | null;
  readonly isMember: boolean;
  readonly teamRole: string | null;
  readonly access: readonly string[];
  readonly hasAccess: boolean;
  readonly isPending: boolean;
  readonly memberCount: number;
  /** `idp:provisioned`: membership comes from the identity provider. */
  readonly flags?: Readonly<Record<string, boolean>>;
  readonly projects?: readonly ProjectSummary[];
}

export interface ProjectRef {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly platform?: string | null;
}

export interface ProjectSummary extends ProjectRef {
  readonly platform: string | null;
  readonly dateCreated: Timestamp;
  readonly isBookmarked: boolean;
  readonly isMember: boolean;
  readonly hasAccess: boolean;
  readonly firstEvent: Timestamp | null;
  readonly access: readonly string[];
  readonly teams: readonly TeamRef[];
  readonly platforms: readonly string[];
  readonly environments?: readonly string[];
  /** Only with `statsPeriod`. */
  readonly stats?: Series;
}

export interface ProjectDetail extends ProjectSummary {
  readonly status: string;
  readonly organization: OrganizationSummary;
  readonly options: Readonly<Record<string, unknown>>;
  readonly subjectPrefix: string;
  /** Hours without events after which issues resolve themselves; 0 = never. */
  readonly resolveAge: number;
  readonly defaultEnvironment: string | null;
}

export interface ProjectKey {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly public: string;
  readonly secret: string | null;
  readonly projectId: number;
  readonly isActive: boolean;
  readonly rateLimit: { readonly window: number; readonly count: number } | null;
  readonly dsn: Readonly<Record<string, string>>;
  readonly dateCreated: Timestamp | null;
}

export interface Environment {
  readonly id: string;
  readonly name: string;
  readonly isHidden?: boolean;
}

export interface Member {
  /** Of the membership, not of the user. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly user: User | null;
  readonly orgRole: string;
  readonly roleName?: string;
  readonly pending: boolean;
  readonly expired: boolean;
  readonly dateCreated: Timestamp;
  readonly inviteStatus: string;
  readonly inviterName: string | null;
  /** `idp:provisioned`, `idp:role-restricted` and more. */
  readonly flags?: Readonly<Record<string, boolean>>;
  /** In the list of a team's members only. */
  readonly teamRole?: string | null;
  readonly teams?: readonly string[];
  readonly teamRoles?: readonly { readonly teamSlug: string; readonly role: string | null }[];
}

export interface MemberDetail extends Member {
  readonly teams: readonly string[];
  readonly teamRoles: readonly { readonly teamSlug: string; readonly role: string | null }[];
  readonly invite_link?: string | null;
  readonly isOnlyOwner: boolean;
  readonly orgRoleList: readonly RoleInfo[];
  readonly teamRoleList: readonly RoleInfo[];
}

/** A user's API token. `token` is there only in the answer to its creation. */
export interface ApiToken {
  readonly id: string;
  readonly name: string | null;
  readonly scopes: readonly string[];
  readonly expiresAt: Timestamp | null;
  readonly dateCreated: Timestamp;
  readonly dateLastUsed?: Timestamp | null;
  readonly tokenLastCharacters: string;
  readonly token?: string;
}

export interface OrgAuthToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly tokenLastCharacters: string;
  readonly dateCreated: Timestamp;
  readonly dateLastUsed: Timestamp | null;
  readonly token?: string;
}

export interface AuditLogEntry {
  readonly id: string;
  readonly actor: { readonly id?: string; readonly name: string; readonly email?: string };
  readonly event: string;
  readonly ipAddress: string | null;
  readonly note: string;
  readonly targetObject: number | null;
  readonly targetUser: User | number | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly dateCreated: Timestamp;
}

/** `GET /api/0/` */
export interface ApiIndex {
  readonly version: string;
  readonly auth: { readonly scopes: readonly string[] } | null;
  readonly user: User | null;
}
