// Types of answers about issues, made from the description of the API, with what pages know beyond it.
import type * as answers from './answers';
import type { ReleaseRef as ReleaseName, Timestamp, User } from './answers';

export type {
  Activity, Attachment, EventOwners, Flood, FloodStop, FloodStopped, GroupingInfo, GroupingVariant, IssueDelta, IssueHash, IssueLifetime, IssueMetadata, RecentSearch,
  SavedSearch, SearchKey, SearchValue, TagKey, TagValue, Tombstone, UserReport as IssueReport,
} from './answers';

/** Sentry's words. */
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

/** A release is its version yet; records of releases have more. */
export interface ReleaseRef extends ReleaseName {
  readonly shortVersion?: string;
  readonly dateCreated?: Timestamp;
  readonly dateReleased?: Timestamp | null;
}

export interface Issue extends Omit<answers.Issue, 'statusDetails'> {
  readonly statusDetails: StatusDetails;
}

export interface IssueDetail extends Omit<answers.IssueDetail, 'statusDetails' | 'firstRelease' | 'lastRelease'> {
  readonly statusDetails: StatusDetails;
  readonly firstRelease?: ReleaseRef | null;
  readonly lastRelease?: ReleaseRef | null;
}

/** What pages send: what an issue was before goes back as it was, and a `substatus` of null asks for nothing. */
export interface IssueUpdate extends Omit<answers.IssueUpdate, 'substatus' | 'assignedTo'> {
  readonly substatus?: Issue['substatus'];
  readonly assignedTo?: string;
}

export type IssueStatus = Issue['status'];
export type IssuePriority = Issue['priority'];
