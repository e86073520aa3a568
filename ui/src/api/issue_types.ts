// Issues, as the list and the detail answer them (api.md sections 7 and 8).
import type { Actor, ProjectRef, Series, Timestamp, User } from './types';

export type IssueStatus = 'unresolved' | 'resolved' | 'ignored' | 'pending_deletion' | 'pending_merge' | 'reprocessing';
export type IssuePriority = 'high' | 'medium' | 'low';

export interface IssueMetadata {
  readonly type?: string;
  readonly value?: string;
  readonly title?: string;
  readonly filename?: string;
  readonly function?: string;
}

export interface IssueLifetime {
  readonly count: string;
  readonly userCount: number;
  readonly firstSeen: Timestamp | null;
  readonly lastSeen: Timestamp | null;
}

export interface StatusDetails {
  readonly autoResolved?: boolean;
  readonly inNextRelease?: boolean;
  readonly inRelease?: string;
  readonly ignoreCount?: number | null;
  readonly ignoreUntil?: Timestamp | null;
  readonly ignoreUserCount?: number | null;
  readonly ignoreUserWindow?: number | null;
  readonly ignoreWindow?: number | null;
  readonly actor?: User | null;
}

export interface Issue {
  readonly id: string;
  readonly shortId: string;
  readonly title: string;
  readonly culprit: string | null;
  readonly permalink: string | null;
  readonly logger: string | null;
  readonly level: string;
  readonly status: IssueStatus;
  readonly statusDetails: StatusDetails;
  readonly substatus: string | null;
  readonly platform: string | null;
  readonly project: ProjectRef;
  readonly type: string;
  readonly metadata: IssueMetadata;
  readonly numComments: number;
  readonly assignedTo: Actor | null;
  readonly isBookmarked: boolean;
  readonly isSubscribed: boolean;
  readonly hasSeen: boolean;
  readonly priority: IssuePriority | null;
  readonly priorityLockedAt: Timestamp | null;
  readonly isUnhandled?: boolean;
  /** In the window of the request; a string, because it may be larger than a number can say. */
  readonly count: string;
  readonly userCount: number;
  readonly firstSeen: Timestamp | null;
  readonly lastSeen: Timestamp | null;
  /** Keyed by `groupStatsPeriod`. */
  readonly stats?: Readonly<Record<string, Series>>;
  readonly lifetime?: IssueLifetime;
  /** Only on a direct hit by an event's id. */
  readonly matchingEventId?: string | null;
}

export interface Activity {
  readonly id: string;
  readonly user: User | null;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly dateCreated: Timestamp;
}

export interface TagValue {
  readonly key?: string;
  readonly name: string;
  readonly value: string;
  readonly count: number;
  readonly firstSeen: Timestamp | null;
  readonly lastSeen: Timestamp | null;
  readonly query?: string;
}

export interface TagKey {
  readonly key: string;
  readonly name: string;
  readonly totalValues?: number;
  readonly uniqueValues?: number;
  readonly topValues?: readonly TagValue[];
}

export interface ReleaseRef {
  readonly version: string;
  readonly shortVersion?: string;
  readonly dateCreated?: Timestamp;
  readonly dateReleased?: Timestamp | null;
}

export interface IssueDetail extends Issue {
  readonly activity: readonly Activity[];
  readonly seenBy: readonly User[];
  readonly participants: readonly (User | Actor)[];
  readonly firstRelease: ReleaseRef | null;
  readonly lastRelease: ReleaseRef | null;
  readonly tags: readonly TagKey[];
  readonly userReportCount?: number;
}

/** The body of `PUT organizations/{org}/issues/` and of `PUT …/issues/{id}/`. */
export interface IssueUpdate {
  readonly status?: 'resolved' | 'unresolved' | 'ignored' | 'resolvedInNextRelease';
  readonly statusDetails?: Readonly<Record<string, unknown>>;
  readonly substatus?: string | null;
  readonly assignedTo?: string;
  readonly priority?: IssuePriority;
  readonly hasSeen?: boolean;
  readonly isBookmarked?: boolean;
  readonly inbox?: false;
}
