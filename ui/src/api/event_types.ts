// Events. Everything below `entries`, `contexts` and `context` was sent by an application, so the description of the API
// says nothing of it: each field may be missing or of another kind than the SDK's documentation says, so pages check.
import type * as answers from './answers';
import type { Json, Timestamp } from './answers';

export type { EventEntry, EventTag, EventUser, Json, ProcessingError, SimpleEvent } from './answers';

type Maybe<T> = T | null | undefined;
type JsonObject = Readonly<Record<string, Json>>;

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
  readonly symbol?: string | null;
  readonly context?: readonly (readonly [number, string | null])[] | null;
  readonly lineNo?: number | null;
  readonly colNo?: number | null;
  readonly inApp?: boolean | null;
  /** Native: how the frame was found; `cfi` is certain, `scan` a guess. */
  readonly trust?: string | null;
  /** What this frame waits for or holds (Android). */
  readonly lock?: Readonly<Record<string, unknown>> | null;
  readonly sourceLink?: string | null;
  readonly vars?: JsonObject | null;
  /** Present where a source map placed the frame: the minified place. */
  readonly map?: string | null;
  readonly origFunction?: string | null;
  readonly origAbsPath?: string | null;
  readonly origFilename?: string | null;
  readonly origLineNo?: number | null;
  readonly origColNo?: number | null;
}

export interface StackTrace {
  /** Oldest first: the frame that raised is the last one. */
  readonly frames?: Maybe<readonly Frame[]>;
  /** `[first, end)` of the frames that the SDK left out, counted from 0 in its own list. */
  readonly framesOmitted?: readonly [number, number] | null;
  readonly registers?: JsonObject | null;
  readonly hasSystemFrames?: boolean;
}

export interface Mechanism {
  readonly type?: string;
  readonly handled?: boolean | null;
  readonly synthetic?: boolean | null;
  readonly description?: string;
  readonly help_link?: string;
  readonly data?: JsonObject;
  readonly meta?: JsonObject;
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
  readonly rawType?: string | null;
  readonly rawValue?: string | null;
}

export interface ExceptionData {
  /** Root cause first: the exception that was reported is the last one. */
  readonly values?: Maybe<readonly ExceptionValue[]>;
  readonly hasSystemFrames?: boolean;
  readonly excOmitted?: readonly [number, number] | null;
}

export interface ThreadValue {
  readonly id?: number | string | null;
  readonly name?: string | null;
  readonly crashed?: boolean | null;
  readonly current?: boolean | null;
  readonly state?: string | null;
  readonly heldLocks?: Readonly<Record<string, unknown>> | null;
  readonly stacktrace?: StackTrace | null;
  readonly rawStacktrace?: StackTrace | null;
}

export interface Breadcrumb {
  readonly type?: string;
  readonly timestamp?: Timestamp | null;
  readonly level?: string | null;
  readonly message?: string | null;
  readonly category?: string | null;
  readonly data?: JsonObject | null;
  readonly event_id?: string | null;
}

export interface RequestData {
  readonly method?: string | null;
  readonly url?: string | null;
  readonly query?: readonly (readonly [string, Json])[] | string | null;
  readonly fragment?: string | null;
  readonly data?: Json;
  readonly headers?: readonly (readonly [string, Json])[] | null;
  readonly cookies?: readonly (readonly [string, Json])[] | string | null;
  readonly env?: JsonObject | null;
  readonly inferredContentType?: string | null;
}

export interface MessageData {
  readonly formatted?: string | null;
  readonly message?: string | null;
  readonly params?: Json;
}

/** What was done to one value before it was stored. */
export interface MetaNote {
  /** Rule, kind of change, and the range in the text that is left. */
  readonly rem?: Maybe<readonly (readonly [rule: string, kind: string, from?: number, to?: number])[]>;
  readonly err?: Maybe<readonly unknown[]>;
  /** Length before it was cut. */
  readonly len?: Maybe<number>;
  readonly chunks?: Maybe<readonly { readonly type?: string; readonly text?: Maybe<string>; readonly rule_id?: Maybe<string> }[]>;
}

/** A node of `_meta`: `""` is about the value itself, other keys lead into it. */
export type MetaNode = Maybe<{ readonly ''?: Maybe<MetaNote>; readonly [key: string]: unknown }>;

export interface UserReport {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly comments?: string | null;
  readonly dateCreated?: Timestamp | null;
}


export interface PicketEvent extends Omit<answers.PicketEvent, 'userReport'> {
  /** Picket keeps none yet. */
  readonly userReport: UserReport | null;
}
