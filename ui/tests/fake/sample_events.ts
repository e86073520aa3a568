// Events as SDKs sent them, in the API's shape (api.md 9.3 and 9.4), for tests and for looking at real payloads without
// a server: npm run dev:fake, then /organizations/acme/issues/4021/events/sample-NAME/. PICKET_SAMPLES names another folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PicketEvent } from '../../src/api/event_types';

type Raw = Record<string, unknown>;
const folder = process.env.PICKET_SAMPLES ?? join(import.meta.dirname, '..', 'fixtures', 'samples');

export function sampleNames(): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)) : [];
}

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Raw[] => (Array.isArray(value) ? value : isObject(value) ? (value.values as Raw[]) ?? [] : []).filter(isObject);

function frameOf(frame: Raw): Raw {
  const line = frame.lineno as number | undefined;
  const before = (frame.pre_context as string[] | undefined) ?? [];
  const after = (frame.post_context as string[] | undefined) ?? [];
  const own = frame.context_line as string | undefined;
  const context = line === undefined || own === undefined ? [] : [...before.map((text, at) => [line - before.length + at, text]), [line, own], ...after.map((text, at) => [line + 1 + at, text])];
  return {
    filename: frame.filename, absPath: frame.abs_path, module: frame.module, package: frame.package, platform: frame.platform, instructionAddr: frame.instruction_addr,
    symbolAddr: frame.symbol_addr, function: frame.function, rawFunction: frame.raw_function, symbol: frame.symbol, context, lineNo: line, colNo: frame.colno,
    inApp: frame.in_app === true, trust: frame.trust, errors: null, lock: frame.lock, vars: frame.vars,
  };
}

function traceOf(trace: unknown): Raw | null {
  return isObject(trace) ? { frames: list(trace.frames).map(frameOf), framesOmitted: trace.frames_omitted ?? null, registers: trace.registers ?? null } : null;
}

function entriesOf(event: Raw): Raw[] {
  const exceptions = list(event.exception).map((each) => ({ type: each.type, value: each.value, module: each.module, threadId: each.thread_id, mechanism: each.mechanism, stacktrace: traceOf(each.stacktrace), rawStacktrace: traceOf(each.raw_stacktrace) }));
  const threads = list(event.threads).map((each) => ({ ...each, stacktrace: traceOf(each.stacktrace) }));
  const crumbs = list(event.breadcrumbs).map((each) => ({ ...each, timestamp: typeof each.timestamp === 'number' ? new Date(each.timestamp * 1000).toISOString() : each.timestamp }));
  const request = isObject(event.request) ? { ...event.request, query: event.request.query_string, headers: isObject(event.request.headers) ? Object.entries(event.request.headers) : event.request.headers } : undefined;
  const message = isObject(event.logentry) ? { ...event.logentry, formatted: event.logentry.formatted ?? event.logentry.message } : event.message ? { formatted: event.message } : undefined;
  const entries: [string, unknown][] = [
    ['exception', exceptions.length && { values: exceptions }], ['threads', threads.length && { values: threads }], ['stacktrace', traceOf(event.stacktrace)],
    ['breadcrumbs', crumbs.length && { values: crumbs }], ['request', request], ['message', message],
  ];
  return entries.filter(([, data]) => data).map(([type, data]) => ({ type, data }));
}

export function sampleEvent(name: string): PicketEvent | undefined {
  if (!sampleNames().includes(name)) return undefined;
  const event = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Raw;
  const exceptions = list(event.exception);
  const main = exceptions[exceptions.length - 1];
  const tags = Array.isArray(event.tags) ? event.tags : Object.entries(isObject(event.tags) ? event.tags : {});
  return {
    id: `5a3b1e${name.length.toString(16).padStart(26, '0')}`, eventID: `5a3b1e${name.length.toString(16).padStart(26, '0')}`, groupID: '4021', projectID: '11', size: 100, entries: entriesOf(event), dist: null,
    message: null, title: main ? `${String(main.type)}: ${String(main.value)}` : String(isObject(event.logentry) ? event.logentry.message : event.message), location: null, culprit: (event.transaction as string) ?? null,
    user: event.user ?? null, contexts: event.contexts ?? {}, sdk: event.sdk ?? null, context: event.extra ?? {}, packages: event.modules ?? {}, type: main ? 'error' : 'default', metadata: {},
    tags: (tags as [string, string][]).map(([key, value]) => ({ key, value })), platform: event.platform, dateCreated: '2026-05-13T11:41:09Z', dateReceived: '2026-05-13T11:45:10Z', errors: [],
    release: event.release ? { version: event.release } : null, nextEventID: null, previousEventID: null, _meta: {},
  } as unknown as PicketEvent;
}
