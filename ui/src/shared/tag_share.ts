// How the values of a tag are spread over events, and which tags tell most. Source: design reference, section 8.

export interface TagShare {
  readonly key: string;
  /** Values that are known, largest first. */
  readonly values: readonly { readonly value: string; readonly name: string; readonly count: number; readonly query: string }[];
  /** Events that carry the tag. */
  readonly total: number;
  /** Number of different values, when the server counted them. */
  readonly unique?: number;
  /** There may be more values than those that are known. */
  readonly partial?: boolean;
}

/** Tags that the page shows elsewhere or that tell nothing about a cause stand last. */
const LATE = new Set(['level', 'handled', 'mechanism', 'runtime.name', 'browser.name', 'os.name']);
const EARLY = ['release', 'environment', 'browser', 'os', 'device', 'url', 'transaction', 'server_name', 'user'];

/** Order of tags on a page. */
export function byImportance(a: TagShare, b: TagShare): number {
  return rank(a.key) - rank(b.key) || a.key.localeCompare(b.key);
}

function rank(key: string): number {
  const early = EARLY.indexOf(key);
  if (early >= 0) return early;
  return LATE.has(key) ? EARLY.length + 1 : EARLY.length;
}
