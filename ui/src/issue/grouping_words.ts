// The server's explanation of grouping, brought into the order in which somebody reads it. Its components may nest and
// hold any text of the event.
import type { GroupingInfo, GroupingVariant } from '../api/issue_types';
import { asText, isObject } from '../event/shape';

export interface NamedVariant extends GroupingVariant {
  readonly name: string;
}

/** Those that count first, then in the server's order. */
export function sortedVariants(info: GroupingInfo): readonly NamedVariant[] {
  const all = Object.entries(info.variants).map(([name, variant]): NamedVariant => ({ ...variant, name }));
  return [...all.filter((variant) => variant.contributes), ...all.filter((variant) => !variant.contributes)];
}

/** The one that the issue is known by: of those that count, the first whose hash the issue has; else the first. */
export function decidingVariant(info: GroupingInfo): NamedVariant | undefined {
  const counting = sortedVariants(info).filter((variant) => variant.contributes);
  return counting.find((variant) => !variant.hashMismatch) ?? counting[0];
}

/** A component: what it is, the texts that it took, and what it is made of. */
export interface Part {
  readonly name: string;
  readonly contributes: boolean;
  readonly hint: string;
  readonly texts: readonly string[];
  readonly parts: readonly Part[];
  /** It or something in it does not count. */
  readonly hasQuiet: boolean;
}

/** Deeper ones are left out: exceptions hold stack traces that hold frames that hold words. */
const DEEPEST = 12;

export function componentOf(given: unknown, depth = 0): Part | undefined {
  if (!isObject(given) || depth > DEEPEST) return undefined;
  const values = Array.isArray(given.values) ? given.values : [];
  const parts = values.flatMap((value) => componentOf(value, depth + 1) ?? []);
  const contributes = given.contributes === true;
  return {
    name: asText(given.name) || asText(given.id),
    contributes,
    hint: asText(given.hint),
    texts: values.filter((value) => !isObject(value)).map(asText),
    parts,
    hasQuiet: !contributes || parts.some((part) => part.hasQuiet),
  };
}
