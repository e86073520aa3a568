// The text of a column: `title`, `tags[ms]`, `p95(tags[ms])`. What there is to choose from, and how a function is written
// with its arguments. The server reads the text; what is wrong with it, it says. Source: spec api.md 12.1, docs/search.md.

export type ParameterKind = 'column' | 'number' | 'comparison' | 'text' | 'share';

export interface Parameter {
  readonly kind: ParameterKind;
  readonly label: string;
  /** What it is when the function is chosen. */
  readonly initial: string;
}

export interface FunctionSpec {
  readonly name: string;
  readonly about: string;
  readonly parameters: readonly Parameter[];
}

const anyColumn = (initial: string): Parameter => ({ kind: 'column', label: 'Column', initial });
const numberColumn: Parameter = { kind: 'number', label: 'Column of numbers', initial: '' };
const ofNumbers = (name: string, about: string): FunctionSpec => ({ name, about, parameters: [numberColumn] });
const plain = (name: string, about: string): FunctionSpec => ({ name, about, parameters: [] });

/** Those that the server has for error events. */
export const FUNCTIONS: readonly FunctionSpec[] = [
  plain('count', 'Number of events'),
  { name: 'count_unique', about: 'Number of different values', parameters: [anyColumn('user')] },
  {
    name: 'count_if', about: 'Number of events that meet a condition',
    parameters: [anyColumn('level'), { kind: 'comparison', label: 'Comparison', initial: 'equals' }, { kind: 'text', label: 'Value', initial: 'error' }],
  },
  plain('last_seen', 'Time of the newest event'),
  plain('latest_event', 'Id of the newest event'),
  plain('epm', 'Events per minute'),
  plain('eps', 'Events per second'),
  plain('failure_count', 'Number of events that nobody handled'),
  plain('failure_rate', 'Share of events that nobody handled'),
  { name: 'any', about: 'Some value', parameters: [anyColumn('title')] },
  ofNumbers('avg', 'Mean'), ofNumbers('sum', 'Sum'), ofNumbers('min', 'Smallest'), ofNumbers('max', 'Largest'),
  ofNumbers('p50', 'Median'), ofNumbers('p75', '75th percentile'), ofNumbers('p90', '90th percentile'),
  ofNumbers('p95', '95th percentile'), ofNumbers('p99', '99th percentile'),
  { name: 'percentile', about: 'A percentile', parameters: [numberColumn, { kind: 'share', label: 'Share', initial: '0.95' }] },
];

export const COMPARISONS: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'equals', label: 'is' }, { value: 'notEquals', label: 'is not' }, { value: 'greater', label: 'is more than' },
  { value: 'greaterOrEquals', label: 'is at least' }, { value: 'less', label: 'is less than' }, { value: 'lessOrEquals', label: 'is at most' },
];

/** Fields that the server shows; tags stand beside them. */
export const FIELDS: readonly { readonly name: string; readonly about: string }[] = [
  { name: 'title', about: 'Title of the event' }, { name: 'issue', about: 'Short id of the issue' }, { name: 'project', about: 'Slug of the project' },
  { name: 'timestamp', about: 'When it happened' }, { name: 'user.display', about: 'Who had it' }, { name: 'release', about: 'Release' },
  { name: 'environment', about: 'Environment' }, { name: 'level', about: 'Level' }, { name: 'transaction', about: 'Name of the transaction' },
  { name: 'culprit', about: 'Place in the code' }, { name: 'id', about: 'Id of the event' }, { name: 'trace', about: 'Id of the trace' },
  { name: 'error.type', about: 'Type of the exception' }, { name: 'error.value', about: 'Value of the exception' },
  { name: 'error.handled', about: 'The error was caught' }, { name: 'error.unhandled', about: 'The error was not caught' },
  { name: 'error.mechanism', about: 'How it was captured' }, { name: 'event.type', about: 'Kind of event' }, { name: 'platform', about: 'Platform' },
  { name: 'dist', about: 'Build of the release' }, { name: 'http.url', about: 'URL of the request' }, { name: 'sdk.name', about: 'Name of the SDK' },
  { name: 'sdk.version', about: 'Version of the SDK' }, { name: 'user', about: 'User, with what identifies them' }, { name: 'user.email', about: 'Address of the user' },
  { name: 'user.id', about: 'Id of the user' }, { name: 'user.username', about: 'Name of the user' }, { name: 'user.ip', about: 'IP address of the user' },
  { name: 'timestamp.to_day', about: 'Day' }, { name: 'timestamp.to_hour', about: 'Hour' }, { name: 'issue.id', about: 'Number of the issue' },
  { name: 'project.id', about: 'Number of the project' },
];

/** Tags that events carry as fields of the same name. */
const FIELDS_OF_TAGS = new Set(['dist', 'environment', 'level', 'project', 'release', 'transaction', 'user']);
/** Words of the language that are no fields. */
const RESERVED = new Set(['date', 'end', 'has', 'is', 'location', 'message', 'start', 'time']);

/** The column of a tag. In brackets it is the tag, whatever the language calls so. */
export function columnOfTag(key: string): string {
  if (FIELDS_OF_TAGS.has(key)) return key;
  const taken = RESERVED.has(key) || key.includes('.') || FIELDS.some(({ name }) => name === key);
  if (!/^[\w.-]+$/.test(key)) return `tags["${key}"]`;
  return taken ? `tags[${key}]` : key;
}

/** As many as the server takes. */
export const MOST_COLUMNS = 20;

export type ColumnText =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string; readonly arguments: readonly string[] };

const CALL = /^([A-Za-z_][\w.-]*)\((.*)\)$/s;
const ARGUMENT = /\s*("(?:\\.|[^"\\])*"|[^,"]*)(?:,|$)/gys;

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('\\"', '"') : text.trim();
}

/** A text that is no call is the name of a field, whatever it is. */
export function parseColumn(text: string): ColumnText {
  const call = CALL.exec(text);
  if (!call) return { kind: 'field', name: text };
  const [, name = '', inner = ''] = call;
  if (inner.trim() === '') return { kind: 'function', name, arguments: [] };
  const found: string[] = [];
  ARGUMENT.lastIndex = 0;
  for (let at = 0; at < inner.length;) {
    ARGUMENT.lastIndex = at;
    const match = ARGUMENT.exec(inner);
    // What the server cannot read either stays as it is.
    if (!match) return { kind: 'field', name: text };
    found.push(unquoted(match[1]!));
    at = ARGUMENT.lastIndex;
  }
  return { kind: 'function', name, arguments: inner.endsWith(',') ? [...found, ''] : found };
}

export function writeColumn(column: ColumnText): string {
  if (column.kind === 'field') return column.name.trim();
  const written = column.arguments.map((argument) => (/[(),"\s]/.test(argument) ? `"${argument.replaceAll('"', '\\"')}"` : argument));
  return `${column.name}(${written.join(',')})`;
}

export function isAggregate(text: string): boolean {
  return parseColumn(text).kind === 'function';
}

export function functionOf(name: string): FunctionSpec | undefined {
  return FUNCTIONS.find((each) => each.name === name);
}

/** What older clients sort by: "count" of "count()", "p95_tags_ms" of "p95(tags[ms])". */
export function aliasOf(text: string): string {
  const column = parseColumn(text);
  if (column.kind === 'field') return text;
  return [column.name, ...column.arguments.map((argument) => argument.replace(/[^A-Za-z0-9]/g, '_'))].join('_').replace(/_+$/, '');
}
