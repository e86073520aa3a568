// Made from openapi.json by tools/api_types.mjs: change the shapes in src/roles/api/shapes_*.cc instead.

/** ISO 8601 in UTC, with `Z`. */
export type Timestamp = string;
/** What an application sent, or what differs from case to case. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type AccountChange = {
  readonly email?: string;
  readonly name?: string;
  readonly options?: UserOptionsChange;
  readonly username?: string;
};

export type AccountEnd = {
  readonly organizations?: readonly string[];
};

export type Activities = {
  readonly activity: readonly Activity[];
};

export type Activity = {
  readonly data: Readonly<Record<string, Json>>;
  readonly dateCreated: Timestamp;
  readonly id: string;
  readonly sentry_app: null;
  readonly type: string;
  readonly user: User | null;
};

export type Actor = {
  readonly email?: string;
  readonly id: string;
  readonly name: string;
  readonly type: 'user' | 'team';
};

export type ApiIndex = {
  readonly auth: TokenScopes | null;
  readonly user: SelfUser | null;
  readonly version: string;
};

export type ApiToken = {
  readonly application: null;
  readonly dateCreated: Timestamp;
  readonly dateLastUsed: Timestamp | null;
  readonly expiresAt: Timestamp | null;
  readonly id: string;
  readonly name: string | null;
  readonly refreshToken: null;
  readonly scopes: readonly string[];
  readonly state: null;
  readonly tokenLastCharacters: string;
};

export type Attachment = {
  readonly dateCreated: Timestamp;
  readonly event_id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly id: string;
  readonly mimetype: string;
  readonly name: string;
  readonly sha1: string;
  readonly size: number;
  readonly type: string;
};

export type AuditLog = {
  readonly options: readonly string[];
  readonly rows: readonly AuditLogEntry[];
};

export type AuditLogEntry = {
  readonly actor: User | NamedActor;
  readonly data: Readonly<Record<string, Json>>;
  readonly dateCreated: Timestamp;
  readonly event: string;
  readonly id: string;
  readonly ipAddress: string | null;
  readonly note: string;
  readonly targetObject: number | null;
  readonly targetUser: User | null;
};

export type Authenticator = {
  readonly dateCreated: Timestamp;
  readonly dateUsed: Timestamp | null;
  readonly id: string;
  readonly name: string;
  readonly type: string;
};

export type Avatar = {
  readonly avatarType: string;
  readonly avatarUrl: string | null;
  readonly avatarUuid: string | null;
};

export type BrowserSdk = {
  readonly choices: readonly (readonly string[])[];
};

export type CheckIn = {
  readonly dateCreated: Timestamp;
  readonly dateUpdated: Timestamp;
  readonly duration: number | null;
  readonly environment: string;
  readonly id: string;
  readonly status: string;
};

export type CodeownersErrors = {
  readonly missing_external_teams: readonly string[];
  readonly missing_external_users: readonly string[];
  readonly missing_user_emails: readonly string[];
  readonly teams_without_access: readonly string[];
  readonly users_without_access: readonly string[];
};

export type CodeownersImport = {
  readonly raw: string;
};

export type CollapsedIssue = {
  readonly annotations?: readonly Json[];
  readonly assignedTo?: Actor | null;
  readonly count?: string;
  readonly culprit?: string;
  readonly filtered?: IssueFiltered | null;
  readonly firstSeen?: Timestamp;
  readonly hasSeen?: boolean;
  readonly id: string;
  readonly inbox?: null;
  readonly integrationIssues?: readonly Json[];
  readonly isBookmarked?: boolean;
  readonly isPublic?: boolean;
  readonly isSubscribed?: boolean;
  readonly isUnhandled?: boolean;
  readonly issueCategory?: string;
  readonly issueType?: string;
  readonly lastSeen?: Timestamp;
  readonly latestEventHasAttachments?: boolean;
  readonly level?: 'sample' | 'debug' | 'info' | 'warning' | 'error' | 'fatal';
  readonly lifetime?: IssueLifetime;
  readonly logger?: string | null;
  readonly matchingEventId?: string;
  readonly metadata?: IssueMetadata;
  readonly numComments?: number;
  readonly owners?: readonly SuggestedOwner[] | null;
  readonly permalink?: string;
  readonly platform?: string | null;
  readonly priority?: 'high' | 'medium' | 'low';
  readonly priorityLockedAt?: Timestamp | null;
  readonly project?: ProjectRef;
  readonly seerAutofixLastTriggered?: null;
  readonly seerExplorerAutofixLastTriggered?: null;
  readonly seerFixabilityScore?: null;
  readonly sentryAppIssues?: readonly Json[];
  readonly shareId?: string | null;
  readonly shortId?: string;
  readonly stats?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly status?: 'unresolved' | 'resolved' | 'ignored' | 'pending_deletion' | 'pending_merge' | 'deletion_in_progress' | 'reprocessing';
  readonly statusDetails?: StatusDetails;
  readonly subscriptionDetails?: SubscriptionDetails | null;
  readonly substatus?: 'archived_until_escalating' | 'escalating' | 'ongoing' | 'archived_until_condition_met' | 'archived_forever' | 'regressed' | 'new' | null;
  readonly title?: string;
  readonly type?: string;
  readonly userCount?: number;
};

export type CreateOrganization = {
  readonly defaultTeam?: boolean;
  readonly name: string;
  readonly slug?: string;
};

export type CreateProject = {
  readonly default_rules?: boolean;
  readonly name: string;
  readonly platform?: string;
  readonly slug?: string;
};

export type CreateToken = {
  readonly expiresInDays?: number;
  readonly name?: string;
  readonly scopes: readonly string[];
};

export type DeadLetter = {
  readonly dateCreated: Timestamp;
  readonly dateReplayed: Timestamp | null;
  readonly detail: string;
  readonly id: string;
  readonly offset: number;
  readonly partition: number;
  readonly project: string | null;
  readonly reason: string;
  readonly topic: string;
};

export type DiscoverEvent = {
  readonly _meta: EventMeta;
  readonly context: Readonly<Record<string, Json>>;
  readonly contexts: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly crashFile: null;
  readonly culprit: string;
  readonly dateCreated: Timestamp;
  readonly dateReceived: Timestamp;
  readonly dist: string | null;
  readonly entries: readonly EventEntry[];
  readonly errors: readonly ProcessingError[];
  readonly eventID: string;
  readonly fingerprints: readonly string[];
  readonly groupID: string | null;
  readonly groupingConfig: GroupingConfig;
  readonly id: string;
  readonly location: string | null;
  readonly message: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly nextEventID: string | null;
  readonly occurrence: null;
  readonly packages: Readonly<Record<string, Json>>;
  readonly platform: string;
  readonly previousEventID: string | null;
  readonly projectID: string;
  readonly projectSlug: string;
  readonly release: ReleaseRef | null;
  readonly resolvedWith: readonly Json[];
  readonly sdk: EventSdk | null;
  readonly sdkUpdates: readonly Json[];
  readonly size: number | null;
  readonly tags: readonly EventTag[];
  readonly title: string;
  readonly type: string;
  readonly user: EventUser | null;
  readonly userReport: null;
};

export type DiscoverHomepageBody = {
  readonly display?: 'default' | 'previous' | 'top5' | 'daily' | 'dailytop5' | 'bar';
  readonly end?: string;
  readonly environment?: readonly string[];
  readonly fields?: readonly string[];
  readonly interval?: string;
  readonly orderby?: string;
  readonly projects?: readonly number[];
  readonly query?: string;
  readonly queryDataset?: 'error-events' | 'discover' | 'transaction-like';
  readonly range?: string;
  readonly start?: string;
  readonly topEvents?: number;
  readonly version?: number;
  readonly widths?: readonly string[];
  readonly yAxis?: readonly string[];
};

export type DiscoverMeta = {
  readonly dataset: string;
  readonly datasetReason: string;
  readonly fields: Readonly<Record<string, 'string' | 'integer' | 'number' | 'percentage' | 'date' | 'boolean' | 'array'>>;
  readonly isMetricsData: boolean;
  readonly isMetricsExtractedData: boolean;
  readonly tips: Readonly<Record<string, Json>>;
  readonly units: Readonly<Record<string, string | null>>;
};

export type DiscoverQuery = {
  readonly createdBy: User | null;
  readonly datasetSource: 'user';
  readonly dateCreated: Timestamp;
  readonly dateUpdated: Timestamp;
  readonly display?: 'default' | 'previous' | 'top5' | 'daily' | 'dailytop5' | 'bar';
  readonly end?: string;
  readonly environment?: readonly string[];
  readonly expired: boolean;
  readonly fields?: readonly string[];
  readonly id: string;
  readonly interval?: string;
  readonly name: string;
  readonly orderby?: string;
  readonly projects: readonly number[];
  readonly query?: string;
  readonly queryDataset: 'error-events' | 'discover' | 'transaction-like';
  readonly range?: string;
  readonly start?: string;
  readonly topEvents?: number;
  readonly version: number;
  readonly widths?: readonly string[];
  readonly yAxis?: readonly string[];
};

export type DiscoverQueryBody = {
  readonly display?: 'default' | 'previous' | 'top5' | 'daily' | 'dailytop5' | 'bar';
  readonly end?: string;
  readonly environment?: readonly string[];
  readonly fields?: readonly string[];
  readonly interval?: string;
  readonly name: string;
  readonly orderby?: string;
  readonly projects?: readonly number[];
  readonly query?: string;
  readonly queryDataset?: 'error-events' | 'discover' | 'transaction-like';
  readonly range?: string;
  readonly start?: string;
  readonly topEvents?: number;
  readonly version?: number;
  readonly widths?: readonly string[];
  readonly yAxis?: readonly string[];
};

export type DiscoverTable = {
  readonly data: readonly (Readonly<Record<string, Json>>)[];
  readonly meta: DiscoverMeta;
};

export type Doctor = {
  readonly checks: readonly DoctorCheck[];
  readonly dateChecked: Timestamp;
  readonly health: 'ok' | 'warn' | 'fail';
};

export type DoctorCheck = {
  readonly finding: string;
  readonly health: 'ok' | 'warn' | 'fail';
  readonly name: string;
  readonly remedy: string;
};

export type Dsn = {
  readonly cdn: string;
  readonly crons: string;
  readonly csp: string;
  readonly integration: string;
  readonly minidump: string;
  readonly nel: string;
  readonly otlp_logs: string;
  readonly otlp_traces: string;
  readonly playstation: string;
  readonly public: string;
  readonly secret: string;
  readonly security: string;
  readonly unreal: string;
};

export type EmailAddress = {
  readonly email: string;
  readonly isPrimary: boolean;
  readonly isVerified: boolean;
};

export type Enrolment = {
  readonly qrcode: string;
  readonly secret: string;
};

export type Environment = {
  readonly id: string;
  readonly name: string;
};

export type EnvironmentChange = {
  readonly isHidden: boolean;
};

export type EventEntry = {
  readonly data: Readonly<Record<string, Json>>;
  readonly type: string;
};

export type EventMeta = {
  readonly context: Json;
  readonly contexts: Json;
  readonly entries: Readonly<Record<string, Json>>;
  readonly message: Json;
  readonly packages: Json;
  readonly sdk: Json;
  readonly tags: Readonly<Record<string, Json>>;
  readonly user: Json;
};

export type EventOwners = {
  readonly owners: readonly Actor[];
  readonly rule: readonly string[] | null;
  readonly rules: readonly OwnershipRule[];
};

export type EventPlace = {
  readonly event: PicketEvent;
  readonly eventId: string;
  readonly groupId: string;
  readonly organizationSlug: string;
  readonly projectSlug: string;
};

export type EventProcessing = {
  readonly symbolicationDegraded: boolean;
};

export type EventSample = {
  readonly complete: boolean;
  readonly examined: number;
  readonly oldest: Timestamp | null;
  readonly stored: number;
  readonly unreadable: number;
};

export type EventSdk = {
  readonly name: string | null;
  readonly version: string | null;
};

export type EventTag = {
  readonly key: string;
  readonly query?: string;
  readonly value: string;
};

export type EventTotal = {
  readonly count: number;
};

export type EventUser = {
  readonly data: Readonly<Record<string, Json>> | null;
  readonly email: string | null;
  readonly geo: Readonly<Record<string, Json>> | null;
  readonly id: string | null;
  readonly ip_address: string | null;
  readonly name: string | null;
  readonly username: string | null;
};

export type Facet = {
  readonly key: string;
  readonly topValues: readonly FacetValue[];
};

export type FacetValue = {
  readonly count: number;
  readonly name: string;
  readonly value: string | number;
};

export type Factor = {
  readonly authId: string | null;
  readonly codesLeft?: number;
  readonly createdAt: Timestamp | null;
  readonly id: string;
  readonly isEnrolled: boolean;
  readonly lastUsedAt: Timestamp | null;
  readonly name: string;
};

export type FailedReplay = {
  readonly detail: string;
  readonly id: string;
};

export type FilterDraft = {
  readonly allowedDomains?: readonly string[];
  readonly builtinSymbolSources?: readonly string[];
  readonly dataScrubber?: boolean;
  readonly dataScrubberDefaults?: boolean;
  readonly defaultEnvironment?: string | null;
  readonly digestsMaxDelay?: number;
  readonly digestsMinDelay?: number;
  readonly enableAutoReleaseCreation?: boolean;
  readonly filters?: Readonly<Record<string, Json>>;
  readonly fingerprintingRules?: string;
  readonly groupingConfig?: string;
  readonly groupingEnhancements?: string;
  readonly highlightContext?: Readonly<Record<string, Json>>;
  readonly highlightTags?: readonly string[];
  readonly isBookmarked?: boolean;
  readonly name?: string;
  readonly options?: ProjectOptionsChange;
  readonly platform?: string;
  readonly quotas?: readonly Json[];
  readonly relayPiiConfig?: string | null;
  readonly resolveAge?: number;
  readonly safeFields?: readonly string[];
  readonly scrapeJavaScript?: boolean;
  readonly scrubIPAddresses?: boolean;
  readonly secondaryGroupingConfig?: string | null;
  readonly secondaryGroupingExpiry?: number;
  readonly securityToken?: string;
  readonly securityTokenHeader?: string | null;
  readonly sensitiveFields?: readonly string[];
  readonly slug?: string;
  readonly spikeMultiple?: number;
  readonly storeCrashReports?: number | null;
  readonly subjectPrefix?: string;
  readonly subjectTemplate?: string;
  readonly symbolSources?: string;
  readonly tagLinks?: Readonly<Record<string, Json>>;
  readonly verifySSL?: boolean;
};

export type FilterPreview = {
  readonly byReason: Readonly<Record<string, number>>;
  readonly dropped: number;
  readonly examples: readonly FilteredExample[];
  readonly issueCount: number;
  readonly issues: readonly FilteredIssue[];
  readonly sample: EventSample;
};

export type FilteredExample = {
  readonly dateCreated: Timestamp;
  readonly eventID: string;
  readonly groupID: string;
  readonly reason: string;
  readonly title: string;
};

export type FilteredIssue = {
  readonly events: number;
  readonly id: string;
  readonly title: string;
};

export type FirstLastRelease = {
  readonly firstRelease: ReleaseRef | null;
  readonly lastRelease: ReleaseRef | null;
};

export type FlatDiscoverTable = {
  readonly data: readonly (Readonly<Record<string, Json>>)[];
  readonly meta: Readonly<Record<string, 'string' | 'integer' | 'number' | 'percentage' | 'date' | 'boolean' | 'array'>>;
};

export type Flood = {
  readonly discard: FloodByHash;
  readonly filterMessage: FloodByMessage | null;
  readonly limitKey: FloodByKey | null;
};

export type FloodByHash = {
  readonly dropped: number;
  readonly hashes: number;
};

export type FloodByKey = {
  readonly accepted: number;
  readonly dropped: number;
  readonly key: FloodKey;
  readonly rateLimit: FloodLimit;
};

export type FloodByMessage = {
  readonly active: boolean;
  readonly dropped: number;
  readonly issueCount: number;
  readonly otherIssues: readonly FloodIssue[];
  readonly pattern: string;
  readonly sample: EventSample;
};

export type FloodIssue = {
  readonly dropped: number;
  readonly id: string;
  readonly shortId: string;
  readonly title: string;
};

export type FloodKey = {
  readonly id: string;
  readonly name: string;
};

export type FloodLimit = {
  readonly count: number;
  readonly window: number;
};

export type FloodStop = {
  readonly action: 'filter-message' | 'discard' | 'limit-key';
  readonly count?: number;
  readonly window?: number;
};

export type FloodStopped = {
  readonly action: 'filter-message' | 'discard' | 'limit-key';
  readonly key?: FloodKey;
  readonly pattern?: string;
  readonly rateLimit?: FloodLimit;
  readonly tombstone?: string;
};

export type FullEvent = {
  readonly _meta: EventMeta;
  readonly context: Readonly<Record<string, Json>>;
  readonly contexts: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly crashFile: null;
  readonly culprit: string;
  readonly dateCreated: Timestamp;
  readonly dateReceived: Timestamp;
  readonly dist: string | null;
  readonly entries: readonly EventEntry[];
  readonly errors: readonly ProcessingError[];
  readonly eventID: string;
  readonly fingerprints: readonly string[];
  readonly groupID: string | null;
  readonly groupingConfig: GroupingConfig;
  readonly id: string;
  readonly location: string | null;
  readonly message: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly occurrence: null;
  readonly packages: Readonly<Record<string, Json>>;
  readonly platform: string;
  readonly projectID: string;
  readonly sdk: EventSdk | null;
  readonly size: number | null;
  readonly tags: readonly EventTag[];
  readonly title: string;
  readonly type: string;
  readonly user: EventUser | null;
};

export type GroupingConfig = {
  readonly enhancements: string;
  readonly id: string;
};

export type GroupingInfo = {
  readonly grouping_config: string;
  readonly variants: Readonly<Record<string, GroupingVariant>>;
};

export type GroupingMove = {
  readonly eventID: string;
  readonly events: number;
  readonly from: string;
  readonly hash: string | null;
  readonly title: string;
  readonly to: string | null;
};

export type GroupingPreview = {
  readonly merged: number;
  readonly moveCount: number;
  readonly moved: number;
  readonly moves: readonly GroupingMove[];
  readonly sample: EventSample;
  readonly split: number;
};

export type GroupingVariant = {
  readonly checksum?: string;
  readonly component?: Readonly<Record<string, Json>>;
  readonly config?: Readonly<Record<string, Json>>;
  readonly contributes: boolean;
  readonly description: string;
  readonly hash: string | null;
  readonly hashMismatch: boolean;
  readonly hint: string | null;
  readonly key: string;
  readonly matched_rule?: string;
  readonly raw_checksum?: string;
  readonly type: string;
  readonly values?: readonly Json[];
};

export type Health = {
  readonly healthy: Readonly<Record<string, boolean>>;
  readonly problems: readonly HealthProblem[];
};

export type HealthProblem = {
  readonly id: string;
  readonly message: string;
  readonly severity: string;
  readonly url: null;
};

export type HighlightPreset = {
  readonly context: Readonly<Record<string, Json>>;
  readonly tags: readonly string[];
};

export type InboundFilter = {
  readonly active: boolean | readonly string[];
  readonly id: string;
};

export type InboundFilterChange = {
  readonly active?: boolean;
  readonly subfilters?: readonly string[];
};

export type IngestHealth = {
  readonly dataUntil: Timestamp;
  readonly deadLetters: number;
  readonly groups: readonly TopicLag[];
  readonly oldestPendingSeconds: number;
  readonly pending: number;
  readonly secondsUntilFull: number | null;
};

export type InstanceStatus = {
  readonly dateStarted: Timestamp;
  readonly ingestUrl: string;
  readonly openFiles: number;
  readonly organizations: number;
  readonly projects: number;
  readonly residentBytes: number;
  readonly schemaVersion: number;
  readonly uptimeSeconds: number;
  readonly url: string;
  readonly version: string;
};

export type Invitation = {
  readonly email: string;
  readonly existingMember: boolean;
  readonly hasAuthProvider: boolean;
  readonly needs2fa: boolean;
  readonly needsAuthentication: boolean;
  readonly orgName: string;
  readonly orgSlug: string;
  readonly requireSso: boolean;
};

export type InviteMember = {
  readonly email: string;
  readonly orgRole?: 'member' | 'admin' | 'manager' | 'owner';
  readonly reinvite?: boolean;
  readonly role?: 'member' | 'admin' | 'manager' | 'owner';
  readonly sendInvite?: boolean;
  readonly teamRoles?: readonly TeamRoleWish[];
  readonly teams?: readonly string[];
};

export type Issue = {
  readonly annotations: readonly Json[];
  readonly assignedTo: Actor | null;
  readonly count: string;
  readonly culprit: string;
  readonly filtered?: IssueFiltered | null;
  readonly firstSeen: Timestamp;
  readonly hasSeen: boolean;
  readonly id: string;
  readonly inbox?: null;
  readonly integrationIssues?: readonly Json[];
  readonly isBookmarked: boolean;
  readonly isPublic: boolean;
  readonly isSubscribed: boolean;
  readonly isUnhandled: boolean;
  readonly issueCategory: string;
  readonly issueType: string;
  readonly lastSeen: Timestamp;
  readonly latestEventHasAttachments?: boolean;
  readonly level: 'sample' | 'debug' | 'info' | 'warning' | 'error' | 'fatal';
  readonly lifetime?: IssueLifetime;
  readonly logger: string | null;
  readonly matchingEventId?: string;
  readonly metadata: IssueMetadata;
  readonly numComments: number;
  readonly owners?: readonly SuggestedOwner[] | null;
  readonly permalink: string;
  readonly platform: string | null;
  readonly priority: 'high' | 'medium' | 'low';
  readonly priorityLockedAt: Timestamp | null;
  readonly project: ProjectRef;
  readonly seerAutofixLastTriggered: null;
  readonly seerExplorerAutofixLastTriggered: null;
  readonly seerFixabilityScore: null;
  readonly sentryAppIssues?: readonly Json[];
  readonly shareId: string | null;
  readonly shortId: string;
  readonly stats?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly status: 'unresolved' | 'resolved' | 'ignored' | 'pending_deletion' | 'pending_merge' | 'deletion_in_progress' | 'reprocessing';
  readonly statusDetails: StatusDetails;
  readonly subscriptionDetails: SubscriptionDetails | null;
  readonly substatus: 'archived_until_escalating' | 'escalating' | 'ongoing' | 'archived_until_condition_met' | 'archived_forever' | 'regressed' | 'new' | null;
  readonly title: string;
  readonly type: string;
  readonly userCount: number;
};

export type IssueBase = {
  readonly annotations: readonly Json[];
  readonly assignedTo: Actor | null;
  readonly culprit: string;
  readonly hasSeen: boolean;
  readonly id: string;
  readonly isBookmarked: boolean;
  readonly isPublic: boolean;
  readonly isSubscribed: boolean;
  readonly issueCategory: string;
  readonly issueType: string;
  readonly level: 'sample' | 'debug' | 'info' | 'warning' | 'error' | 'fatal';
  readonly logger: string | null;
  readonly metadata: IssueMetadata;
  readonly numComments: number;
  readonly permalink: string;
  readonly platform: string | null;
  readonly priority: 'high' | 'medium' | 'low';
  readonly priorityLockedAt: Timestamp | null;
  readonly project: ProjectRef;
  readonly seerAutofixLastTriggered: null;
  readonly seerExplorerAutofixLastTriggered: null;
  readonly seerFixabilityScore: null;
  readonly shareId: string | null;
  readonly shortId: string;
  readonly status: 'unresolved' | 'resolved' | 'ignored' | 'pending_deletion' | 'pending_merge' | 'deletion_in_progress' | 'reprocessing';
  readonly statusDetails: StatusDetails;
  readonly subscriptionDetails: SubscriptionDetails | null;
  readonly substatus: 'archived_until_escalating' | 'escalating' | 'ongoing' | 'archived_until_condition_met' | 'archived_forever' | 'regressed' | 'new' | null;
  readonly title: string;
  readonly type: string;
};

export type IssueDelta = {
  readonly assignedTo?: Actor | null;
  readonly hasSeen?: boolean;
  readonly inbox?: boolean | null;
  readonly isBookmarked?: boolean;
  readonly isPublic?: boolean;
  readonly isSubscribed?: boolean;
  readonly merge?: MergedIssues;
  readonly priority?: 'high' | 'medium' | 'low';
  readonly shareId?: string | null;
  readonly status?: 'unresolved' | 'resolved' | 'ignored' | 'pending_deletion' | 'pending_merge' | 'deletion_in_progress' | 'reprocessing';
  readonly statusDetails?: StatusDetails;
  readonly subscriptionDetails?: SubscriptionDetails | null;
  readonly substatus?: 'archived_until_escalating' | 'escalating' | 'ongoing' | 'archived_until_condition_met' | 'archived_forever' | 'regressed' | 'new' | null;
  readonly undo?: readonly UndoStep[];
};

export type IssueDetail = {
  readonly activity: readonly Activity[];
  readonly annotations: readonly Json[];
  readonly assignedTo: Actor | null;
  readonly count: string;
  readonly culprit: string;
  readonly firstRelease?: ReleaseRef | null;
  readonly firstSeen: Timestamp;
  readonly hasSeen: boolean;
  readonly id: string;
  readonly inbox?: null;
  readonly integrationIssues?: readonly Json[];
  readonly isBookmarked: boolean;
  readonly isPublic: boolean;
  readonly isSubscribed: boolean;
  readonly isUnhandled: boolean;
  readonly issueCategory: string;
  readonly issueType: string;
  readonly lastRelease?: ReleaseRef | null;
  readonly lastSeen: Timestamp;
  readonly latestEventHasAttachments?: boolean;
  readonly level: 'sample' | 'debug' | 'info' | 'warning' | 'error' | 'fatal';
  readonly logger: string | null;
  readonly metadata: IssueMetadata;
  readonly numComments: number;
  readonly owners?: readonly SuggestedOwner[] | null;
  readonly participants: readonly Participant[];
  readonly permalink: string;
  readonly platform: string | null;
  readonly pluginActions: readonly Json[];
  readonly pluginContexts: readonly Json[];
  readonly pluginIssues: readonly Json[];
  readonly priority: 'high' | 'medium' | 'low';
  readonly priorityLockedAt: Timestamp | null;
  readonly project: ProjectRef;
  readonly seenBy: readonly SeenBy[];
  readonly seerAutofixLastTriggered: null;
  readonly seerExplorerAutofixLastTriggered: null;
  readonly seerFixabilityScore: null;
  readonly sentryAppIssues?: readonly Json[];
  readonly shareId: string | null;
  readonly shortId: string;
  readonly stats?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly status: 'unresolved' | 'resolved' | 'ignored' | 'pending_deletion' | 'pending_merge' | 'deletion_in_progress' | 'reprocessing';
  readonly statusDetails: StatusDetails;
  readonly subscriptionDetails: SubscriptionDetails | null;
  readonly substatus: 'archived_until_escalating' | 'escalating' | 'ongoing' | 'archived_until_condition_met' | 'archived_forever' | 'regressed' | 'new' | null;
  readonly tags?: readonly TagKey[];
  readonly title: string;
  readonly type: string;
  readonly userCount: number;
  readonly userReportCount: number;
};

export type IssueFiltered = {
  readonly count: string;
  readonly firstSeen: Timestamp | null;
  readonly lastSeen: Timestamp | null;
  readonly stats?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly userCount: number;
};

export type IssueHash = {
  readonly id: string;
  readonly latestEvent: FullEvent | SimpleEvent | null;
  readonly mergedBySeer: boolean;
  readonly seerMatchDistance: null;
};

export type IssueLifetime = {
  readonly count: string;
  readonly firstSeen: Timestamp;
  readonly lastSeen: Timestamp;
  readonly stats: null;
  readonly userCount: number;
};

export type IssueMetadata = {
  readonly filename?: string;
  readonly function?: string;
  readonly in_app_frame_mix?: string;
  readonly initial_priority: number;
  readonly title: string;
  readonly type?: string;
  readonly value?: string;
  readonly [key: string]: unknown;
};

export type IssueUpdate = {
  readonly assignedTo?: string | number | null;
  readonly discard?: boolean | number;
  readonly hasSeen?: boolean;
  readonly ignoreCount?: number | null;
  readonly ignoreDuration?: number | null;
  readonly ignoreUntil?: string | null;
  readonly ignoreUserCount?: number | null;
  readonly ignoreUserWindow?: number | null;
  readonly ignoreWindow?: number | null;
  readonly inbox?: boolean;
  readonly isBookmarked?: boolean;
  readonly isPublic?: boolean;
  readonly isSubscribed?: boolean;
  readonly merge?: boolean | number;
  readonly priority?: 'high' | 'medium' | 'low';
  readonly status?: 'unresolved' | 'resolved' | 'resolvedInNextRelease' | 'ignored' | 'archived' | 'muted';
  readonly statusDetails?: StatusDetailsChange;
  readonly substatus?: 'archived_until_escalating' | 'escalating' | 'ongoing' | 'archived_until_condition_met' | 'archived_forever' | 'regressed' | 'new';
};

export type KeyCounts = {
  readonly accepted: number;
  readonly dropped: number;
  readonly filtered: number;
  readonly total: number;
  readonly ts: number;
};

export type ListedProject = {
  readonly access: readonly string[];
  readonly avatar: Avatar;
  readonly color: string;
  readonly dateCreated: Timestamp;
  readonly eventProcessing: EventProcessing;
  readonly features: readonly string[];
  readonly firstEvent: Timestamp | null;
  readonly firstTransactionEvent: boolean;
  readonly hasAccess: boolean;
  readonly hasFeedbacks: boolean;
  readonly hasFlags: boolean;
  readonly hasInsightsAgentMonitoring: boolean;
  readonly hasInsightsAppStart: boolean;
  readonly hasInsightsAssets: boolean;
  readonly hasInsightsCaches: boolean;
  readonly hasInsightsDb: boolean;
  readonly hasInsightsHttp: boolean;
  readonly hasInsightsMCP: boolean;
  readonly hasInsightsQueues: boolean;
  readonly hasInsightsScreenLoad: boolean;
  readonly hasInsightsVitals: boolean;
  readonly hasLogs: boolean;
  readonly hasMinifiedStackTrace: boolean;
  readonly hasMonitors: boolean;
  readonly hasNewFeedbacks: boolean;
  readonly hasProfiles: boolean;
  readonly hasReplays: boolean;
  readonly hasSessions: boolean;
  readonly hasTraceMetrics: boolean;
  readonly id: string;
  readonly isBookmarked: boolean;
  readonly isInternal: boolean;
  readonly isMember: boolean;
  readonly isPublic: boolean;
  readonly name: string;
  readonly organization: OrganizationOfProject;
  readonly platform: string | null;
  readonly slug: string;
  readonly status: string;
};

export type ListedRelease = {
  readonly authors: readonly Json[];
  readonly commitCount: number;
  readonly currentProjectMeta: Readonly<Record<string, Json>>;
  readonly data: Readonly<Record<string, Json>>;
  readonly dateCreated: Timestamp;
  readonly dateReleased: Timestamp | null;
  readonly dateStarted: Timestamp | null;
  readonly deployCount: number;
  readonly eventCount?: number;
  readonly eventShare?: number;
  readonly firstEvent: Timestamp | null;
  readonly id: number;
  readonly lastCommit: null;
  readonly lastDeploy: null;
  readonly lastEvent: Timestamp | null;
  readonly newGroups: number;
  readonly owner: User | null;
  readonly projects: readonly ReleaseProject[];
  readonly ref: string | null;
  readonly shortVersion: string;
  readonly status: 'open' | 'archived';
  readonly url: string | null;
  readonly userAgent: string | null;
  readonly version: string;
  readonly versionInfo: ReleaseVersionInfo;
};

export type ListedUserReport = {
  readonly comments: string;
  readonly dateCreated: Timestamp;
  readonly email: string | null;
  readonly event: ReportedEvent;
  readonly eventID: string;
  readonly id: string;
  readonly issue: IssueBase | null;
  readonly name: string | null;
  readonly user: Reporter | null;
};

export type LoaderOptions = {
  readonly hasDebug: boolean;
  readonly hasFeedback: boolean;
  readonly hasLogsAndMetrics: boolean;
  readonly hasPerformance: boolean;
  readonly hasReplay: boolean;
};

export type LoaderOptionsChange = {
  readonly hasDebug?: boolean;
  readonly hasFeedback?: boolean;
  readonly hasLogsAndMetrics?: boolean;
  readonly hasPerformance?: boolean;
  readonly hasReplay?: boolean;
};

export type Member = {
  readonly dateCreated: Timestamp;
  readonly email: string;
  readonly expired: boolean;
  readonly externalUsers: readonly Json[];
  readonly flags: MemberFlags;
  readonly id: string;
  readonly inviteStatus: string;
  readonly inviterName: string | null;
  readonly name: string;
  readonly orgRole: string;
  readonly pending: boolean;
  readonly projects?: readonly string[];
  readonly role: string;
  readonly roleName: string;
  readonly teamRole?: string | null;
  readonly teamRoles?: readonly MemberTeamRole[];
  readonly teamSlug?: string;
  readonly teams?: readonly string[];
  readonly user: User | null;
};

export type MemberChange = {
  readonly orgRole?: 'member' | 'admin' | 'manager' | 'owner';
  readonly regenerate?: boolean;
  readonly reinvite?: boolean;
  readonly role?: 'member' | 'admin' | 'manager' | 'owner';
  readonly teamRoles?: readonly TeamRoleWish[];
  readonly teams?: readonly string[];
};

export type MemberDetail = {
  readonly dateCreated: Timestamp;
  readonly email: string;
  readonly expired: boolean;
  readonly externalUsers: readonly Json[];
  readonly flags: MemberFlags;
  readonly id: string;
  readonly inviteStatus: string;
  readonly invite_link: string | null;
  readonly inviterName: string | null;
  readonly isOnlyOwner: boolean;
  readonly name: string;
  readonly orgRole: string;
  readonly orgRoleList: readonly OrgRoleInfo[];
  readonly pending: boolean;
  readonly role: string;
  readonly roleName: string;
  readonly teamRoleList: readonly TeamRoleInfo[];
  readonly teamRoles: readonly MemberTeamRole[];
  readonly teams: readonly string[];
  readonly user: User | null;
};

export type MemberFlags = {
  readonly 'idp:provisioned': boolean;
  readonly 'idp:role-restricted': boolean;
  readonly 'member-limit:restricted': boolean;
  readonly 'partnership:restricted': boolean;
  readonly 'sso:invalid': boolean;
  readonly 'sso:linked': boolean;
};

export type MemberTeamRole = {
  readonly role: string;
  readonly teamSlug: string;
};

export type MergedIssues = {
  readonly children: readonly string[];
  readonly parent: string;
};

export type Monitor = {
  readonly config: Readonly<Record<string, Json>>;
  readonly dateCreated: Timestamp;
  readonly environments: readonly MonitorEnvironment[];
  readonly id: string;
  readonly isMuted: boolean;
  readonly name: string;
  readonly project: MonitorProject;
  readonly slug: string;
  readonly status: string;
  readonly type: string;
};

export type MonitorEnvironment = {
  readonly isMuted: boolean;
  readonly lastCheckIn: Timestamp;
  readonly name: string;
  readonly status: string;
};

export type MonitorProject = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
};

export type Named = {
  readonly id: string;
  readonly name: string;
};

export type NamedActor = {
  readonly name: string;
};

export type NewAccount = {
  readonly name?: string;
  readonly password?: string;
};

export type NewApiToken = {
  readonly application: null;
  readonly dateCreated: Timestamp;
  readonly dateLastUsed: Timestamp | null;
  readonly expiresAt: Timestamp | null;
  readonly id: string;
  readonly name: string | null;
  readonly refreshToken: null;
  readonly scopes: readonly string[];
  readonly state: null;
  readonly token: string;
  readonly tokenLastCharacters: string;
};

export type NewOrgAuthToken = {
  readonly dateCreated: Timestamp;
  readonly dateLastUsed: Timestamp | null;
  readonly id: string;
  readonly name: string;
  readonly projectLastUsedId: string | null;
  readonly scopes: readonly string[];
  readonly token: string;
  readonly tokenLastCharacters: string;
};

export type NewPassword = {
  readonly password: string;
};

export type NewProjectRelease = {
  readonly commits?: readonly Json[];
  readonly dateReleased?: string;
  readonly dateStarted?: string;
  readonly headCommits?: readonly Json[];
  readonly owner?: string;
  readonly ref?: string;
  readonly refs?: readonly Json[];
  readonly status?: 'open' | 'archived';
  readonly url?: string;
  readonly version: string;
};

export type NewRelease = {
  readonly commits?: readonly Json[];
  readonly dateReleased?: string;
  readonly dateStarted?: string;
  readonly headCommits?: readonly Json[];
  readonly owner?: string;
  readonly projects: readonly (string | number)[];
  readonly ref?: string;
  readonly refs?: readonly Json[];
  readonly status?: 'open' | 'archived';
  readonly url?: string;
  readonly version: string;
};

export type NewUserReport = {
  readonly comments: string;
  readonly email: string;
  readonly event_id: string;
  readonly name: string;
};

export type NextUri = {
  readonly nextUri: string;
};

export type Note = {
  readonly mentions?: readonly string[];
  readonly text: string;
};

export type OneEmail = {
  readonly email: string;
};

export type OrgAuthToken = {
  readonly dateCreated: Timestamp;
  readonly dateLastUsed: Timestamp | null;
  readonly id: string;
  readonly name: string;
  readonly projectLastUsedId: string | null;
  readonly scopes: readonly string[];
  readonly tokenLastCharacters: string;
};

export type OrgRoleInfo = {
  readonly allowed: boolean;
  readonly desc: string;
  readonly id: string;
  readonly isAllowed: boolean;
  readonly isGlobal: boolean;
  readonly isRetired: boolean;
  readonly isTeamRolesAllowed: boolean;
  readonly is_global: boolean;
  readonly minimumTeamRole: string;
  readonly name: string;
  readonly scopes: readonly string[];
};

export type OrganizationChange = {
  readonly accountRateLimit?: number;
  readonly alertsMemberWrite?: boolean;
  readonly allowMemberInvite?: boolean;
  readonly allowMemberProjectCreation?: boolean;
  readonly dataScrubber?: boolean;
  readonly dataScrubberDefaults?: boolean;
  readonly defaultRole?: 'member' | 'admin' | 'manager' | 'owner';
  readonly eventsMemberAdmin?: boolean;
  readonly name?: string;
  readonly openMembership?: boolean;
  readonly projectRateLimit?: number;
  readonly quotas?: readonly Json[];
  readonly relayPiiConfig?: string | null;
  readonly safeFields?: readonly string[];
  readonly scrubIPAddresses?: boolean;
  readonly sensitiveFields?: readonly string[];
  readonly slug?: string;
};

export type OrganizationDetail = {
  readonly access: readonly string[];
  readonly accountRateLimit: number;
  readonly aggregatedDataConsent: boolean;
  readonly alertsMemberWrite: boolean;
  readonly allowJoinRequests: boolean;
  readonly allowMemberInvite: boolean;
  readonly allowMemberProjectCreation: boolean;
  readonly allowSharedIssues: boolean;
  readonly allowSuperuserAccess: boolean;
  readonly attachmentsRole: string;
  readonly autoEnableCodeReview: boolean;
  readonly autoOpenPrs: boolean;
  readonly availableRoles: readonly Named[];
  readonly avatar: Avatar;
  readonly dataScrubber: boolean;
  readonly dataScrubberDefaults: boolean;
  readonly dateCreated: Timestamp;
  readonly debugFilesRole: string;
  readonly defaultAutofixAutomationTuning: string;
  readonly defaultAutomatedRunStoppingPoint: string;
  readonly defaultCodeReviewTriggers: readonly Json[];
  readonly defaultCodingAgent: null;
  readonly defaultCodingAgentIntegrationId: null;
  readonly defaultRole: string;
  readonly defaultSeerScannerAutomation: boolean;
  readonly enableSeerCoding: boolean;
  readonly enhancedPrivacy: boolean;
  readonly eventsMemberAdmin: boolean;
  readonly experiments: Readonly<Record<string, Json>>;
  readonly extraOptions: Readonly<Record<string, Json>>;
  readonly features: readonly string[];
  readonly hasAuthProvider: boolean;
  readonly hideAiFeatures: boolean;
  readonly id: string;
  readonly isDefault: boolean;
  readonly isDynamicallySampled: boolean;
  readonly isEarlyAdopter: boolean;
  readonly issueAlertsThreadFlag: boolean;
  readonly links: OrganizationLinks;
  readonly metricAlertsThreadFlag: boolean;
  readonly name: string;
  readonly onboardingTasks: readonly Json[];
  readonly openMembership: boolean;
  readonly orgRole: string | null;
  readonly orgRoleList: readonly OrgRoleInfo[];
  readonly pendingAccessRequests: number;
  readonly projectRateLimit: number;
  readonly projects?: readonly ProjectSummary[];
  readonly quota: Quota;
  readonly quotas: readonly Json[];
  readonly relayDsnEndpoint: string | null;
  readonly relayPiiConfig: string | null;
  readonly require2FA: boolean;
  readonly requireEmailVerification: boolean;
  readonly requiresSso: boolean;
  readonly role: string | null;
  readonly safeFields: readonly string[];
  readonly scrapeJavaScript: boolean;
  readonly scrubIPAddresses: boolean;
  readonly sensitiveFields: readonly string[];
  readonly slug: string;
  readonly status: Named;
  readonly storeCrashReports: number;
  readonly teamRoleList: readonly TeamRoleInfo[];
  readonly teams?: readonly Team[];
  readonly trustedRelays: readonly Json[];
};

export type OrganizationLinks = {
  readonly organizationUrl: string;
  readonly regionUrl: string;
};

export type OrganizationOfProject = {
  readonly access: readonly string[];
  readonly allowMemberInvite: boolean;
  readonly allowMemberProjectCreation: boolean;
  readonly allowSuperuserAccess: boolean;
  readonly avatar: Avatar;
  readonly dateCreated: Timestamp;
  readonly extraOptions: Readonly<Record<string, Json>>;
  readonly features: readonly string[];
  readonly hasAuthProvider: boolean;
  readonly id: string;
  readonly isEarlyAdopter: boolean;
  readonly links: OrganizationLinks;
  readonly name: string;
  readonly onboardingTasks: readonly Json[];
  readonly require2FA: boolean;
  readonly requireEmailVerification: boolean;
  readonly slug: string;
  readonly status: Named;
};

export type OrganizationSummary = {
  readonly allowMemberInvite: boolean;
  readonly allowMemberProjectCreation: boolean;
  readonly allowSuperuserAccess: boolean;
  readonly avatar: Avatar;
  readonly dateCreated: Timestamp;
  readonly extraOptions: Readonly<Record<string, Json>>;
  readonly features: readonly string[];
  readonly hasAuthProvider: boolean;
  readonly id: string;
  readonly isEarlyAdopter: boolean;
  readonly links: OrganizationLinks;
  readonly name: string;
  readonly onboardingTasks: readonly Json[];
  readonly require2FA: boolean;
  readonly requireEmailVerification: boolean;
  readonly slug: string;
  readonly status: Named;
};

export type OwnedOrganization = {
  readonly organization: OrganizationSummary;
  readonly singleOwner: boolean;
};

export type OwnershipChange = {
  readonly autoAssignment?: 'Auto Assign to Issue Owner' | 'Auto Assign to Suspect Commits' | 'Turn off Auto-Assignment';
  readonly codeownersAutoSync?: boolean;
  readonly fallthrough?: boolean;
  readonly raw?: string;
};

export type OwnershipMatcher = {
  readonly pattern: string;
  readonly type: string;
};

export type OwnershipRule = {
  readonly matcher: OwnershipMatcher;
  readonly owners: readonly RuleOwner[];
};

export type OwnershipSchema = {
  readonly '$version': number;
  readonly rules: readonly OwnershipRule[];
};

export type Participant = {
  readonly avatar: Avatar;
  readonly avatarUrl: string;
  readonly dateJoined: Timestamp;
  readonly email: string;
  readonly emails: readonly UserEmail[];
  readonly experiments: Readonly<Record<string, Json>>;
  readonly has2fa: boolean;
  readonly hasPasswordAuth: boolean;
  readonly id: string;
  readonly isActive: boolean;
  readonly isManaged: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly isSuspended: boolean;
  readonly lastActive: Timestamp | null;
  readonly lastLogin: Timestamp | null;
  readonly name: string;
  readonly type: string;
  readonly username: string;
};

export type PartitionLag = {
  readonly committedOffset: number | null;
  readonly group: string;
  readonly logEndOffset: number;
  readonly logStartOffset: number;
  readonly oldestPendingSeconds: number;
  readonly partition: number;
  readonly pending: number;
  readonly topic: string;
};

export type PasswordChange = {
  readonly password: string;
  readonly passwordNew: string;
  readonly passwordVerify: string;
};

export type PicketEvent = {
  readonly _meta: EventMeta;
  readonly context: Readonly<Record<string, Json>>;
  readonly contexts: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly crashFile: null;
  readonly culprit: string;
  readonly dateCreated: Timestamp;
  readonly dateReceived: Timestamp;
  readonly dist: string | null;
  readonly entries: readonly EventEntry[];
  readonly errors: readonly ProcessingError[];
  readonly eventID: string;
  readonly fingerprints: readonly string[];
  readonly groupID: string | null;
  readonly groupingConfig: GroupingConfig;
  readonly id: string;
  readonly location: string | null;
  readonly message: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly nextEventID: string | null;
  readonly occurrence: null;
  readonly packages: Readonly<Record<string, Json>>;
  readonly platform: string;
  readonly previousEventID: string | null;
  readonly projectID: string;
  readonly release: ReleaseRef | null;
  readonly resolvedWith: readonly Json[];
  readonly sdk: EventSdk | null;
  readonly sdkUpdates: readonly Json[];
  readonly size: number | null;
  readonly tags: readonly EventTag[];
  readonly title: string;
  readonly type: string;
  readonly user: EventUser | null;
  readonly userReport: null;
};

export type PinnedSearchBody = {
  readonly query: string;
  readonly sort?: 'date' | 'new' | 'freq' | 'user' | 'inbox' | 'trends' | 'recommended' | 'priority';
  readonly type?: number;
};

export type Problem = {
  readonly detail?: Json;
  readonly [key: string]: unknown;
};

export type ProcessingError = {
  readonly data: Readonly<Record<string, Json>>;
  readonly message: string;
  readonly type: string;
};

export type ProjectChange = {
  readonly allowedDomains?: readonly string[];
  readonly builtinSymbolSources?: readonly string[];
  readonly dataScrubber?: boolean;
  readonly dataScrubberDefaults?: boolean;
  readonly defaultEnvironment?: string | null;
  readonly digestsMaxDelay?: number;
  readonly digestsMinDelay?: number;
  readonly enableAutoReleaseCreation?: boolean;
  readonly fingerprintingRules?: string;
  readonly groupingConfig?: string;
  readonly groupingEnhancements?: string;
  readonly highlightContext?: Readonly<Record<string, Json>>;
  readonly highlightTags?: readonly string[];
  readonly isBookmarked?: boolean;
  readonly name?: string;
  readonly options?: ProjectOptionsChange;
  readonly platform?: string;
  readonly quotas?: readonly Json[];
  readonly relayPiiConfig?: string | null;
  readonly resolveAge?: number;
  readonly safeFields?: readonly string[];
  readonly scrapeJavaScript?: boolean;
  readonly scrubIPAddresses?: boolean;
  readonly secondaryGroupingConfig?: string | null;
  readonly secondaryGroupingExpiry?: number;
  readonly securityToken?: string;
  readonly securityTokenHeader?: string | null;
  readonly sensitiveFields?: readonly string[];
  readonly slug?: string;
  readonly spikeMultiple?: number;
  readonly storeCrashReports?: number | null;
  readonly subjectPrefix?: string;
  readonly subjectTemplate?: string;
  readonly symbolSources?: string;
  readonly tagLinks?: Readonly<Record<string, Json>>;
  readonly verifySSL?: boolean;
};

export type ProjectCodeowners = {
  readonly codeMappingId: null;
  readonly dateCreated: Timestamp;
  readonly dateUpdated: Timestamp;
  readonly errors: CodeownersErrors;
  readonly id: string;
  readonly ownershipSyntax: string;
  readonly provider: null;
  readonly raw: string;
  readonly schema: OwnershipSchema | null;
};

export type ProjectDetail = {
  readonly access: readonly string[];
  readonly allowedDomains: readonly string[];
  readonly autofixAutomationTuning: string;
  readonly avatar: Avatar;
  readonly builtinSymbolSources: readonly string[];
  readonly color: string;
  readonly dataScrubber: boolean;
  readonly dataScrubberDefaults: boolean;
  readonly dateCreated: Timestamp;
  readonly debugFilesRole: string | null;
  readonly defaultEnvironment: string | null;
  readonly derivedGroupingEnhancements: string;
  readonly digestsMaxDelay: number;
  readonly digestsMinDelay: number;
  readonly dynamicSamplingBiases: null;
  readonly enableAutoReleaseCreation: boolean;
  readonly eventProcessing: EventProcessing;
  readonly features: readonly string[];
  readonly fingerprintingRules: string;
  readonly firstEvent: Timestamp | null;
  readonly firstTransactionEvent: boolean;
  readonly groupingConfig: string;
  readonly groupingEnhancements: string;
  readonly hasAccess: boolean;
  readonly hasFeedbacks: boolean;
  readonly hasFlags: boolean;
  readonly hasInsightsAgentMonitoring: boolean;
  readonly hasInsightsAppStart: boolean;
  readonly hasInsightsAssets: boolean;
  readonly hasInsightsCaches: boolean;
  readonly hasInsightsDb: boolean;
  readonly hasInsightsHttp: boolean;
  readonly hasInsightsMCP: boolean;
  readonly hasInsightsQueues: boolean;
  readonly hasInsightsScreenLoad: boolean;
  readonly hasInsightsVitals: boolean;
  readonly hasLogs: boolean;
  readonly hasMinifiedStackTrace: boolean;
  readonly hasMonitors: boolean;
  readonly hasNewFeedbacks: boolean;
  readonly hasProfiles: boolean;
  readonly hasReplays: boolean;
  readonly hasSessions: boolean;
  readonly hasTraceMetrics: boolean;
  readonly hasUserReports: boolean;
  readonly highlightContext: Readonly<Record<string, Json>>;
  readonly highlightPreset: HighlightPreset;
  readonly highlightTags: readonly string[];
  readonly id: string;
  readonly isBookmarked: boolean;
  readonly isDynamicallySampled: boolean;
  readonly isInternal: boolean;
  readonly isMember: boolean;
  readonly isPublic: boolean;
  readonly latestRelease: null;
  readonly name: string;
  readonly options: ProjectOptions;
  readonly organization: OrganizationOfProject;
  readonly platform: string | null;
  readonly platforms: readonly string[];
  readonly plugins: readonly Json[];
  readonly processingIssues: number;
  readonly quotas: readonly Json[];
  readonly relayPiiConfig: string | null;
  readonly resolveAge: number;
  readonly safeFields: readonly string[];
  readonly scmSourceContextEnabled: boolean;
  readonly scrapeJavaScript: boolean;
  readonly scrubIPAddresses: boolean;
  readonly secondaryGroupingConfig: string | null;
  readonly secondaryGroupingExpiry: number;
  readonly securityToken: string;
  readonly securityTokenHeader: string | null;
  readonly seerNightshiftTweaks: null;
  readonly seerScannerAutomation: boolean;
  readonly sensitiveFields: readonly string[];
  readonly slug: string;
  readonly spikeMultiple: number;
  readonly status: string;
  readonly storeCrashReports: number | null;
  readonly subjectPrefix: string;
  readonly subjectTemplate: string;
  readonly symbolSources: string;
  readonly tagLinks: Readonly<Record<string, Json>>;
  readonly team: TeamRef | null;
  readonly teams: readonly TeamRef[];
  readonly tempestFetchScreenshots: boolean;
  readonly verifySSL: boolean;
};

export type ProjectEnvironment = {
  readonly id: string;
  readonly isHidden: boolean;
  readonly name: string;
};

export type ProjectKey = {
  readonly browserSdk: BrowserSdk;
  readonly browserSdkVersion: string;
  readonly dateCreated: Timestamp;
  readonly dsn: Dsn;
  readonly dynamicSdkLoaderOptions: LoaderOptions;
  readonly id: string;
  readonly isActive: boolean;
  readonly label: string;
  readonly name: string;
  readonly projectId: number;
  readonly public: string;
  readonly rateLimit: RateLimit | null;
  readonly secret: string | null;
};

export type ProjectKeyChange = {
  readonly browserSdkVersion?: string;
  readonly dynamicSdkLoaderOptions?: LoaderOptionsChange;
  readonly isActive?: boolean;
  readonly name?: string;
  readonly rateLimit?: RateLimitChange | null;
};

export type ProjectOfTeam = {
  readonly access: readonly string[];
  readonly avatar: Avatar;
  readonly color: string;
  readonly dateCreated: Timestamp;
  readonly features: readonly string[];
  readonly firstEvent: Timestamp | null;
  readonly firstTransactionEvent: boolean;
  readonly hasAccess: boolean;
  readonly hasFeedbacks: boolean;
  readonly hasFlags: boolean;
  readonly hasInsightsAgentMonitoring: boolean;
  readonly hasInsightsAppStart: boolean;
  readonly hasInsightsAssets: boolean;
  readonly hasInsightsCaches: boolean;
  readonly hasInsightsDb: boolean;
  readonly hasInsightsHttp: boolean;
  readonly hasInsightsMCP: boolean;
  readonly hasInsightsQueues: boolean;
  readonly hasInsightsScreenLoad: boolean;
  readonly hasInsightsVitals: boolean;
  readonly hasLogs: boolean;
  readonly hasMinifiedStackTrace: boolean;
  readonly hasMonitors: boolean;
  readonly hasNewFeedbacks: boolean;
  readonly hasProfiles: boolean;
  readonly hasReplays: boolean;
  readonly hasSessions: boolean;
  readonly hasTraceMetrics: boolean;
  readonly id: string;
  readonly isBookmarked: boolean;
  readonly isInternal: boolean;
  readonly isMember: boolean;
  readonly isPublic: boolean;
  readonly name: string;
  readonly platform: string | null;
  readonly slug: string;
  readonly status: string;
};

export type ProjectOptions = {
  readonly 'feedback:branding': boolean;
  readonly 'filters:blacklisted_ips': string;
  readonly 'filters:chunk-load-error': boolean;
  readonly 'filters:error_messages': string;
  readonly 'filters:generic': string;
  readonly 'filters:react-hydration-errors': boolean;
  readonly 'filters:releases': string;
  readonly 'quotas:spike-protection-disabled': boolean | null;
  readonly 'sentry:csp_ignored_sources': string;
  readonly 'sentry:csp_ignored_sources_defaults': boolean;
  readonly 'sentry:feedback_ai_spam_detection': boolean;
  readonly 'sentry:feedback_user_report_notifications': boolean;
  readonly 'sentry:replay_hydration_error_issues': boolean;
  readonly 'sentry:replay_rage_click_issues': boolean;
  readonly 'sentry:reprocessing_active': boolean;
  readonly 'sentry:toolbar_allowed_origins': string;
};

export type ProjectOptionsChange = {
  readonly 'feedback:branding'?: boolean;
  readonly 'filters:blacklisted_ips'?: string;
  readonly 'filters:chunk-load-error'?: boolean;
  readonly 'filters:error_messages'?: string;
  readonly 'filters:generic'?: string;
  readonly 'filters:react-hydration-errors'?: boolean;
  readonly 'filters:releases'?: string;
  readonly 'mail:subject_prefix'?: string;
  readonly 'quotas:spike-protection-disabled'?: boolean | null;
  readonly 'sentry:csp_ignored_sources'?: string;
  readonly 'sentry:csp_ignored_sources_defaults'?: boolean;
  readonly 'sentry:default_environment'?: string | null;
  readonly 'sentry:feedback_ai_spam_detection'?: boolean;
  readonly 'sentry:feedback_user_report_notifications'?: boolean;
  readonly 'sentry:fingerprinting_rules'?: string;
  readonly 'sentry:grouping_config'?: string;
  readonly 'sentry:relay_pii_config'?: string | null;
  readonly 'sentry:replay_hydration_error_issues'?: boolean;
  readonly 'sentry:replay_rage_click_issues'?: boolean;
  readonly 'sentry:reprocessing_active'?: boolean;
  readonly 'sentry:resolve_age'?: number;
  readonly 'sentry:safe_fields'?: readonly string[];
  readonly 'sentry:scrub_data'?: boolean;
  readonly 'sentry:scrub_defaults'?: boolean;
  readonly 'sentry:scrub_ip_address'?: boolean;
  readonly 'sentry:sensitive_fields'?: readonly string[];
  readonly 'sentry:store_crash_reports'?: number | null;
  readonly 'sentry:toolbar_allowed_origins'?: string;
};

export type ProjectOwnership = {
  readonly autoAssignment: 'Auto Assign to Issue Owner' | 'Auto Assign to Suspect Commits' | 'Turn off Auto-Assignment';
  readonly codeownersAutoSync: boolean;
  readonly dateCreated: Timestamp | null;
  readonly fallthrough: boolean;
  readonly isActive: boolean;
  readonly lastUpdated: Timestamp | null;
  readonly raw: string | null;
  readonly schema: OwnershipSchema | null;
};

export type ProjectRef = {
  readonly id: string;
  readonly name: string;
  readonly platform: string | null;
  readonly slug: string;
};

export type ProjectSummary = {
  readonly access: readonly string[];
  readonly dateCreated: Timestamp;
  readonly environments: readonly string[];
  readonly eventProcessing: EventProcessing;
  readonly features: readonly string[];
  readonly firstEvent: Timestamp | null;
  readonly firstTransactionEvent: boolean;
  readonly hasAccess: boolean;
  readonly hasFeedbacks: boolean;
  readonly hasFlags: boolean;
  readonly hasInsightsAgentMonitoring: boolean;
  readonly hasInsightsAppStart: boolean;
  readonly hasInsightsAssets: boolean;
  readonly hasInsightsCaches: boolean;
  readonly hasInsightsDb: boolean;
  readonly hasInsightsHttp: boolean;
  readonly hasInsightsMCP: boolean;
  readonly hasInsightsQueues: boolean;
  readonly hasInsightsScreenLoad: boolean;
  readonly hasInsightsVitals: boolean;
  readonly hasLogs: boolean;
  readonly hasMinifiedStackTrace: boolean;
  readonly hasMonitors: boolean;
  readonly hasNewFeedbacks: boolean;
  readonly hasProfiles: boolean;
  readonly hasReplays: boolean;
  readonly hasSessions: boolean;
  readonly hasTraceMetrics: boolean;
  readonly hasUserReports: boolean;
  readonly id: string;
  readonly isBookmarked: boolean;
  readonly isMember: boolean;
  readonly latestRelease: null;
  readonly name: string;
  readonly options?: Readonly<Record<string, Json>>;
  readonly platform: string | null;
  readonly platforms: readonly string[];
  readonly slug: string;
  readonly stats?: readonly (readonly [number, number])[];
  readonly team: TeamRef | null;
  readonly teams: readonly TeamRef[];
};

export type ProjectWithTeam = {
  readonly access: readonly string[];
  readonly dateCreated: Timestamp;
  readonly environments: readonly string[];
  readonly eventProcessing: EventProcessing;
  readonly features: readonly string[];
  readonly firstEvent: Timestamp | null;
  readonly firstTransactionEvent: boolean;
  readonly hasAccess: boolean;
  readonly hasFeedbacks: boolean;
  readonly hasFlags: boolean;
  readonly hasInsightsAgentMonitoring: boolean;
  readonly hasInsightsAppStart: boolean;
  readonly hasInsightsAssets: boolean;
  readonly hasInsightsCaches: boolean;
  readonly hasInsightsDb: boolean;
  readonly hasInsightsHttp: boolean;
  readonly hasInsightsMCP: boolean;
  readonly hasInsightsQueues: boolean;
  readonly hasInsightsScreenLoad: boolean;
  readonly hasInsightsVitals: boolean;
  readonly hasLogs: boolean;
  readonly hasMinifiedStackTrace: boolean;
  readonly hasMonitors: boolean;
  readonly hasNewFeedbacks: boolean;
  readonly hasProfiles: boolean;
  readonly hasReplays: boolean;
  readonly hasSessions: boolean;
  readonly hasTraceMetrics: boolean;
  readonly hasUserReports: boolean;
  readonly id: string;
  readonly isBookmarked: boolean;
  readonly isMember: boolean;
  readonly latestRelease: null;
  readonly name: string;
  readonly options?: Readonly<Record<string, Json>>;
  readonly platform: string | null;
  readonly platforms: readonly string[];
  readonly slug: string;
  readonly stats?: readonly (readonly [number, number])[];
  readonly team: TeamRef | null;
  readonly team_slug: string;
  readonly teams: readonly TeamRef[];
};

export type Proof = {
  readonly otp?: string;
  readonly password?: string;
};

export type Queue = {
  readonly deadLetters: number;
  readonly oldestPendingSeconds: number;
  readonly partitions: readonly PartitionLag[];
  readonly pending: number;
};

export type Quota = {
  readonly accountLimit: number;
  readonly maxRate: number | null;
  readonly maxRateInterval: number;
  readonly projectLimit: number;
};

export type RateLimit = {
  readonly count: number;
  readonly window: number;
};

export type RateLimitChange = {
  readonly count?: number;
  readonly window?: number;
};

export type RecentSearch = {
  readonly dateCreated: Timestamp;
  readonly id: string;
  readonly lastSeen: Timestamp;
  readonly organizationId: string;
  readonly query: string;
  readonly type: number;
};

export type RecentSearchBody = {
  readonly query: string;
  readonly type?: number;
};

export type RecoveryCodes = {
  readonly codes: readonly string[];
};

export type Release = {
  readonly authors: readonly Json[];
  readonly commitCount: number;
  readonly currentProjectMeta: Readonly<Record<string, Json>>;
  readonly data: Readonly<Record<string, Json>>;
  readonly dateCreated: Timestamp;
  readonly dateReleased: Timestamp | null;
  readonly dateStarted: Timestamp | null;
  readonly deployCount: number;
  readonly firstEvent: Timestamp | null;
  readonly id: number;
  readonly lastCommit: null;
  readonly lastDeploy: null;
  readonly lastEvent: Timestamp | null;
  readonly newGroups: number;
  readonly owner: User | null;
  readonly projects: readonly ReleaseProject[];
  readonly ref: string | null;
  readonly shortVersion: string;
  readonly status: 'open' | 'archived';
  readonly url: string | null;
  readonly userAgent: string | null;
  readonly version: string;
  readonly versionInfo: ReleaseVersionInfo;
};

export type ReleaseChange = {
  readonly commits?: readonly Json[];
  readonly dateReleased?: string;
  readonly dateStarted?: string;
  readonly headCommits?: readonly Json[];
  readonly owner?: string;
  readonly projects?: readonly (string | number)[];
  readonly ref?: string;
  readonly refs?: readonly Json[];
  readonly status?: 'open' | 'archived';
  readonly url?: string;
};

export type ReleaseProject = {
  readonly hasHealthData: boolean;
  readonly id: number;
  readonly name: string;
  readonly newGroups: number;
  readonly platform: string | null;
  readonly platforms: readonly string[];
  readonly slug: string;
};

export type ReleaseRef = {
  readonly authors?: readonly Json[];
  readonly commitCount?: number;
  readonly currentProjectMeta?: Readonly<Record<string, Json>>;
  readonly data?: Readonly<Record<string, Json>>;
  readonly dateCreated?: Timestamp;
  readonly dateReleased?: Timestamp | null;
  readonly dateStarted?: Timestamp | null;
  readonly deployCount?: number;
  readonly firstEvent?: Timestamp | null;
  readonly id?: number;
  readonly lastCommit?: null;
  readonly lastDeploy?: null;
  readonly lastEvent?: Timestamp | null;
  readonly newGroups?: number;
  readonly owner?: User | null;
  readonly projects?: readonly ReleaseProject[];
  readonly ref?: string | null;
  readonly shortVersion?: string;
  readonly status?: 'open' | 'archived';
  readonly url?: string | null;
  readonly userAgent?: string | null;
  readonly version: string;
  readonly versionInfo?: ReleaseVersionInfo;
};

export type ReleaseVersion = {
  readonly buildCode?: string | null;
  readonly components?: number;
  readonly major?: number;
  readonly minor?: number;
  readonly patch?: number;
  readonly pre?: string | null;
  readonly raw: string;
};

export type ReleaseVersionInfo = {
  readonly buildHash: string | null;
  readonly description: string;
  readonly package: string | null;
  readonly version: ReleaseVersion;
};

export type Replay = {
  readonly failed: readonly FailedReplay[];
  readonly remaining: number;
  readonly replayed: readonly string[];
};

export type ReportedEvent = {
  readonly eventID: string;
  readonly id: string;
};

export type Reporter = {
  readonly avatarUrl: string | null;
  readonly email: string | null;
  readonly id: string;
  readonly ipAddress: string | null;
  readonly name: string | null;
  readonly username: string | null;
};

export type RevokeToken = {
  readonly tokenId: string;
};

export type RuleOwner = {
  readonly id?: string;
  readonly name: string;
  readonly type: 'team' | 'user';
};

export type SavedSearch = {
  readonly dateCreated: Timestamp;
  readonly id: string;
  readonly isGlobal: boolean;
  readonly isOrgCustom: boolean;
  readonly isPinned: boolean;
  readonly name: string;
  readonly query: string;
  readonly sort: string;
  readonly type: number;
  readonly visibility: 'organization' | 'owner' | 'owner_pinned';
};

export type SavedSearchBody = {
  readonly name: string;
  readonly query: string;
  readonly sort?: 'date' | 'new' | 'freq' | 'user' | 'inbox' | 'trends' | 'recommended' | 'priority';
  readonly type?: number;
  readonly visibility?: 'organization' | 'owner';
};

export type ScrubbedValue = {
  readonly after: Json;
  readonly before: Json;
  readonly path: string;
};

export type ScrubbingDraft = {
  readonly allowedDomains?: readonly string[];
  readonly builtinSymbolSources?: readonly string[];
  readonly dataScrubber?: boolean;
  readonly dataScrubberDefaults?: boolean;
  readonly defaultEnvironment?: string | null;
  readonly digestsMaxDelay?: number;
  readonly digestsMinDelay?: number;
  readonly enableAutoReleaseCreation?: boolean;
  readonly event?: Readonly<Record<string, Json>>;
  readonly eventId?: string;
  readonly fingerprintingRules?: string;
  readonly groupingConfig?: string;
  readonly groupingEnhancements?: string;
  readonly highlightContext?: Readonly<Record<string, Json>>;
  readonly highlightTags?: readonly string[];
  readonly isBookmarked?: boolean;
  readonly name?: string;
  readonly options?: ProjectOptionsChange;
  readonly platform?: string;
  readonly quotas?: readonly Json[];
  readonly relayPiiConfig?: string | null;
  readonly resolveAge?: number;
  readonly safeFields?: readonly string[];
  readonly scrapeJavaScript?: boolean;
  readonly scrubIPAddresses?: boolean;
  readonly secondaryGroupingConfig?: string | null;
  readonly secondaryGroupingExpiry?: number;
  readonly securityToken?: string;
  readonly securityTokenHeader?: string | null;
  readonly sensitiveFields?: readonly string[];
  readonly slug?: string;
  readonly spikeMultiple?: number;
  readonly storeCrashReports?: number | null;
  readonly subjectPrefix?: string;
  readonly subjectTemplate?: string;
  readonly symbolSources?: string;
  readonly tagLinks?: Readonly<Record<string, Json>>;
  readonly verifySSL?: boolean;
};

export type ScrubbingPreview = {
  readonly changes: readonly ScrubbedValue[];
  readonly complete: boolean;
  readonly event: Readonly<Record<string, Json>>;
};

export type SearchKey = {
  readonly about: string;
  readonly events: number | null;
  readonly key: string;
  readonly kind: string;
};

export type SearchTypeBody = {
  readonly type?: number;
};

export type SearchValue = {
  readonly about: string;
  readonly events: number | null;
  readonly kind: string;
  readonly lastSeen: Timestamp | null;
  readonly value: string;
};

export type SeenBy = {
  readonly avatar: Avatar;
  readonly avatarUrl: string;
  readonly dateJoined: Timestamp;
  readonly email: string;
  readonly emails: readonly UserEmail[];
  readonly experiments: Readonly<Record<string, Json>>;
  readonly has2fa: boolean;
  readonly hasPasswordAuth: boolean;
  readonly id: string;
  readonly isActive: boolean;
  readonly isManaged: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly isSuspended: boolean;
  readonly lastActive: Timestamp | null;
  readonly lastLogin: Timestamp | null;
  readonly lastSeen: Timestamp;
  readonly name: string;
  readonly username: string;
};

export type SelfUser = {
  readonly authenticators: readonly Authenticator[];
  readonly avatar: Avatar;
  readonly avatarUrl: string;
  readonly dateJoined: Timestamp;
  readonly email: string;
  readonly emails: readonly UserEmail[];
  readonly experiments: Readonly<Record<string, Json>>;
  readonly flags: UserFlags;
  readonly has2fa: boolean;
  readonly hasPasswordAuth: boolean;
  readonly id: string;
  readonly identities: readonly Json[];
  readonly isActive: boolean;
  readonly isManaged: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly isSuspended: boolean;
  readonly lastActive: Timestamp | null;
  readonly lastLogin: Timestamp | null;
  readonly name: string;
  readonly options: UserOptions;
  readonly permissions: readonly string[];
  readonly username: string;
};

export type Session = {
  readonly dateCreated: Timestamp;
  readonly id: string;
  readonly ipAddress: string | null;
  readonly isCurrent: boolean;
  readonly lastSeen: Timestamp;
  readonly userAgent: string | null;
};

export type SessionSeries = {
  readonly end: Timestamp;
  readonly groups: readonly SessionsGroup[];
  readonly intervals: readonly Timestamp[];
  readonly query: string;
  readonly start: Timestamp;
};

export type SessionsBy = {
  readonly environment?: string;
  readonly project?: number;
  readonly release?: string;
  readonly 'session.status'?: string;
};

export type SessionsGroup = {
  readonly by: SessionsBy;
  readonly series?: Readonly<Record<string, readonly (number | null)[]>>;
  readonly totals?: Readonly<Record<string, number | null>>;
};

export type ShortId = {
  readonly group: Issue;
  readonly groupId: string;
  readonly organizationSlug: string;
  readonly projectSlug: string;
  readonly shortId: string;
};

export type SignIn = {
  readonly otp?: string;
  readonly password: string;
  readonly recoveryCode?: string;
  readonly username: string;
};

export type SignInConfig = {
  readonly canRegister: boolean;
  readonly hasNewsletter: boolean;
  readonly serverHostname: string;
};

export type SignedIn = {
  readonly nextUri: string;
  readonly user: SelfUser;
};

export type SimpleEvent = {
  readonly crashFile: null;
  readonly culprit: string;
  readonly dateCreated: Timestamp;
  readonly 'event.type': string;
  readonly eventID: string;
  readonly groupID: string | null;
  readonly id: string;
  readonly location: string | null;
  readonly message: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly platform: string;
  readonly projectID: string;
  readonly tags: readonly EventTag[];
  readonly title: string;
  readonly user: EventUser | null;
};

export type StatusDetails = {
  readonly actor?: User | null;
  readonly autoResolved?: boolean;
  readonly ignoreCount?: number | null;
  readonly ignoreUntil?: Timestamp | null;
  readonly ignoreUserCount?: number | null;
  readonly ignoreUserWindow?: number | null;
  readonly ignoreWindow?: number | null;
  readonly inNextRelease?: boolean;
  readonly inRelease?: string;
};

export type StatusDetailsChange = {
  readonly ignoreCount?: number | null;
  readonly ignoreDuration?: number | null;
  readonly ignoreUntil?: string | null;
  readonly ignoreUserCount?: number | null;
  readonly ignoreUserWindow?: number | null;
  readonly ignoreWindow?: number | null;
  readonly inNextRelease?: boolean;
  readonly inRelease?: string;
  readonly inUpcomingRelease?: boolean;
  readonly untilEscalating?: boolean;
  readonly [key: string]: unknown;
};

export type Storage = {
  readonly bytesPerDay: number | null;
  readonly daysKept: number;
  readonly daysUntilFull: number | null;
  readonly freeBytes: number;
  readonly history: readonly StorageDay[];
  readonly inMemory: boolean;
  readonly path: string | null;
  readonly retentionDays: number;
  readonly stores: readonly StoreSize[];
  readonly usedBytes: number;
};

export type StorageDay = {
  readonly date: Timestamp;
  readonly freeBytes: number;
  readonly stores: readonly StoreSize[];
  readonly usedBytes: number;
};

export type StoreSize = {
  readonly bytes: number;
  readonly name: string;
};

export type StoredEvent = {
  readonly culprit: string;
  readonly location: string | null;
  readonly title: string;
  readonly [key: string]: unknown;
};

export type SubscriptionDetails = {
  readonly reason: string;
};

export type SuggestedOwner = {
  readonly date_added: Timestamp;
  readonly owner: string;
  readonly type: 'suspectCommit' | 'ownershipRule' | 'codeowners';
};

export type TagKey = {
  readonly key: string;
  readonly name: string;
  readonly topValues?: readonly TagValue[];
  readonly totalValues: number;
  readonly uniqueValues?: number;
};

export type TagValue = {
  readonly count: number;
  readonly firstSeen: Timestamp;
  readonly key: string;
  readonly lastSeen: Timestamp;
  readonly name: string;
  readonly query?: string;
  readonly value: string;
};

export type Team = {
  readonly access: readonly string[];
  readonly avatar: Avatar;
  readonly dateCreated: Timestamp;
  readonly externalTeams?: readonly Json[];
  readonly flags: TeamFlags;
  readonly hasAccess: boolean;
  readonly id: string;
  readonly isMember: boolean;
  readonly isPending: boolean;
  readonly memberCount: number;
  readonly name: string;
  readonly organization?: OrganizationSummary;
  readonly projects?: readonly ProjectOfTeam[];
  readonly slug: string;
  readonly teamRole: string | null;
};

export type TeamFlags = {
  readonly 'idp:provisioned': boolean;
};

export type TeamNames = {
  readonly name?: string;
  readonly slug?: string;
};

export type TeamPlace = {
  readonly isActive: boolean;
  readonly teamRole: string;
};

export type TeamRef = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
};

export type TeamRoleChange = {
  readonly teamRole: 'contributor' | 'admin';
};

export type TeamRoleInfo = {
  readonly allowed: boolean;
  readonly desc: string;
  readonly id: string;
  readonly isAllowed: boolean;
  readonly isMinimumRoleFor: string | null;
  readonly isRetired: boolean;
  readonly isTeamRolesAllowed: boolean;
  readonly name: string;
  readonly scopes: readonly string[];
};

export type TeamRoleWish = {
  readonly role?: 'contributor' | 'admin' | null;
  readonly teamSlug: string;
};

export type Timeseries = {
  readonly meta: TimeseriesAnswerMeta;
  readonly timeSeries: readonly TimeseriesLine[];
};

export type TimeseriesAnswerMeta = {
  readonly dataset: string;
  readonly end: number;
  readonly start: number;
};

export type TimeseriesGroup = {
  readonly key: string;
  readonly value: Json;
};

export type TimeseriesLine = {
  readonly groupBy?: readonly TimeseriesGroup[];
  readonly meta: TimeseriesMeta;
  readonly values: readonly TimeseriesPoint[];
  readonly yAxis: string;
};

export type TimeseriesMeta = {
  readonly interval: number;
  readonly isOther?: boolean;
  readonly order?: number;
  readonly valueType: 'string' | 'integer' | 'number' | 'percentage' | 'date' | 'boolean' | 'array';
  readonly valueUnit: string | null;
};

export type TimeseriesPoint = {
  readonly comparisonValue?: Json;
  readonly incomplete: boolean;
  readonly timestamp: number;
  readonly value: Json;
};

export type TokenName = {
  readonly name: string;
};

export type TokenScopes = {
  readonly scopes: readonly string[];
};

export type Tombstone = {
  readonly actor: User | null;
  readonly culprit: string;
  readonly dateAdded: Timestamp;
  readonly id: string;
  readonly lastSeen: Timestamp;
  readonly level: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly timesSeen: number;
  readonly title: string;
  readonly type: string;
};

export type TopicLag = {
  readonly group: string;
  readonly oldestPendingSeconds: number;
  readonly pending: number;
  readonly topic: string;
};

export type TotpCode = {
  readonly otp: string;
};

export type TransactionEvent = {
  readonly _meta: Readonly<Record<string, Json>>;
  readonly breakdowns: Readonly<Record<string, Json>>;
  readonly context: Readonly<Record<string, Json>>;
  readonly contexts: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly dateReceived: Timestamp;
  readonly dist: string | null;
  readonly endTimestamp: number;
  readonly entries: readonly (Readonly<Record<string, Json>>)[];
  readonly errors: readonly (Readonly<Record<string, Json>>)[];
  readonly eventID: string;
  readonly groupID: string | null;
  readonly id: string;
  readonly location: string | null;
  readonly measurements: Readonly<Record<string, Json>>;
  readonly message: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly nextEventID: string | null;
  readonly occurrence: null;
  readonly packages: Readonly<Record<string, Json>>;
  readonly platform: string;
  readonly previousEventID: string | null;
  readonly projectID: string;
  readonly release: ReleaseRef | null;
  readonly resolvedWith: readonly Json[];
  readonly sdk: Readonly<Record<string, Json>> | null;
  readonly sdkUpdates: readonly Json[];
  readonly size: number | null;
  readonly startTimestamp: number;
  readonly tags: readonly (Readonly<Record<string, Json>>)[];
  readonly title: string;
  readonly type: string;
  readonly user: Readonly<Record<string, Json>> | null;
  readonly userReport: null;
};

export type UndoStep = {
  readonly body: IssueUpdate;
  readonly id: readonly string[];
};

export type UsageBy = {
  readonly category?: string;
  readonly key_id?: number;
  readonly outcome?: string;
  readonly project?: number;
  readonly reason?: string;
};

export type UsageGroup = {
  readonly by: UsageBy;
  readonly series?: UsageSums;
  readonly totals: UsageSum;
};

export type UsageOfCategory = {
  readonly category: string;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly totals: UsageTotals;
};

export type UsageOfProject = {
  readonly id: string;
  readonly slug: string;
  readonly stats: readonly UsageOfCategory[];
};

export type UsageSeries = {
  readonly end: Timestamp;
  readonly groups: readonly UsageGroup[];
  readonly intervals?: readonly Timestamp[];
  readonly start: Timestamp;
};

export type UsageSum = {
  readonly 'sum(quantity)': number;
};

export type UsageSummary = {
  readonly end: Timestamp;
  readonly projects: readonly UsageOfProject[];
  readonly start: Timestamp;
};

export type UsageSums = {
  readonly 'sum(quantity)': readonly number[];
};

export type UsageTotals = {
  readonly dropped: number;
  readonly 'sum(quantity)': number;
};

export type User = {
  readonly avatar: Avatar;
  readonly avatarUrl: string;
  readonly dateJoined: Timestamp;
  readonly email: string;
  readonly emails: readonly UserEmail[];
  readonly experiments: Readonly<Record<string, Json>>;
  readonly has2fa: boolean;
  readonly hasPasswordAuth: boolean;
  readonly id: string;
  readonly isActive: boolean;
  readonly isManaged: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly isSuspended: boolean;
  readonly lastActive: Timestamp | null;
  readonly lastLogin: Timestamp | null;
  readonly name: string;
  readonly username: string;
};

export type UserEmail = {
  readonly email: string;
  readonly id: string;
  readonly is_verified: boolean;
};

export type UserFlags = {
  readonly newsletter_consent_prompt: boolean;
};

export type UserOptions = {
  readonly clock24Hours: boolean;
  readonly defaultIssueEvent: 'recommended' | 'latest' | 'oldest';
  readonly language: string;
  readonly prefersIssueDetailsStreamlinedUI: null;
  readonly stacktraceOrder: -1 | 1 | 2;
  readonly theme: 'light' | 'dark' | 'system';
  readonly timezone: string;
};

export type UserOptionsChange = {
  readonly clock24Hours?: boolean;
  readonly defaultIssueEvent?: 'recommended' | 'latest' | 'oldest';
  readonly language?: string;
  readonly stacktraceOrder?: -1 | 1 | 2 | '-1' | '1' | '2';
  readonly theme?: 'light' | 'dark' | 'system';
  readonly timezone?: string;
};

export type UserReport = {
  readonly comments: string;
  readonly dateCreated: Timestamp;
  readonly email: string | null;
  readonly event: ReportedEvent;
  readonly eventID: string;
  readonly id: string;
  readonly name: string | null;
  readonly user: Reporter | null;
};
