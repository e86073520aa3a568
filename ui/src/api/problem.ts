// One type for everything that can go wrong with an API call. The shapes are those of api.md section 1.4: a `detail`
// that is a sentence or an object with a code, or a list of sentences per field.

export type FieldErrors = Readonly<Record<string, string>>;

interface ProblemInit {
  readonly status: number;
  readonly detail: string;
  readonly code?: string;
  readonly fields?: FieldErrors;
  readonly errorId?: string;
  readonly retryAfter?: number;
  readonly body?: Readonly<Record<string, unknown>>;
}

export class ApiProblem extends Error {
  /** HTTP status; 0 when the server did not answer at all. */
  readonly status: number;
  /** One sentence for people. Never empty. */
  readonly detail: string;
  /** Machine-readable code of a `detail` object, such as `sudo-required`; empty when there is none. */
  readonly code: string;
  /** First sentence per field of a refused form, keys as the API names them (nested ones joined by a dot). */
  readonly fields: FieldErrors;
  /** Names this failure in the server's log; only on 500. */
  readonly errorId: string;
  /** Seconds to wait before asking again; 0 when the server did not say. */
  readonly retryAfter: number;
  /** The whole answer, for the few that say more (`2fa_required`); undefined when it was no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;

  constructor(init: ProblemInit) {
    super(init.detail);
    this.name = 'ApiProblem';
    this.status = init.status;
    this.detail = init.detail;
    this.code = init.code ?? '';
    this.fields = init.fields ?? {};
    this.errorId = init.errorId ?? '';
    this.retryAfter = init.retryAfter ?? 0;
    this.body = init.body;
  }

  /** No answer, or the answer of a proxy that found no Picket behind it. */
  get serverGone(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const sentences: Record<number, string> = {
  0: 'Picket does not answer.',
  401: 'Sign in to go on.',
  403: 'You may not do this.',
  404: 'Nothing here.',
  409: 'Somebody changed this in the meantime.',
  413: 'This is too large.',
  429: 'Too many requests at once.',
  502: 'Picket does not answer.',
  503: 'Picket does not answer.',
  504: 'Picket does not answer.',
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Collects `{"field": ["text"], "nested": {"sub": ["text"]}}`; anything else in it is left out. */
function collectFields(body: Record<string, unknown>, prefix: string, into: Record<string, string>): void {
  for (const [key, value] of Object.entries(body)) {
    const name = prefix + key;
    if (typeof value === 'string') into[name] = value;
    else if (Array.isArray(value) && typeof value[0] === 'string') into[name] = value[0];
    else if (isObject(value)) collectFields(value, `${name}.`, into);
  }
}

/** Reads an answer that is not 2xx. `body` is the parsed JSON, or null when it was none. */
export function problemOf(status: number, body: unknown, retryAfter = 0): ApiProblem {
  const fallback = sentences[status] ?? `Picket answered with status ${status}.`;
  if (!isObject(body)) return new ApiProblem({ status, detail: fallback, retryAfter });

  const { detail, errorId, ...rest } = body;
  if (isObject(detail)) {
    const code = typeof detail.code === 'string' ? detail.code : '';
    const message = typeof detail.message === 'string' && detail.message ? detail.message : fallback;
    return new ApiProblem({ status, detail: message, code, retryAfter, body });
  }
  const fields: Record<string, string> = {};
  if (status === 400 || status === 409 || status === 403) collectFields(rest, '', fields);
  const whole = fields.nonFieldErrors ?? fields.non_field_errors;
  const text = typeof detail === 'string' ? detail : Array.isArray(detail) && typeof detail[0] === 'string' ? detail[0] : undefined;
  return new ApiProblem({
    status,
    detail: text ?? whole ?? Object.values(fields)[0] ?? fallback,
    fields,
    errorId: typeof errorId === 'string' ? errorId : '',
    retryAfter,
    body,
  });
}

/** What to show for anything that was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem) {
    return error.errorId ? `Picket reported error ${error.errorId.slice(0, 8)}.` : error.detail;
  }
  return error instanceof Error ? error.message : String(error);
}
