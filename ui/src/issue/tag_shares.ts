// The distribution of a tag over the events of an issue. Source: design reference, section 8: events without the tag
// are counted, and one value for all of them is a clue.
import type { TagKey } from '../api/issue_types';
import { asText } from '../event/shape';
import { quoted } from '../shared/query_text';
import { byImportance, type TagShare } from '../shared/tag_share';

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
    .sort(byImportance);
}
