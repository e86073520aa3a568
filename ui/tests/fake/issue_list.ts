// 318 issues like those of a shop on a bad night: many shapes of titles, ages and numbers, the same on every start.
import type { Issue } from '../../src/api/issue_types';
import { fixture } from './api';

type Given = readonly [shortId: string, type: string, value: string, culprit: string, level: string, substatus: string, priority: string, count: number, users: number, seen: number, age: number, shape: Shape, who?: string];
type Shape = 'rise' | 'new' | 'burst' | 'day' | 'flat' | 'rare';

const MINUTE = 60_000;

/** Minutes since last and first seen. */
const GIVEN: readonly Given[] = [
  ['SHOP-API-4K', 'OperationalError', '(psycopg.errors.TooManyConnections) FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute', 'shop.db in acquire', 'fatal', 'escalating', 'high', 48_213, 6120, 0.1, 38, 'rise', '#backend'],
  ['SHOP-WEB-9C', 'TypeError', "Cannot read properties of undefined (reading 'basketId')", 'checkout/PayButton.tsx in onClick', 'error', 'new', 'high', 1204, 871, 0.4, 36, 'new'],
  ['SHOP-API-3R', 'IntegrityError', 'duplicate key value violates unique constraint "orders_idempotency_key" DETAIL: Key (idempotency_key)=(c1a5298d-939e-87e8-f962-a5edfc206918) already exists.', 'shop.orders in create_order', 'error', 'regressed', 'high', 342, 118, 3, 26_000, 'burst', 'Bo Lind'],
  ['SHOP-WEB-8T', 'ChunkLoadError', 'Loading chunk 417 failed. (https://cdn.acme.test/assets/checkout-4f1c2d.js)', 'webpack/runtime/jsonp in requireEnsure', 'error', 'ongoing', 'medium', 2981, 2210, 1, 43_000, 'day', '#web'],
  ['WORKER-1Q', 'SoftTimeLimitExceeded', 'task invoices.render exceeded 300 s', 'invoices.tasks in render', 'error', 'ongoing', 'medium', 96, 0, 12, 61_000, 'flat', 'Ada Park'],
  ['SHOP-API-4E', '', 'Redis reply 5.1 s slower than the 50 ms budget for basket:lock', 'shop.basket in lock', 'warning', 'escalating', 'medium', 7720, 0, 0.2, 300, 'rise', '#backend'],
  ['IOS-APP-77', 'EXC_BAD_ACCESS', 'KERN_INVALID_ADDRESS at 0x0000000000000018', '-[PKBasketStore mergeGuestBasket:]', 'fatal', 'ongoing', 'high', 61, 58, 9, 80_000, 'flat', 'Mai Tran'],
  ['SHOP-WEB-7X', 'RangeError', 'Invalid time value — تاريخ غير صالح: ٣١/٠٢/٢٠٢٦', 'i18n/formatDate.ts in formatDate', 'error', 'ongoing', 'medium', 208, 173, 22, 52_000, 'day'],
  ['SHOP-API-3B', 'ReadTimeout', "HTTPSConnectionPool(host='pay.example.test', port=443): Read timed out. (read timeout=8)", 'shop.payments in charge', 'error', 'regressed', 'high', 523, 402, 2, 120_000, 'burst', 'Bo Lind'],
  ['WORKER-1M', 'KeyError', "'sku_🧦_2026'", 'catalog.sync in apply_delta', 'error', 'ongoing', 'medium', 1480, 0, 4, 33_000, 'flat'],
  ['GATEWAY-52', 'panic', 'runtime error: index out of range [3] with length 3', 'gateway/route.(*Table).Match', 'fatal', 'ongoing', 'high', 14, 11, 47, 9000, 'rare', '#platform'],
  ['SHOP-API-36', '', 'Payment provider timeout', 'shop.payments in charge', 'warning', 'ongoing', 'medium', 88, 0, 18, 70_000, 'day', '#backend'],
  ['SHOP-WEB-7H', 'SecurityError', "Failed to read the 'localStorage' property from 'Window': Access is denied for this document.", 'analytics/session.ts in read', 'error', 'ongoing', 'medium', 655, 640, 6, 90_000, 'day'],
  ['IOS-APP-71', 'NSInternalInconsistencyException', 'Invalid update: invalid number of rows in section 0', 'PKOrderListController.reload', 'error', 'ongoing', 'medium', 31, 29, 55, 47_000, 'rare', 'Mai Tran'],
  ['SHOP-API-2Z', 'DeprecationWarning', 'datetime.utcnow() is deprecated', 'shop.audit in stamp', 'info', 'ongoing', 'low', 412, 0, 7, 88_000, 'flat'],
  ['SHOP-WEB-6A', 'Error', 'line one\nline two \u202egnp.exe and <img src=x onerror=alert(1)>', 'boot.ts in main', 'error', 'ongoing', 'low', 3, 1, 130, 99_000, 'rare'],
];

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

function weight(shape: Shape, hour: number, noise: number): number {
  if (shape === 'flat') return 0.6 + noise * 0.5;
  if (shape === 'rise') return hour < 17 ? noise * 0.12 : ((hour - 15) / 9) ** 2 + noise * 0.1;
  if (shape === 'burst') return hour > 15 && hour < 19 ? 1 + noise * 0.6 : noise * 0.08;
  if (shape === 'new') return hour < 22 ? 0 : 0.5 + noise;
  if (shape === 'day') return Math.max(0, Math.sin(((hour - 4) / 24) * 6.28)) * 0.8 + noise * 0.25;
  return noise > 0.75 ? noise : 0;
}

function series(count: number, shape: Shape, seed: number, now: number): [number, number][] {
  const next = random(seed);
  const weights = Array.from({ length: 24 }, (_, hour) => weight(shape, hour, next()));
  const sum = weights.reduce((all, each) => all + each, 0) || 1;
  const first = Math.floor(now / 3_600_000) * 3600 - 23 * 3600;
  return weights.map((each, hour) => [first + hour * 3600, Math.round((each / sum) * count)]);
}

function issueOf(given: Given, id: number, now: number): Issue {
  const [shortId, type, value, culprit, level, substatus, priority, count, users, seen, age, shape, who] = given;
  const slug = shortId.replace(/-[^-]+$/, '').toLowerCase();
  const example = fixture<Issue[]>('issues-list')[0]!;
  const firstSeen = new Date(now - age * MINUTE).toISOString();
  const lastSeen = new Date(now - seen * MINUTE).toISOString();
  return {
    ...example, id: String(id), shortId, level: level as Issue['level'], culprit, substatus: substatus as Issue['substatus'], status: 'unresolved', priority: priority as Issue['priority'], firstSeen, lastSeen,
    title: type ? `${type}: ${value}` : value, metadata: { title: type ? `${type}: ${value}` : value, initial_priority: 50, ...(type ? { type, value } : {}) },
    project: { id: '11', slug, name: slug, platform: null },
    count: String(count), userCount: users, lifetime: { count: String(Math.round(count * 4.3)), userCount: Math.round(users * 3.1), firstSeen, lastSeen, stats: null },
    stats: { '24h': series(count, shape, id, now) }, hasSeen: age > 60 && seen >= 0.2, isUnhandled: /Error|ACCESS|panic|Exceeded/.test(type),
    numComments: id % 5 === 0 ? id % 7 : 0, isBookmarked: false, statusDetails: {},
    assignedTo: who ? (who.startsWith('#') ? { type: 'team', id: '2', name: who.slice(1) } : { type: 'user', id: '1', name: who, email: `${who.split(' ')[0]!.toLowerCase()}@acme.test` }) : null,
  };
}

/** `now`: what "last seen" is counted from. */
export function manyIssues(total: number, now = Date.now()): Issue[] {
  const example = { ...fixture<Issue[]>('issues-list')[0]!, lastSeen: new Date(now - 33 * MINUTE).toISOString() };
  const first = GIVEN.map((given, at) => issueOf(given, 5100 - at * 7, now));
  const rest = Array.from({ length: Math.max(0, total - first.length - 1) }, (_, at) => {
    const [, type, value, culprit, level, , , count, users, , age, shape] = GIVEN[(at * 5 + 2) % GIVEN.length]!;
    const next = random(at + 99);
    const given: Given = [`SHOP-API-${(at + 40).toString(36).toUpperCase()}`, type, value, culprit, level, 'ongoing', 'medium', Math.ceil(count * next() * 0.2), Math.ceil(users * next() * 0.2), 60 + at * 4, age + at, shape];
    return issueOf(given, 3000 + at, now);
  });
  return [...first, example, ...rest].slice(0, total).sort((a, b) => b.lastSeen!.localeCompare(a.lastSeen!));
}
