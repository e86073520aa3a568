// Contexts of an event (system, browser, device, runtime, trace, ...): order, titles and rows.
// Source: develop.sentry.dev/sdk/data-model/event-payloads/contexts/.
import { asText, isEmpty, isObject } from './shape';
import type { PicketEvent, Json } from '../api/event_types';

export interface ContextBlock {
  /** The name in the event, by which `_meta` goes. */
  name: string;
  title: string;
  /** "Firefox 138.0", where the context has a name. */
  summary: string;
  rows: [string, Json][];
}

const ORDER = ['browser', 'client_os', 'os', 'runtime', 'device', 'app', 'gpu', 'trace', 'state', 'feedback', 'culture'];

const TITLES: Record<string, string> = {
  app: 'App',
  browser: 'Browser',
  client_os: 'Operating system',
  culture: 'Culture',
  device: 'Device',
  gpu: 'Graphics',
  os: 'Operating system',
  runtime: 'Runtime',
  state: 'State',
  trace: 'Trace',
};

const BYTES = new Set([
  'memory_size', 'free_memory', 'usable_memory', 'storage_size', 'free_storage', 'external_storage_size',
  'external_free_storage', 'app_memory',
]);

export function isByteCount(context: string, key: string): boolean {
  return (context === 'device' || context === 'app') && BYTES.has(key);
}

function titleOf(name: string, context: Record<string, Json>): string {
  const type = asText(context.type);
  return TITLES[name] ?? (type !== '' && type !== 'default' && type !== name ? `${name} (${type})` : name);
}

export function contextBlocks(event: PicketEvent): ContextBlock[] {
  if (!isObject(event.contexts)) return [];
  return Object.entries(event.contexts)
    .filter((pair): pair is [string, Record<string, Json>] => isObject(pair[1]))
    .map(([name, context]) => {
      const summary = [asText(context.name), asText(context.version)].filter((part) => part !== '').join(' ');
      const rows = Object.entries(context).filter(([key, value]) => key !== 'type' && !isEmpty(value));
      return { name, title: titleOf(name, context), summary, rows };
    })
    .filter((block) => block.rows.length > 0)
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
}

function rank(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}

export function traceOf(event: PicketEvent): { traceId: string; spanId: string } | undefined {
  const trace = isObject(event.contexts) ? event.contexts.trace : undefined;
  const traceId = asText(trace?.trace_id);
  return traceId === '' ? undefined : { traceId, spanId: asText(trace?.span_id) };
}

export function tagOf(event: PicketEvent, key: string): string {
  const tags = Array.isArray(event.tags) ? event.tags : [];
  return asText(tags.find((tag) => isObject(tag) && tag.key === key)?.value);
}
