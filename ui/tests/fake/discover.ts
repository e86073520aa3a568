// Discover on 130 events of the shop. Tables are grouped and sorted as the server does it as far as pages depend on that;
// the search is only read for its mistakes, and what is kept is kept for as long as the server runs.
import type { DiscoverQuery, DiscoverQueryBody, Facet, Timeseries } from '../../src/api/answers';
import { fixture, linkHeader, on, type FakeAnswer, type FakeRequest, type FakeRoute } from './api';

type Cell = string | number | null;
type Row = Record<string, Cell>;

const EVENTS = 130;
const TITLES = ['ValueError: price must be positive, got -3', 'TypeError: Cannot read properties of undefined', 'Payment provider timeout', 'KeyError: sku', 'ReadTimeout'];
export const HOSTILE = '<img src=x onerror=alert(1)>\u202egnp.exe';

function eventAt(at: number): Row {
  const kind = at % TITLES.length;
  return {
    'id': at.toString(16).padStart(32, '0'), 'title': at === 7 ? HOSTILE : TITLES[kind]!, 'issue': `SHOP-API-${kind + 1}`, 'issue.id': 4021 + kind,
    'project': kind === 1 ? 'shop-web' : 'shop-api', 'project.name': kind === 1 ? 'shop-web' : 'shop-api', 'level': kind === 2 ? 'warning' : 'error',
    'release': at % 3 === 0 ? null : `shop@2.4.${at % 3}`, 'user.display': at % 4 === 0 ? null : `user${at % 9}@example.com`, 'ms': at * 10,
    'timestamp': new Date(Date.parse('2026-05-13T12:00:00Z') - at * 61_000).toISOString().replace(/\.\d+Z$/, '+00:00'),
  };
}

const isFunction = (field: string) => /^[a-z_0-9]+\(.*\)$/.test(field);

function valueOf(field: string, rows: readonly Row[]): Cell {
  if (field === 'count()') return rows.length;
  if (field === 'last_seen()') return rows[0]!.timestamp!;
  if (field === 'failure_rate()') return 0.25;
  const inner = /\((.*)\)/.exec(field)?.[1] ?? '';
  if (field.startsWith('count_unique(')) return new Set(rows.map((row) => row[inner === 'user' ? 'user.display' : inner] ?? null)).size;
  return rows.reduce((sum, row) => sum + Number(row[inner] ?? 0), 0) / rows.length;
}

function typeOf(field: string): string {
  if (/^(timestamp|last_seen\(\))$/.test(field)) return 'date';
  if (field === 'failure_rate()') return 'percentage';
  if (/^(count|count_unique)\(/.test(field) || field === 'issue.id') return 'integer';
  return isFunction(field) ? 'number' : 'string';
}

function groupsOf(fields: readonly string[], rows: readonly Row[]): Row[] {
  const own = fields.filter((field) => !isFunction(field));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(own.map((field) => row[field] ?? null));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => Object.fromEntries([
    ...own.map((field) => [field, group[0]![field] ?? null]), ...(own.includes('issue') ? [['issue.id', group[0]!['issue.id']]] : []),
    ...fields.filter(isFunction).map((field) => [field, valueOf(field, group)]),
  ]) as Row);
}

const bad = (detail: string, parameter: string, more: object = {}): FakeAnswer => ({ status: 400, body: { detail, parameter, ...more } });

/** What is wrong with the request, as the server says it. */
function refused({ query }: FakeRequest): FakeAnswer | undefined {
  const text = query.get('query') ?? '';
  if (text.includes('((')) return bad("Parse error at '((' (column 1). A group of filters is empty", 'query', { column: 1, value: '((' });
  const field = query.getAll('field').find((each) => each.startsWith('stack.'));
  return field === undefined ? undefined : bad(`Field '${field}' is not supported yet`, 'field', { column: 1, value: field });
}

function tableOf(request: FakeRequest): FakeAnswer {
  const { query, path } = request;
  const wrong = refused(request);
  if (wrong) return wrong;
  const fields = query.getAll('field');
  const events = (query.get('query') ?? '').includes('nothing') ? [] : Array.from({ length: EVENTS }, (_, at) => eventAt(at));
  const grouped = fields.some(isFunction);
  const rows = grouped ? groupsOf(fields, events) : events.map((row) => Object.fromEntries([...fields, 'id', 'project.name'].map((field) => [field, row[field] ?? null])) as Row);
  const sort = query.get('sort') ?? '';
  const [key, sign] = sort.startsWith('-') ? [sort.slice(1), -1] : [sort, 1];
  if (key) rows.sort((a, b) => sign * (typeof a[key] === 'number' ? Number(a[key]) - Number(b[key]) : String(a[key] ?? '').localeCompare(String(b[key] ?? ''))));
  const [, offset = 0] = (query.get('cursor') ?? '0:0:0').split(':').map(Number);
  const size = Number(query.get('per_page') ?? 100);
  const page = (at: number) => (at >= 0 && at < rows.length && at !== offset ? `0:${at}:0` : undefined);
  return {
    body: { data: rows.slice(offset, offset + size), meta: { fields: Object.fromEntries(fields.map((field) => [field, typeOf(field)])), units: {}, isMetricsData: false, isMetricsExtractedData: false, tips: {}, datasetReason: 'unchanged', dataset: 'discover' } },
    headers: linkHeader(path, page(offset + size), offset > 0 ? `0:${Math.max(0, offset - size)}:0` : undefined),
  };
}

const BUCKETS = 24;

function seriesOf({ query }: FakeRequest): Timeseries {
  const interval = query.get('interval') === '1d' ? 86_400_000 : 3_600_000;
  const start = Date.parse('2026-05-13T12:00:00Z') - (BUCKETS - 1) * interval;
  const groups = query.get('topEvents') ? [...TITLES, 'Other'] : [undefined];
  const number = (axis: string, at: number, order: number) => (axis.startsWith('failure_rate') ? (at % 5 === 0 ? null : 0.1 + (at % 4) / 10) : Math.round((Math.sin(at / 4 + order) + 1.2) * 40));
  return {
    meta: { dataset: 'discover', start, end: start + BUCKETS * interval },
    timeSeries: groups.flatMap((group, order) => query.getAll('yAxis').map((yAxis) => ({
      yAxis,
      values: Array.from({ length: BUCKETS }, (_, at) => ({
        timestamp: start + at * interval, value: number(yAxis, at, order), incomplete: at === BUCKETS - 1,
        ...(query.get('comparisonDelta') && { comparisonValue: number(yAxis, at + 3, order) }),
      })),
      ...(group !== undefined && { groupBy: group === 'Other' ? [] : [{ key: 'title', value: group }] }),
      meta: { valueType: yAxis.startsWith('failure_rate') ? 'percentage' as const : 'integer' as const, valueUnit: null, interval, ...(group !== undefined && { order, isOther: group === 'Other' }) },
    }))),
  };
}

export function discoverRoutes(): readonly FakeRoute[] {
  let saved = fixture<DiscoverQuery[]>('discover-saved');
  let homepage: DiscoverQuery | undefined;
  const made = (id: string, body: DiscoverQueryBody): DiscoverQuery => {
    const at = new Date().toISOString();
    return { ...body, id, name: body.name, projects: body.projects ?? [], version: 2, queryDataset: 'error-events', datasetSource: 'user', expired: false, dateCreated: at, dateUpdated: at, createdBy: null };
  };
  const one = (id: string | undefined, answer: (found: DiscoverQuery) => FakeAnswer): FakeAnswer => {
    const found = saved.find((each) => each.id === id);
    return found ? answer(found) : { status: 404, body: { detail: 'The requested resource does not exist' } };
  };
  return [
    on('GET', 'organizations/{org}/events/', tableOf),
    on('GET', 'organizations/{org}/events-timeseries/', (request) => refused(request) ?? { body: seriesOf(request) }),
    on('GET', 'organizations/{org}/events-meta/', (request) => refused(request) ?? { body: { count: EVENTS } }),
    on('GET', 'organizations/{org}/events-facets/', (request) => refused(request) ?? { body: fixture<Facet[]>('events-facets').map((facet) => ({ ...facet, topValues: facet.topValues.map((value) => ({ ...value, count: value.count * 6 })) })) }),
    on('GET', 'organizations/{org}/discover/saved/', ({ query }) => ({ body: saved.filter(({ name }) => name.toLowerCase().includes((query.get('query') ?? '').toLowerCase())) })),
    on('POST', 'organizations/{org}/discover/saved/', ({ body }) => {
      const query = made(String(saved.length + 10), body as DiscoverQueryBody);
      saved = [...saved, query];
      return { status: 201, body: query };
    }),
    on('GET', 'organizations/{org}/discover/saved/{query}/', (_, [, id]) => one(id, (body) => ({ body }))),
    on('PUT', 'organizations/{org}/discover/saved/{query}/', ({ body }, [, id]) => one(id, (found) => {
      const query = made(found.id, body as DiscoverQueryBody);
      saved = saved.map((each) => (each === found ? query : each));
      return { body: query };
    })),
    on('DELETE', 'organizations/{org}/discover/saved/{query}/', (_, [, id]) => one(id, (found) => {
      saved = saved.filter((each) => each !== found);
      return { status: 204 };
    })),
    on('POST', 'organizations/{org}/discover/saved/{query}/visit/', () => ({ status: 204 })),
    on('GET', 'organizations/{org}/discover/homepage/', () => (homepage ? { body: homepage } : { status: 204 })),
    on('PUT', 'organizations/{org}/discover/homepage/', ({ body }) => {
      homepage = made('99', body as DiscoverQueryBody);
      return { body: homepage };
    }),
    on('DELETE', 'organizations/{org}/discover/homepage/', () => {
      homepage = undefined;
      return { status: 204 };
    }),
  ];
}
