// Which key somebody may have meant who wrote another: one slip of the keys away, or two in a long word.
import { queryParts } from '../shared/query_text';

/** Of the filters in this search, keys without their colon. */
export function keysOf(query: string): readonly string[] {
  return queryParts(query).flatMap(({ key }) => (key === undefined ? [] : [key.slice(0, -1)]));
}

/** Two spellings of one key: `timesSeen`, `times_seen`. */
const folded = (key: string): string => key.toLowerCase().replace(/[_.-]/g, '');

const SHORT = 4;
/** Longer keys are tags of an application; nobody types them by hand. */
const LONGEST = 60;

/** The known key that is nearest to `key`; undefined when it is known itself or none is near. */
export function nearKey(key: string, known: readonly string[]): string | undefined {
  const own = folded(key);
  if (own.length < 3 || own.length > LONGEST || known.some((each) => folded(each) === own)) return undefined;
  const most = own.length <= SHORT ? 1 : 2;
  let best: { readonly key: string; readonly steps: number } | undefined;
  for (const each of known) {
    const other = folded(each);
    if (Math.abs(other.length - own.length) > most) continue;
    const steps = distance(own, other);
    if (steps <= most && (best === undefined || steps < best.steps)) best = { key: each, steps };
  }
  return best?.key;
}

/** Letters to add, drop, change or swap with the next one (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let steps = Math.min(changed, row[j]! + 1, next[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, before[j - 2]! + 1);
      next.push(steps);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
