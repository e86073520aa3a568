// Events (api.md section 9.3 and 9.4). Everything below `entries`, `contexts` and `context` was sent by an
// application: each field may be missing or of another kind than the SDK's documentation says, so pages check.
import type { Timestamp } from './types';

export interface EventUser {
  readonly id?: string | null;
  readonly email?: string | null;
  readonly username?: string | null;
  readonly ip_address?: string | null;
  readonly name?: string | null;
  readonly geo?: Readonly<Record<string, string | null>> | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
}

export interface EventTag {
  readonly key: string;
  readonly value: string | null;
  readonly query?: string;
}

export interface ProcessingNote {
  readonly type: string;
  readonly message?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventEntry {
  readonly type: string;
  readonly data: unknown;
}

export interface Frame {
  readonly filename?: string | null;
  readonly absPath?: string | null;
  readonly module?: string | null;
  readonly package?: string | null;
  readonly platform?: string | null;
  readonly instructionAddr?: string | null;
  readonly symbolAddr?: string | null;
  readonly function?: string | null;
  readonly rawFunction?: string | null;
  readonly context?: readonly (readonly [number, string | null])[] | null;
  readonly lineNo?: number | null;
  readonly colNo?: number | null;
  readonly inApp?: boolean | null;
  readonly trust?: string | null;
  readonly vars?: Readonly<Record<string, unknown>> | null;
  readonly map?: string | null;
  readonly origFunction?: string | null;
  readonly origAbsPath?: string | null;
  readonly origFilename?: string | null;
  readonly origLineNo?: number | null;
  readonly origColNo?: number | null;
}

export interface StackTrace {
  /** Oldest first: the frame that raised is the last one. */
  readonly frames: readonly Frame[];
  readonly framesOmitted?: readonly [number, number] | null;
  readonly registers?: Readonly<Record<string, string>> | null;
  readonly hasSystemFrames?: boolean;
}

export interface Mechanism {
  readonly type?: string;
  readonly handled?: boolean | null;
  readonly description?: string;
  readonly help_link?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly is_exception_group?: boolean;
  readonly exception_id?: number;
  readonly parent_id?: number;
  readonly source?: string;
}

export interface ExceptionValue {
  readonly type?: string | null;
  readonly value?: string | null;
  readonly module?: string | null;
  readonly threadId?: number | string | null;
  readonly mechanism?: Mechanism | null;
  readonly stacktrace?: StackTrace | null;
  readonly rawStacktrace?: StackTrace | null;
}

export interface ExceptionData {
  /** Root cause first: the exception that was reported is the last one. */
  readonly values: readonly ExceptionValue[];
  readonly hasSystemFrames?: boolean;
  readonly excOmitted?: readonly [number, number] | null;
}

export interface ThreadValue {
  readonly id?: number | string | null;
  readonly name?: string | null;
  readonly crashed?: boolean | null;
  readonly current?: boolean | null;
  readonly state?: string | null;
  readonly stacktrace?: StackTrace | null;
}

export interface Breadcrumb {
  readonly type?: string;
  readonly timestamp?: Timestamp | null;
  readonly level?: string | null;
  readonly message?: string | null;
  readonly category?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly event_id?: string | null;
}

export interface RequestData {
  readonly method?: string | null;
  readonly url?: string | null;
  readonly query?: readonly (readonly [string, string])[] | string | null;
  readonly fragment?: string | null;
  readonly data?: unknown;
  readonly headers?: readonly (readonly [string, string])[] | null;
  readonly cookies?: readonly (readonly [string, string])[] | null;
  readonly env?: Readonly<Record<string, unknown>> | null;
  readonly inferredContentType?: string | null;
}

export interface PicketEvent {
  readonly id: string;
  readonly eventID: string;
  readonly groupID: string | null;
  readonly projectID: string;
  readonly size?: number | null;
  readonly entries: readonly EventEntry[];
  readonly dist: string | null;
  readonly message: string | null;
  readonly title: string;
  readonly location: string | null;
  readonly culprit: string | null;
  readonly user: EventUser | null;
  readonly contexts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly sdk: { readonly name: string; readonly version: string } | null;
  /** What SDKs call `extra`. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly packages: Readonly<Record<string, string>>;
  readonly type: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tags: readonly EventTag[];
  readonly platform: string;
  readonly dateCreated: Timestamp;
  readonly dateReceived: Timestamp | null;
  readonly errors: readonly ProcessingNote[];
  readonly fingerprints?: readonly string[];
  readonly groupingConfig?: Readonly<Record<string, unknown>>;
  readonly release: { readonly version: string } | null;
  readonly nextEventID?: string | null;
  readonly previousEventID?: string | null;
  readonly _meta?: Readonly<Record<string, unknown>>;
}

/** A row of `…/issues/{id}/events/`. */
export interface SimpleEvent {
  readonly id: string;
  readonly eventID: string;
  readonly groupID: string | null;
  readonly projectID: string;
  readonly message: string;
  readonly title: string;
  readonly location: string | null;
  readonly culprit: string | null;
  readonly user: EventUser | null;
  readonly tags: readonly EventTag[];
  readonly platform: string | null;
  readonly dateCreated: Timestamp;
}
