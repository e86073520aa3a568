// The text of a search field: its parts for painting, and values as they have to stand in it. The text is what counts; it is
// sent as it stands, and the server says what is wrong with it.

export interface QueryPart {
  readonly kind: 'space' | 'text' | 'filter';
  readonly text: string;
  /** Of a filter: `!` in front, the key or function with its colon, and the rest. */
  readonly negation?: string;
  readonly key?: string;
  readonly value?: string;
}

/** A function's arguments or a tag's key; longer ones are no more than text to the painter. */
const PART = /(\s+)|((!?)([A-Za-z_][\w.-]*(?:\([^()]{0,300}\)|\[[^[\]\s]{1,200}\])?:)((?:"(?:\\.|[^"\\])*"?|\[[^\]]*\]?|[^\s"[])*))|("(?:\\.|[^"\\])*"?|\S+)/gy;

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
