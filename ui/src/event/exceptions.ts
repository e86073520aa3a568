// The order in which the exceptions of an event are shown: the one that the title names first, then what caused it;
// groups (Python's ExceptionGroup, JavaScript's AggregateError, .NET's AggregateException) as a tree.
// Source: develop.sentry.dev/sdk/data-model/event-payloads/exception/, "Exception Groups".
import { objects } from './shape';
import type { ExceptionData, ExceptionValue } from '../api/event_types';

export interface ExceptionNode {
  exception: ExceptionValue;
  /** Place in the SDK's list, by which `_meta` goes. */
  index: number;
  /** How it belongs to what stands above: the outermost, its cause, or one of a group. */
  role: 'outermost' | 'cause' | 'member';
  /** 0 for the outermost chain; members of a group are one deeper than the group. */
  depth: number;
  /** Members of the group that this is; 0 for a plain exception. */
  members: number;
  /** The attribute that holds it: `__cause__`, `errors[2]`. */
  source?: string;
}

/** Exceptions are nested no deeper than this on the page; SDKs cut far earlier. */
const MAX_DEPTH = 12;

export function exceptionNodes(data: ExceptionData | undefined): ExceptionNode[] {
  const values = objects<ExceptionValue>(data?.values);
  return tree(values) ?? chain(values);
}

function chain(values: ExceptionValue[]): ExceptionNode[] {
  const nodes: ExceptionNode[] = [];
  for (let index = values.length - 1; index >= 0; index--) {
    nodes.push(node(values[index]!, index, nodes.length === 0 ? 'outermost' : 'cause', 0, 0));
  }
  return nodes;
}

function node(
  exception: ExceptionValue,
  index: number,
  role: ExceptionNode['role'],
  depth: number,
  members: number,
): ExceptionNode {
  const made: ExceptionNode = { exception, index, role, depth, members };
  const source = exception.mechanism?.source;
  if (typeof source === 'string' && source !== '') made.source = source;
  return made;
}

/** By `exception_id` and `parent_id`; undefined when the ids do not make one tree of all exceptions. */
function tree(values: ExceptionValue[]): ExceptionNode[] | undefined {
  if (!values.some((value) => value.mechanism?.is_exception_group === true)) return undefined;
  const children = new Map<number, number[]>();
  let root: number | undefined;
  const seen = new Set<number>();
  for (let index = values.length - 1; index >= 0; index--) {
    const { exception_id: id, parent_id: parent } = values[index]!.mechanism ?? {};
    if (typeof id !== 'number' || seen.has(id)) return undefined;
    seen.add(id);
    if (typeof parent === 'number' && parent !== id) {
      children.set(parent, [...(children.get(parent) ?? []), index]);
    } else if (root === undefined) root = index;
    else return undefined;
  }
  if (root === undefined) return undefined;
  const nodes: ExceptionNode[] = [];
  const visit = (index: number, role: ExceptionNode['role'], depth: number) => {
    const value = values[index]!;
    const below = children.get(value.mechanism!.exception_id!) ?? [];
    const group = value.mechanism!.is_exception_group === true;
    const isMember = (child: number) => group && !isCause(values[child]!);
    nodes.push(node(value, index, role, depth, below.filter(isMember).length));
    for (const child of below) {
      const member = isMember(child);
      visit(child, member ? 'member' : 'cause', Math.min(depth + (member ? 1 : 0), MAX_DEPTH));
    }
  };
  visit(root, 'outermost', 0);
  return nodes.length === values.length ? nodes : undefined;
}

function isCause(value: ExceptionValue): boolean {
  const source = value.mechanism?.source;
  return source === '__cause__' || source === '__context__' || source === 'cause' || source === 'InnerException';
}
