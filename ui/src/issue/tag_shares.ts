// The distribution of a tag over the events of an issue. Source: design reference, section 8: events without the tag
// are counted, and one value for all of them is a clue.
import type { TagKey } from '../api/issue_types';
import { asText } from '../event/shape';
import { quoted } from '../issues/query_text';

export interface TagShare {
  readonly key: string;
  /** Values that are known, largest first. */
  readonly values: readonly { readonly value: string; readonly name: string; readonly count: number; readonly query: string }[];
  /** Events that carry the tag. */
  readonly total: number;
  /** Number of different values, when the server counted them. */
  readonly unique?: number;
}

/** Tags that the page shows elsewhere or that tell nothing about a cause stand last. */
const LATE = new Set(['level', 'handled', 'mechanism', 'runtime.name', 'browser.name', 'os.name']);
const EARLY = ['release', 'environment', 'browser', 'os', 'device', 'url', 'transaction', 'server_name', 'user'];

export function tagShares(keys: readonly TagKey[]): TagShare[] {
  return keys
    .map((tag): TagShare => {
      const values = (Array.isArray(tag.topValues) ? tag.topValues : []).map((value) => ({
        value: asText(value.value),
        name: asText(value.name) || asText(value.value),
        count: value.count,
        query: asText(value.query) || `${tag.key}:${quoted(asText(value.value))}`,
      }));
      values.sort((a, b) => b.count - a.count);
      const sum = values.reduce((total, value) => total + value.count, 0);
      const share: TagShare = { key: tag.key, values, total: Math.max(tag.totalValues ?? 0, sum) };
      return tag.uniqueValues === undefined ? share : { ...share, unique: tag.uniqueValues };
    })
    .filter((share) => share.values.length > 0)
    .sort((a, b) => rank(a.key) - rank(b.key) || a.key.localeCompare(b.key));
}

function rank(key: string): number {
  const early = EARLY.indexOf(key);
  if (early >= 0) return early;
  return LATE.has(key) ? EARLY.length + 1 : EARLY.length;
}
