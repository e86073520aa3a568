// The text of the search field: its parts for painting, and the queries behind the tabs. The text is what counts; it is
// sent as it stands, and the server says what is wrong with it.

export interface QueryPart {
  readonly kind: 'space' | 'text' | 'filter';
  readonly text: string;
  /** Of a filter: `!` in front, the key with its colon, and the rest. */
  readonly negation?: string;
  readonly key?: string;
  readonly value?: string;
}

/**
 * Shown when the URL has no query: what the server takes for none, too. It stands in the field, so that nobody searches for
 * a hidden filter.
 */
export const DEFAULT_QUERY = 'is:unresolved issue.priority:[high, medium]';

const PART = /(\s+)|((!?)([A-Za-z_][\w.-]*:)((?:"(?:\\.|[^"\\])*"?|\[[^\]]*\]?|[^\s"[])*))|("(?:\\.|[^"\\])*"?|\S+)/gy;

/** All of the text, in parts. */
export function queryParts(text: string): QueryPart[] {
  const parts: QueryPart[] = [];
  for (const match of text.matchAll(PART)) {
    const [whole, space, filter, negation, key, value] = match;
    if (space !== undefined) parts.push({ kind: 'space', text: whole });
    else if (filter !== undefined) parts.push({ kind: 'filter', text: whole, negation, key, value });
    else parts.push({ kind: 'text', text: whole });
  }
  return parts;
}

/**
 * A value behind a key, exactly: in quotes where it is more than a word, without stars that stand for any text. A backslash
 * means something in front of stars and quotes only; at the end, where it would take the quote for text, a star stands in.
 */
export function quoted(value: string): string {
  if (/^[\w.@/-]+$/.test(value)) return value;
  const plain = value.replace(/(\\*)\*/g, '$1$1\\*').replace(/\\+$/, '*');
  return `"${plain.replaceAll('"', '\\"')}"`;
}

export interface Tab {
  readonly name: string;
  readonly query: string;
}

export const TABS: readonly Tab[] = [
  { name: 'Unresolved', query: DEFAULT_QUERY },
  { name: 'Escalating', query: 'is:escalating' },
  { name: 'Regressed', query: 'is:regressed' },
  { name: 'Assigned to me', query: 'is:unresolved assigned:me' },
  { name: 'Resolved', query: 'is:resolved' },
  { name: 'Archived', query: 'is:archived' },
];

function words(query: string): string {
  return queryParts(query)
    .filter((part) => part.kind !== 'space')
    .map((part) => part.text)
    .sort()
    .join(' ');
}

/** The tab whose query this is, in whatever order its words stand. */
export function tabOf(query: string): Tab | undefined {
  const own = words(query);
  return TABS.find((tab) => words(tab.query) === own);
}

const PRIORITY = 'issue.priority:';

function leavesLowOut({ negation, key, value = '' }: QueryPart): boolean {
  if (key !== PRIORITY) return false;
  const named = value.replace(/[[\]"]/g, '').split(',').map((word) => word.trim().toLowerCase());
  return named.includes('low') === (negation !== '');
}

/** The same search without its filters of priority; undefined when none of them leaves out what is low. */
export function withLow(query: string): string | undefined {
  const parts = queryParts(query);
  if (!parts.some(leavesLowOut)) return undefined;
  return parts.filter((part) => part.kind !== 'space' && part.key !== PRIORITY).map((part) => part.text).join(' ');
}

/** Finds what the filters of priority of this search leave out of what is low; undefined when they leave out nothing. */
export function onlyLow(query: string): string | undefined {
  const all = withLow(query);
  return all === undefined ? undefined : `${all} ${PRIORITY}low`.trim();
}

export const SORTS = [
  { value: 'date', label: 'Last seen' },
  { value: 'new', label: 'First seen' },
  { value: 'freq', label: 'Events' },
] as const;
