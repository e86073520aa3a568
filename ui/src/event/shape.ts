// Reading values of an event whose type nobody guarantees.
import type { PicketEvent, Json } from '../api/event_types';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; anything else in it, and anything that is no list, is left out. */
export function objects<T extends object>(value: unknown): T[] {
  return Array.isArray(value) ? (value.filter(isObject) as T[]) : [];
}

/** Text of any value: strings as they are, null and undefined as nothing, the rest as JSON. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value) ?? '';
}

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** Data of the first entry of a type, and its place, by which `_meta.entries` goes. */
export function entryOf<T>(event: PicketEvent, type: string): { data: T; index: number } | undefined {
  const entries = Array.isArray(event.entries) ? event.entries : [];
  const index = entries.findIndex((entry) => isObject(entry) && entry.type === type && isObject(entry.data));
  const entry = entries[index];
  return entry === undefined ? undefined : { data: entry.data as T, index };
}

/** Name and value pairs of a list of pairs, of an object, or of nothing. */
export function pairsOf(value: unknown): [string, Json][] {
  if (Array.isArray(value)) {
    return value.filter(Array.isArray).map((pair) => [asText(pair[0]), (pair[1] ?? null) as Json]);
  }
  return isObject(value) ? (Object.entries(value) as [string, Json][]) : [];
}
