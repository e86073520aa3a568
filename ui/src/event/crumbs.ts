// A breadcrumb as one line: what happened, when, and how long before the event.
// Source: develop.sentry.dev/sdk/data-model/event-payloads/breadcrumbs/.
import { tagOf } from './context';
import { asText, entryOf, isEmpty, isObject, objects } from './shape';
import type { Breadcrumb, PicketEvent, Json } from '../api/event_types';

export type CrumbKind = 'exception' | 'http' | 'query' | 'navigation' | 'user' | 'error' | 'log' | 'other';

export interface Crumb {
  kind: CrumbKind;
  /** Category, else type. */
  label: string;
  text: string;
  level: string;
  /** Status of an HTTP answer. */
  status?: number;
  /** How long it took. */
  ms?: number;
  /** Milliseconds since 1970; undefined when the SDK sent no time. */
  at?: number;
  /** What of `data` the line does not say. */
  rest: Record<string, Json>;
  /** Place in the SDK's list, by which `_meta` goes; -1 for the event itself. */
  index: number;
}

export const KIND_NAMES: Record<CrumbKind, string> = {
  exception: 'This event',
  http: 'HTTP',
  query: 'Query',
  navigation: 'Navigation',
  user: 'User action',
  error: 'Error',
  log: 'Log',
  other: 'Other',
};

function kindOf(crumb: Breadcrumb): CrumbKind {
  const type = asText(crumb.type);
  const category = asText(crumb.category);
  if (type === 'http' || category === 'fetch' || category === 'xhr' || category === 'httplib') return 'http';
  if (type === 'query' || category === 'query' || category.startsWith('db')) return 'query';
  if (type === 'navigation' || category === 'navigation') return 'navigation';
  if (type === 'user' || type === 'ui' || category.startsWith('ui.') || category === 'touch') return 'user';
  if (type === 'error' || category === 'exception' || category === 'sentry.event') return 'error';
  if (type === 'log' || type === 'debug' || type === 'info' || category === 'console' || category === 'logger') return 'log';
  return 'other';
}

/** Takes keys out of `rest` that the line says already. */
function take(rest: Record<string, Json>, key: string): string {
  const value = rest[key];
  delete rest[key];
  return asText(value);
}

function numberOf(text: string): number | undefined {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : undefined;
}

export function crumbOf(crumb: Breadcrumb, index: number): Crumb {
  const kind = kindOf(crumb);
  const rest: Record<string, Json> = isObject(crumb.data) ? { ...(crumb.data as Record<string, Json>) } : {};
  const made: Crumb = {
    kind,
    label: asText(crumb.category) || asText(crumb.type) || 'default',
    text: asText(crumb.message),
    level: asText(crumb.level) || 'info',
    rest,
    index,
  };
  const at = Date.parse(asText(crumb.timestamp));
  if (Number.isFinite(at)) made.at = at;
  if (kind === 'http') readHttp(made);
  else if (kind === 'navigation') readNavigation(made);
  if (made.text === '') readMessage(made);
  return made;
}

function readHttp(crumb: Crumb): void {
  const method = take(crumb.rest, 'method') || take(crumb.rest, 'http.method');
  const url = take(crumb.rest, 'url');
  const line = [method, url].filter((part) => part !== '').join(' ');
  if (line !== '') crumb.text = crumb.text === '' || crumb.text === url ? line : `${line} ${crumb.text}`;
  const status = numberOf(take(crumb.rest, 'status_code') || take(crumb.rest, 'http.status_code'));
  if (status !== undefined) crumb.status = status;
  const ms = numberOf(take(crumb.rest, 'duration_ms') || take(crumb.rest, 'duration'));
  if (ms !== undefined) crumb.ms = ms;
}

function readNavigation(crumb: Crumb): void {
  const [from, to] = [take(crumb.rest, 'from'), take(crumb.rest, 'to')];
  if (from === '' && to === '') return;
  crumb.text = [from, crumb.text, to].filter((part) => part !== '').join(' → ');
}

/** Without a message, the first text of the data says most. */
function readMessage(crumb: Crumb): void {
  for (const key of ['message', 'description', 'query', 'url', 'label', 'action', 'state', 'logger']) {
    if (!isEmpty(crumb.rest[key])) {
      crumb.text = take(crumb.rest, key);
      return;
    }
  }
}

/** Newest first, with the event itself on top. Crumbs without a time keep their place in the SDK's order. */
export function crumbsOf(event: PicketEvent): Crumb[] {
  const found = entryOf<{ values?: unknown }>(event, 'breadcrumbs');
  const crumbs = objects<Breadcrumb>(found?.data.values).map(crumbOf).reverse();
  if (crumbs.length === 0) return [];
  return [eventCrumb(event), ...crumbs];
}

function eventCrumb(event: PicketEvent): Crumb {
  const crumb: Crumb = {
    kind: 'exception',
    label: event.type === 'error' ? 'exception' : 'message',
    text: asText(event.title),
    level: tagOf(event, 'level') || 'error',
    rest: {},
    index: -1,
  };
  const at = Date.parse(asText(event.dateCreated));
  if (Number.isFinite(at)) crumb.at = at;
  return crumb;
}

export function crumbMatches(crumb: Crumb, search: string, kind: CrumbKind | ''): boolean {
  if (kind !== '' && crumb.kind !== kind) return false;
  if (search === '') return true;
  const words = search.toLowerCase().split(/\s+/);
  const text = `${crumb.label} ${crumb.text} ${crumb.level} ${crumb.status ?? ''} ${asText(crumb.rest)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** "−190 ms", "−8.4 s", "−3 min": how long before the event. */
export function beforeEvent(ms: number): string {
  const sign = ms < 0 ? '+' : ms === 0 ? '' : '−';
  const size = Math.abs(ms);
  if (size < 1000) return `${sign}${Math.round(size)} ms`;
  if (size < 60_000) return `${sign}${(size / 1000).toFixed(1)} s`;
  if (size < 3_600_000) return `${sign}${Math.floor(size / 60_000)} min`;
  return `${sign}${Math.floor(size / 3_600_000)} h`;
}
