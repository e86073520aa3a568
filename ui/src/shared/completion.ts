// What is being typed in the search field, and what the text becomes when a suggestion is taken. Pure: what there is to
// suggest is the server's. Source: design reference, section 13.
import { queryParts, quoted } from './query_text';

/** The piece of the text that a suggestion would replace. */
export interface Target {
  readonly kind: 'key' | 'value';
  readonly from: number;
  readonly to: number;
  /** What stands there up to the caret, without an opening quote. */
  readonly typed: string;
  /** Of a value. */
  readonly key: string;
  /** One value of a list: more may follow. */
  readonly inList: boolean;
}

/** The server takes no longer text to look for. */
const LONGEST = 200;

/** Undefined where nothing can be suggested: within words in quotes, or behind an operator. */
export function targetAt(text: string, caret: number): Target | undefined {
  const target = find(text, caret);
  return target === undefined || new TextEncoder().encode(target.typed).length > LONGEST ? undefined : target;
}

function find(text: string, caret: number): Target | undefined {
  let from = 0;
  for (const part of queryParts(text)) {
    const to = from + part.text.length;
    if (caret > from && caret <= to && part.kind !== 'space') {
      const { negation = '', key = '', value = '' } = part;
      if (part.kind === 'text') return keyAt(text, from, to, caret);
      const start = from + negation.length + key.length;
      // What groups of events make of a field is not among the values of it.
      if (caret >= start && key.includes('(')) return undefined;
      return caret < start ? keyAt(text, from, start, caret) : valueAt(value, key.slice(0, -1), start, caret);
    }
    from = to;
  }
  return { kind: 'key', from: caret, to: caret, typed: '', key: '', inList: false };
}

function keyAt(text: string, from: number, to: number, caret: number): Target | undefined {
  const start = text[from] === '!' ? from + 1 : from;
  if (caret < start || text[start] === '"') return undefined;
  return { kind: 'key', from: start, to, typed: text.slice(start, caret), key: '', inList: false };
}

function valueAt(value: string, key: string, start: number, caret: number): Target | undefined {
  const before = value.slice(0, caret - start);
  const inList = before.startsWith('[');
  if (inList && before.includes(']')) return undefined;
  const opened = inList ? Math.max(before.lastIndexOf(','), 0) + 1 : 0;
  const skipped = opened + /^\s*/.exec(before.slice(opened))![0].length;
  const rest = value.slice(before.length);
  const after = inList ? rest.search(/[,\]]/) : rest.length;
  const typed = before.slice(skipped).replace(/^"/, '');
  if (/^[<>=]/.test(typed)) return undefined;
  return { kind: 'value', from: start + skipped, to: caret + (after < 0 ? rest.length : after), typed, key, inList };
}

export interface Taken {
  readonly text: string;
  readonly caret: number;
}

/** As it has to stand in the text: words of the language as they are, texts of events so that they mean themselves. */
function written(target: Target, name: string, literal: boolean): string {
  if (target.kind === 'key') return `${/^[\w.-]+(\(\))?$/.test(name) ? name : `"${name}"`}:`;
  const plain = !literal && !/[\s"()[\],]/.test(name);
  return (plain ? name : quoted(name)) + (target.inList ? '' : ' ');
}

/** `literal`: a value that events carry. */
export function take(text: string, target: Target, name: string, literal: boolean): Taken {
  const put = written(target, name, literal);
  const rest = text.slice(target.to);
  // One blank parts what was taken from what follows.
  const after = put.endsWith(' ') && rest.startsWith(' ') ? rest.slice(1) : rest;
  return { text: text.slice(0, target.from) + put + after, caret: target.from + put.length };
}
