// A day of a shop, for pictures: issues of every level, old and new releases, a flood, people, owners, files.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { payment } from './sample.ts';
import { api, issueOfEvent, postEvents, type Site } from './site.ts';

const HOUR = 3600;

interface Kind {
  readonly type: string;
  readonly value: string;
  readonly place: string;
  /** Events in the last 24 hours. */
  readonly events: number;
  /** Hours ago of the oldest and the newest. */
  readonly span: readonly [number, number];
  readonly level?: string;
  readonly release?: string;
  readonly environment?: string;
  /** How many people have it. */
  readonly users?: number;
  /** Days since it was first seen, where that was before. */
  readonly days?: number;
}

const KINDS: readonly Kind[] = [
  { type: 'OperationalError', value: 'connection pool exhausted: 40 of 40 in use', place: 'shop.db in acquire', events: 46, span: [3, 0.05], level: 'fatal', users: 31 },
  { type: 'TypeError', value: "Cannot read properties of undefined (reading 'total')", place: 'basket.js in render', events: 28, span: [20, 0.2], users: 17, days: 12, release: 'shop@2.4.1' },
  { type: 'TimeoutError', value: 'risk service did not answer within 3 s', place: 'shop.risk in score', events: 19, span: [22, 0.6], users: 12, days: 25 },
  { type: 'IntegrityError', value: 'duplicate key value violates unique constraint "orders_pkey"', place: 'shop.orders in place', events: 9, span: [14, 1.2], users: 8 },
  { type: 'KeyError', value: "'currency'", place: 'shop.prices in convert', events: 6, span: [9, 2], users: 4, environment: 'staging' },
  { type: 'DeprecationWarning', value: 'the old voucher format is read for the last time in 2.5', place: 'shop.vouchers in read', events: 12, span: [23, 0.4], level: 'warning', days: 9 },
  { type: 'SlowQuery', value: 'SELECT on orders took 4.2 s', place: 'shop.db in watch', events: 14, span: [21, 0.9], level: 'warning', days: 18 },
  { type: 'MailQueue', value: 'mail to 3 customers is late by 20 min', place: 'worker.mail in flush', events: 5, span: [6, 1.5], level: 'info', days: 20 },
  { type: 'ConnectionResetError', value: '[Errno 104] Connection reset by peer', place: 'worker.sync in pull', events: 4, span: [18, 5], users: 1 },
  { type: 'RangeError', value: 'Maximum call stack size exceeded', place: 'tree.js in walk', events: 3, span: [11, 4], users: 3, release: 'shop@2.3.0' },
  { type: 'UnicodeDecodeError', value: "'utf-8' codec can't decode byte 0xff in position 0: a title that goes on and on, far beyond what one line can hold, with its last words cut", place: 'shop.importer in read_a_file_with_a_very_long_name_of_its_function', events: 2, span: [8, 3], users: 2 },
  { type: 'خطأ', value: 'فشل الدفع: الرصيد غير كافٍ', place: 'shop.pay in charge', events: 2, span: [7, 2.5], users: 2 },
];

function eventsOf({ type, value, place, events, span: [from, to], level = 'error', release = 'shop@2.4.1', environment = 'production', users = 0, days }: Kind, now: number): object[] {
  const [module = '', name = ''] = place.split(' in ');
  const times = Array.from({ length: events }, (_, at) => now - HOUR * (from - ((from - to) * at) / Math.max(1, events - 1)));
  if (days !== undefined) times.unshift(now - days * 24 * HOUR);
  return times.map((timestamp, at) => ({
    timestamp, level, release, environment, transaction: place,
    tags: { region: at % 3 === 0 ? 'us' : 'eu', correlation_id: `c-${at}7f3` }, ...(users > 0 && { user: { id: String(at % users), email: `customer${at % users}@example.com` } }),
    exception: { values: [{ type, value, mechanism: { type: 'generic', handled: level !== 'fatal' }, stacktrace: { frames: [{ module, function: name, filename: `${module.replace('.', '/')}.py`, lineno: 40, in_app: true }] } }] },
  }));
}

const samples = join(import.meta.dirname, '..', 'fixtures', 'samples');

/** Events of other platforms as their SDKs sent them, moved to now. */
function sampleEvents(now: number): object[] {
  return readdirSync(samples).filter((name) => name.endsWith('.json')).map((name, at) => ({ ...JSON.parse(readFileSync(join(samples, name), 'utf8')), timestamp: now - 600 * (at + 1), environment: 'production' }));
}

async function settle(site: Site): Promise<void> {
  const { org, project } = site;
  const at = `projects/${org}/${project}/`;
  await api(site, 'PUT', `organizations/${org}/`, { name: 'Acme' });
  await api(site, 'PUT', at, { tagLinks: { correlation_id: 'https://logs.example.com/?q={value}' } });
  const [team] = (await api(site, 'GET', `organizations/${org}/teams/`)) as readonly { readonly slug: string }[];
  await api(site, 'POST', `teams/${org}/${team!.slug}/projects/`, { name: 'Shop web', slug: 'shop-web', platform: 'javascript' });
  await api(site, 'PUT', `${at}ownership/`, { raw: `path:shop/* #${team!.slug}\ntags.region:eu ${site.email}` });
}

/** As a week would have made them: what is older is not new any more, and one is a flood. */
async function age(site: Site): Promise<void> {
  const list = `organizations/${site.org}/issues/`;
  const set = async (title: string, substatus: string) => {
    const [issue] = (await api(site, 'GET', `${list}?query=${title}`)) as readonly { readonly id: string }[];
    if (issue) await api(site, 'PUT', `${list}${issue.id}/`, { status: 'unresolved', substatus });
  };
  for (const { type, days } of KINDS) if (days !== undefined) await set(type, 'ongoing');
  await set(KINDS[0]!.type, 'escalating');
}

/** What was resolved comes back with its next event. */
async function regress(site: Site, title: string, event: () => object): Promise<void> {
  const [issue] = (await api(site, 'GET', `organizations/${site.org}/issues/?query=${title}`)) as readonly { readonly id: string }[];
  if (!issue) return;
  await api(site, 'PUT', `organizations/${site.org}/issues/${issue.id}/`, { status: 'resolved' });
  const [id = ''] = await postEvents([event()], site.dsn);
  await issueOfEvent(site, id);
}

async function work(site: Site, payments: string): Promise<void> {
  const { org } = site;
  const issue = `organizations/${org}/issues/${payments}/`;
  await api(site, 'PUT', issue, { priority: 'high' });
  await api(site, 'POST', `${issue}notes/`, { text: 'Only with the voucher `SPRING`: the discount is taken twice.' });
  const late = (await api(site, 'GET', `organizations/${org}/issues/?query=ConnectionResetError`)) as readonly { readonly id: string }[];
  if (late[0]) await api(site, 'PUT', `organizations/${org}/issues/${late[0].id}/`, { status: 'ignored', substatus: 'archived_until_escalating' });
}

/** Gives the issue whose page shows the most. */
export async function seedShop(site: Site): Promise<string> {
  const now = Date.now() / 1000;
  await settle(site);
  for (const kind of KINDS) await postEvents(eventsOf(kind, now), site.dsn);
  await postEvents(sampleEvents(now), site.dsn);
  await postEvents([payment(-2, { timestamp: now - 20 * HOUR, release: 'shop@2.4.0', environment: 'staging' })], site.dsn);
  const payments = Array.from({ length: 17 }, (_, at) => payment(-3 - (at % 4), {
    timestamp: now - HOUR * (17 - at) * 0.9, tags: { voucher: 'SPRING', region: at % 4 === 0 ? 'us' : 'eu', correlation_id: `c-${at}2f0c` }, user: { id: String(at % 5), email: `kim${at % 5}@example.com` },
  }));
  await postEvents(payments.slice(0, -1), site.dsn);
  const [last = ''] = await postEvents(payments.slice(-1), site.dsn, { 'basket.json': '{"lines": 3, "voucher": "SPRING"}', 'server.log': '11:41:09 price is -3\n'.repeat(40) });
  const issue = await issueOfEvent(site, last);
  await api(site, 'POST', `projects/${site.org}/${site.project}/user-feedback/`, { event_id: last, name: 'Kim Rey', email: 'kim@example.com', comments: 'Could not pay with my voucher.' });
  await work(site, issue);
  await age(site);
  const again = KINDS.find(({ type }) => type === 'IntegrityError')!;
  await regress(site, again.type, () => eventsOf({ ...again, events: 1, span: [0, 0] }, Date.now() / 1000)[0]!);
  return issue;
}
