// `_meta`: what was cut, removed or replaced in an event, said as a sentence beside the value.
// Source: api.md 9.3; develop.sentry.dev/sdk/data-model/event-payloads, "Meta".
import { asText, isObject } from './shape';
import type { MetaNode, MetaNote } from '../api/event_types';

export type MetaPath = (string | number)[];

/** The node of `_meta` for a place in the event; undefined where nothing was changed there or below. */
export function metaAt(meta: MetaNode, path: MetaPath): MetaNode {
  let node: unknown = meta;
  for (const key of path) {
    if (!isObject(node)) return undefined;
    node = node[String(key)];
  }
  return isObject(node) ? (node as MetaNode) : undefined;
}

function noteOf(node: MetaNode): MetaNote | undefined {
  const note = isObject(node) ? node[''] : undefined;
  return isObject(note) ? (note as MetaNote) : undefined;
}

export interface Remark {
  /** Why and how much, as a sentence. */
  text: string;
  /** `removed`: something was taken out on purpose. `cut`: too long. `invalid`: not understood. */
  kind: 'removed' | 'cut' | 'invalid';
}

/** What was done to exactly this value. `unit`: what its length counts, where the value does not tell. */
export function remarksOf(node: MetaNode, value?: unknown, unit = unitOf(value)): Remark[] {
  const note = noteOf(node);
  if (note === undefined) return [];
  const remarks: Remark[] = [];
  for (const remark of Array.isArray(note.rem) ? note.rem : []) {
    if (Array.isArray(remark)) remarks.push(removalOf(remark, note, unit));
  }
  if (remarks.length === 0 && typeof note.len === 'number') {
    remarks.push({ kind: 'cut', text: `Shortened: ${count(note.len)} ${unit} were sent` });
  }
  for (const error of Array.isArray(note.err) ? note.err : []) remarks.push(errorOf(error));
  return distinct(remarks);
}

/** What was done to this value and to all inside it, with the place of each. */
export function remarksWithin(node: MetaNode, value: unknown, path = ''): (Remark & { path: string })[] {
  const own = remarksOf(node, value).map((remark) => ({ ...remark, path }));
  if (!isObject(node)) return own;
  const inner = Object.keys(node)
    .filter((key) => key !== '')
    .flatMap((key) => {
      const child = isObject(value) || Array.isArray(value) ? (value as Record<string, unknown>)[key] : undefined;
      return remarksWithin(node[key] as MetaNode, child, path === '' ? key : `${path}.${key}`);
    });
  return [...own, ...inner];
}

/** Kinds of remarks: x removed, s replaced, m masked, p made a pseudonym, e encrypted, a annotated. */
const VERBS: Record<string, string> = { x: 'removed', s: 'removed', m: 'masked', p: 'replaced by a pseudonym', e: 'encrypted' };

function removalOf(remark: readonly unknown[], note: MetaNote, unit: string): Remark {
  const rule = asText(remark[0]);
  const kind = asText(remark[1]);
  if (rule === '!limit') {
    const sent = typeof note.len === 'number' ? `: ${count(note.len)} ${unit} were sent` : '';
    return { kind: 'cut', text: `Shortened${sent}` };
  }
  const verb = VERBS[kind];
  if (verb === undefined) return { kind: 'removed', text: `Marked by rule ${rule}` };
  return { kind: 'removed', text: `${amountOf(remark, note)} ${verb} by rule ${ruleName(rule)} before storage` };
}

/** `@creditcard:filter` is the rule `@creditcard` and what it does. */
export function ruleName(rule: string): string {
  return rule.startsWith('@') ? rule.replace(/:(filter|mask|replace|remove|hash)$/, '') : rule;
}

function unitOf(value: unknown): string {
  return Array.isArray(value) ? 'items' : isObject(value) ? 'entries' : 'characters';
}

/** The whole value, when the remark names no range or the range is the whole text; else a part of it. */
function amountOf(remark: readonly unknown[], note: MetaNote): string {
  const chunks = Array.isArray(note.chunks) ? note.chunks.filter(isObject) : [];
  const partial = chunks.some((chunk) => chunk.type === 'text' && asText(chunk.text) !== '');
  const ranged = typeof remark[2] === 'number' && typeof remark[3] === 'number';
  if (ranged && !partial && typeof note.len === 'number') return `${count(note.len)} characters`;
  return partial ? 'A part was' : 'The value was';
}

const ERRORS: Record<string, string> = {
  invalid_data: 'The SDK sent something that this field cannot hold',
  missing_attribute: 'The SDK left it out',
  value_too_long: 'The value was too long',
  past_timestamp: 'The time lies too far in the past',
  future_timestamp: 'The time lies in the future',
  invalid_attribute: 'This field is not known',
};

function errorOf(error: unknown): Remark {
  const [name, detail] = Array.isArray(error) ? [asText(error[0]), error[1] as unknown] : [asText(error), undefined];
  const reason = isObject(detail) ? asText(detail.reason) : '';
  const text = ERRORS[name] ?? `Not understood (${name})`;
  return { kind: 'invalid', text: reason === '' ? text : `${text}: ${reason}` };
}

function distinct(remarks: Remark[]): Remark[] {
  return remarks.filter((remark, at) => remarks.findIndex((other) => other.text === remark.text) === at);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

export interface Piece {
  text: string;
  redacted: boolean;
  rule?: string;
}

/** A text in pieces, those that stand for something removed marked; undefined when nothing was. */
export function piecesOf(node: MetaNode): Piece[] | undefined {
  const chunks = noteOf(node)?.chunks;
  if (!Array.isArray(chunks) || chunks.length === 0) return undefined;
  return chunks.filter(isObject).map((chunk) => {
    const piece: Piece = { text: asText(chunk.text), redacted: chunk.type === 'redaction' };
    if (piece.redacted) piece.rule = asText(chunk.rule_id);
    return piece;
  });
}
