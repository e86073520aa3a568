// Types of answers about people and structure, by the names that pages use. They are made from the description of the
// API; what stands here is what it has no name for.
import type { OrgRoleInfo } from './answers';

export type {
  Actor, ApiIndex, ApiToken, AuditLogEntry, Authenticator, DeadLetter, Doctor, DoctorCheck, Environment, EventSample, FilterPreview,
  GroupingPreview, InboundFilter, IngestHealth, InstanceStatus, Queue, Replay, Storage,
  ListedRelease, Member, MemberDetail, NewApiToken, NewOrgAuthToken, OrganizationDetail, OrganizationSummary, OrgAuthToken,
  OwnershipRule, ProjectCodeowners, ProjectDetail, ProjectEnvironment, ProjectKey, ProjectOptions, ProjectOwnership, ProjectRef,
  ProjectSummary, Release, ScrubbingPreview, SelfUser, Team, TeamRef, Timestamp, UsageSeries, User, UserOptions,
} from './answers';

/** `[epoch seconds, count]` per bucket, ascending. */
export type Series = readonly (readonly [number, number])[];

/** What pages read of a role, of an organization's and of a team's. */
export type RoleInfo = Pick<OrgRoleInfo, 'id' | 'name' | 'desc' | 'scopes' | 'isAllowed' | 'isRetired'> & Partial<Pick<OrgRoleInfo, 'minimumTeamRole'>>;
