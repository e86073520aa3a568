// What became of what was sent, ingest health, and the admin pages.
import { fixture, on, type FakeRequest, type FakeRoute } from './api';
import type { DeadLetter, Doctor, IngestHealth, InstanceStatus, Queue, Storage } from '../../src/api/types';

const hour = 3_600_000;

interface Group {
  readonly project: number;
  readonly outcome: string;
  readonly reason: string;
  readonly category?: string;
  readonly total: number;
}

const ledger: readonly Group[] = [
  { project: 11, outcome: 'accepted', reason: 'none', total: 1_000_000 },
  { project: 12, outcome: 'accepted', reason: 'none', total: 176_428 },
  { project: 12, outcome: 'rate_limited', reason: 'key_quota', total: 80_706 },
  { project: 12, outcome: 'filtered', reason: 'web-crawlers', total: 21_716 },
  { project: 11, outcome: 'filtered', reason: 'error-message', total: 2_404 },
  { project: 11, outcome: 'client_discard', reason: 'before_send', total: 1_610 },
  { project: 11, outcome: 'invalid', reason: 'too_large:event', total: 203 },
  { project: 11, outcome: 'invalid', reason: 'dead_letter', total: 2 },
  { project: 11, outcome: 'invalid', reason: 'unavailable', total: 9 },
  { project: 11, outcome: 'pending', reason: 'none', total: 1_204 },
  { project: 11, outcome: 'accepted', reason: 'none', category: 'attachment', total: 3 << 20 },
];

/** The total spread over the intervals, with all of a limit in one. */
function seriesOf(total: number, outcome: string, count: number): number[] {
  if (outcome === 'rate_limited') return Array.from({ length: count }, (_, at) => (at === Math.floor(count * 0.55) ? total : 0));
  const weights = Array.from({ length: count }, (_, at) => 10 + ((at * 7) % 5) + (at > count / 2 ? 0 : 3));
  const sum = weights.reduce((all, one) => all + one, 0);
  const series = weights.map((weight) => Math.floor((total * weight) / sum));
  series[count - 1]! += total - series.reduce((all, one) => all + one, 0);
  return series;
}

function usage({ query }: FakeRequest): object {
  const by = query.getAll('groupBy');
  const [category, wanted] = [query.get('category'), query.getAll('project').filter((id) => id !== '-1')];
  const keyed = new Map<string, { by: Record<string, unknown>; total: number; outcome: string }>();
  for (const row of ledger) {
    const own = row.category ?? 'error';
    const outcomes = query.getAll('outcome');
    if ((outcomes.length > 0 && !outcomes.includes(row.outcome)) || (category && own !== category) || (wanted.length > 0 && !wanted.includes(String(row.project)))) continue;
    const all: Record<string, unknown> = { project: row.project, category: own, outcome: row.outcome, reason: row.reason, key_id: 1 };
    const key = Object.fromEntries(by.map((name) => [name, all[name]]));
    const text = JSON.stringify(key);
    const sum = keyed.get(text) ?? { by: key, total: 0, outcome: row.outcome };
    keyed.set(text, { ...sum, total: sum.total + row.total });
  }
  const withSeries = !by.includes('project');
  const end = Date.parse('2026-05-13T12:00:00Z');
  const intervals = Array.from({ length: 48 }, (_, at) => new Date(end - (48 - at) * (hour / 2)).toISOString().replace('.000Z', 'Z'));
  const groups = [...keyed.values()].map((one) => ({
    by: one.by, totals: { 'sum(quantity)': one.total }, ...(withSeries && { series: { 'sum(quantity)': seriesOf(one.total, one.outcome, 48) } }),
  }));
  return { start: intervals[0], end: '2026-05-13T12:00:00Z', ...(withSeries && { intervals }), groups };
}

const lettersAtFirst: readonly DeadLetter[] = [2, 1].map((id) => ({
  id: String(id), topic: 'ingest-events', partition: 0, offset: 40 + id, project: 'shop-api', reason: 'bad_payload',
  detail: 'zstd: frame checksum mismatch', dateCreated: '2026-05-13T11:00:00Z', dateReplayed: null,
}));

const topics = ['ingest-events', 'ingest-transactions', 'ingest-attachments', 'ingest-feedback', 'ingest-monitors', 'ingest-metrics'];

function healthOf(deadLetters: number): IngestHealth {
  return {
    secondsUntilFull: null, dataUntil: '2026-05-13T12:13:05Z', pending: 1204, oldestPendingSeconds: 36.2, deadLetters,
    groups: [
      ...topics.map((topic, at) => ({ group: 'ingest-consumer', topic, pending: at === 0 ? 1204 : 0, oldestPendingSeconds: at === 0 ? 36.2 : 0 })),
      { group: 'outcomes-consumer', topic: 'outcomes', pending: 3, oldestPendingSeconds: 0.4 },
    ],
  };
}

const queueOf = (deadLetters: number): Queue => ({
  pending: 1207, oldestPendingSeconds: 36.2, deadLetters,
  partitions: healthOf(0).groups.flatMap((group) => (group.topic === 'ingest-events' ? [0, 1] : [0]).map((partition) => ({
    group: group.group, topic: group.topic, partition, committedOffset: group.topic === 'ingest-metrics' ? null : 480_211, logStartOffset: 400_000,
    logEndOffset: 480_211 + (partition === 0 ? group.pending : 0), pending: partition === 0 ? group.pending : 0, oldestPendingSeconds: partition === 0 ? group.oldestPendingSeconds : 0,
  }))),
});

const status: InstanceStatus = {
  version: '1.2.3', dateStarted: '2026-05-10T09:00:00Z', uptimeSeconds: 270_000, url: 'https://picket.acme.test', ingestUrl: 'https://in.acme.test',
  residentBytes: 92_274_688, openFiles: 143, schemaVersion: 17, organizations: 1, projects: 3,
};

const storage: Storage = {
  inMemory: false, path: '/var/lib/picket', usedBytes: 30_100_000_000, freeBytes: 84_000_000_000, bytesPerDay: 2_040_000_000, daysUntilFull: 41, daysKept: 15, retentionDays: 90,
  stores: [{ name: 'blobs', bytes: 21_000_000_000 }, { name: 'events', bytes: 8_000_000_000 }, { name: 'log', bytes: 800_000_000 }, { name: 'meta.db', bytes: 299_000_000 }, { name: 'other', bytes: 1_000_000 }],
  // Two weeks to 13 May; on the fourth nobody looked.
  history: Array.from({ length: 14 }, (_, at) => at).filter((at) => at !== 3).map((at) => ({
    date: new Date(Date.UTC(2026, 3, 30 + at)).toISOString(), usedBytes: 10_100_000_000 + at * 1_538_461_538, freeBytes: 104_000_000_000 - at * 1_538_461_538,
    stores: [{ name: 'blobs', bytes: 8_000_000_000 + at * 1_000_000_000 }, { name: 'events', bytes: 2_100_000_000 + at * 538_461_538 }],
  })),
};

const doctor: Doctor = {
  health: 'warn', dateChecked: '2026-05-13T12:13:30Z',
  checks: [
    { name: 'data directory', health: 'ok', finding: '/var/lib/picket is writable', remedy: '' },
    { name: 'disk space', health: 'warn', finding: '78.2 GiB free, 28.0 GiB used, 1.9 GiB a day: full in 41 days, but it grows for 75 until retention sets in', remedy: 'Free or add disk space, or lower retention_days and run `picket cleanup`.' },
    { name: 'log', health: 'ok', finding: '1204 messages wait, the oldest for 36 s', remedy: '' },
    { name: 'clock', health: 'fail', finding: 'it is 1970-01-01T00:00:00Z', remedy: 'Set the machine’s clock and keep it right with NTP.' },
  ],
};

export function statsRoutes(): readonly FakeRoute[] {
  let letters = lettersAtFirst;
  const replayed = (ids: readonly string[]) => {
    letters = letters.filter(({ id }) => !ids.includes(id));
    return { body: { replayed: ids, failed: [], remaining: letters.length } };
  };
  return [
    on('GET', 'organizations/{org}/stats_v2/', (request) => ({ body: usage(request) })),
    // By the number that the ledger has for it.
    on('GET', 'projects/{org}/{project}/keys/1/', () => ({ body: fixture<object[]>('project-keys')[0] })),
    on('GET', 'organizations/{org}/ingest-health/', () => ({ body: healthOf(letters.length) })),
    on('GET', 'organizations/{org}/dead-letters/', () => ({ body: letters })),
    on('POST', 'organizations/{org}/dead-letters/replay/', () => replayed(letters.map(({ id }) => id))),
    on('POST', 'organizations/{org}/dead-letters/{letter}/replay/', (_request, parts) => replayed([parts[1]!])),
    on('GET', 'internal/dead-letters/', () => ({ body: letters })),
    on('POST', 'internal/dead-letters/replay/', () => replayed(letters.map(({ id }) => id))),
    on('POST', 'internal/dead-letters/{letter}/replay/', (_request, parts) => replayed([parts[0]!])),
    on('GET', 'internal/status/', () => ({ body: status })),
    on('GET', 'internal/queue/', () => ({ body: queueOf(letters.length) })),
    on('GET', 'internal/storage/', () => ({ body: storage })),
    on('GET', 'internal/doctor/', () => ({ body: doctor })),
  ];
}
