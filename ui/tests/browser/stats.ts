// Where events went: a filter that drops, a consumer that stands still, a message that was set aside; and the admin pages.
import { randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { check, run, same, Session, until } from './kit.ts';
import { api, sendEvents, type Site } from './site.ts';

/** As an SDK does, without waiting: what is filtered can never be read. */
async function send(site: Site, event: object): Promise<void> {
  const { origin, username, pathname } = new URL(site.dsn);
  const [, prefix, project] = /^(.*)\/(\d+)$/.exec(pathname)!;
  const id = randomUUID().replaceAll('-', '');
  const body = `${JSON.stringify({ event_id: id })}\n{"type":"event"}\n${JSON.stringify({ platform: 'javascript', event_id: id, ...event })}\n`;
  const answer = await fetch(`${origin}${prefix}/api/${project}/envelope/?sentry_key=${username}&sentry_version=7`, { method: 'POST', body });
  check(answer.ok, `an event was refused: ${answer.status}`);
}

const crawled = { message: 'a page that a crawler read', request: { url: 'https://shop.example/', headers: [['User-Agent', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)']] } };

async function counted(site: Site, outcome: string): Promise<number> {
  const { groups } = (await api(site, 'GET', `organizations/${site.org}/stats_v2/?field=sum(quantity)&category=error&outcome=${outcome}&statsPeriod=24h&interval=1d`)) as
    { readonly groups: readonly { readonly totals: Readonly<Record<string, number>> }[] };
  return groups.reduce((sum, group) => sum + group.totals['sum(quantity)']!, 0);
}

async function filteredEventsAreExplained(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await sendEvents(site, [{ message: 'stock is low' }]);
  for (let sent = 0; sent < 3; sent++) await send(site, crawled);
  await until('three filtered events', async () => ((await counted(site, 'filtered')) === 3 || undefined));
  await one.go(`/organizations/${site.org}/issues/?query=`);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Stats' }).click();
  await one.heading('4 events arrived in the last 24 hours. Nothing was lost.');
  await one.sees('3 events (75%) were filtered: web crawlers.');
  const row = page.getByRole('table', { name: 'Where everything went' }).getByRole('row').filter({ hasText: 'Web crawlers' });
  await row.getByRole('link', { name: `Open the filter of ${site.project}` }).click();
  await one.heading('Inbound filters');
  await one.sees('Web crawlers');
}

/** The one writer of the database is taken: the consumer cannot go on, and nothing else can tell. */
async function aConsumerThatStandsStillIsTold(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go('/settings/account/shortcuts/');
  await one.heading('Shortcuts');
  const database = new DatabaseSync(site.database);
  database.exec('PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE');
  await send(site, { message: 'who waits' });
  const banner = page.getByRole('status').filter({ hasText: 'Data until' });
  await banner.getByText(/1 event is waiting; the newest you can see is \d+ s old\. Nothing is lost\.$/).waitFor();
  await banner.getByRole('link', { name: 'See ingest health' }).click();
  await page.getByRole('complementary', { name: 'Ingest health' }).getByText('1 event', { exact: true }).waitFor();
  await one.sees('1 event is waiting to be processed.');
  await banner.waitFor();
  database.exec('ROLLBACK');
  database.close();
  await banner.waitFor({ state: 'detached' });
  await one.heading('5 events arrived in the last 24 hours. Nothing was lost.');
}

/** The bytes of the log's record; source: src/protocol/ingest_message.cc, version 1. */
function message(project: bigint, text: string): Uint8Array {
  const event = Buffer.from(JSON.stringify({ logentry: { formatted: text } }));
  const head = Buffer.alloc(56);
  head.writeUInt8(1, 0);
  head.writeInt8(1, 2);
  head.writeUInt32LE(event.length, 4);
  head.writeBigInt64LE(1n, 8);
  head.writeBigInt64LE(project, 16);
  randomBytes(16).copy(head, 32);
  head.writeBigInt64LE(BigInt(Date.now()) * 1000n, 48);
  return Buffer.concat([head, zstdCompressSync(event)]);
}

async function deadLettersAreReplayed(one: Session, site: Site): Promise<void> {
  const { page } = one;
  const { id } = (await api(site, 'GET', `projects/${site.org}/${site.project}/`)) as { readonly id: string };
  const database = new DatabaseSync(site.database);
  database.exec('PRAGMA busy_timeout = 10000');
  const add = database.prepare("INSERT INTO dead_letters (topic, partition_index, log_offset, project_id, reason, detail, message, created) VALUES ('ingest-events', 0, 7, ?, ?, 'of a test', ?, ?)");
  const now = BigInt(Date.now()) * 1000n;
  add.run(BigInt(id), 'good_again', message(BigInt(id), 'back from the dead letters'), now);
  add.run(BigInt(id), 'still_broken', new Uint8Array([1, 2, 3]), now);
  database.close();
  await one.go(`/organizations/${site.org}/stats/`);
  await one.sees('2 messages could not be processed and are kept for replay.');
  await one.button('Look at them').click();
  const letters = page.getByRole('table', { name: 'Dead letters' });
  same(await letters.getByRole('row').count(), 3, 'the head and two letters');
  await one.button('Replay all 2').click();
  await one.sees('Replayed 1 message. 1 could not be: This version cannot read the message either, so it cannot be replayed.');
  await letters.getByRole('row').filter({ hasText: 'good_again' }).waitFor({ state: 'detached' });
  await one.go(`/organizations/${site.org}/issues/?query=`);
  await page.getByRole('grid', { name: 'Issues' }).getByRole('row').filter({ hasText: 'back from the dead letters' }).waitFor();
}

async function theServerTellsOfItself(one: Session): Promise<void> {
  const { page } = one;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('heading', { level: 1, name: /^Picket \d+\.\d+\.\d+\S* has been running for / }).waitFor();
  const tabs = page.getByRole('navigation', { name: 'Admin', exact: true });
  await tabs.getByRole('link', { name: 'Queue' }).click();
  await page.getByRole('heading', { level: 1, name: 'Nothing waits to be processed.' }).waitFor();
  await page.getByRole('table', { name: 'Dead letters' }).getByText('still_broken').waitFor();
  await tabs.getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('heading', { level: 1, name: /free; too few events yet for a forecast\.$/ }).waitFor();
  await page.getByRole('table', { name: 'Stores' }).getByText('Event rows').waitFor();
  await tabs.getByRole('link', { name: 'Doctor' }).click();
  await page.getByRole('heading', { level: 1, name: /^\d+ of \d+ checks needs? attention\.$/ }).waitFor();
  await one.sees('1 messages could not be processed');
  await one.sees('picket dead-letters list');
}

await run(async (browser: Browser, site: Site) => {
  const one = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/?query=`);
  await filteredEventsAreExplained(one, site);
  await aConsumerThatStandsStillIsTold(one, site);
  await deadLettersAreReplayed(one, site);
  await theServerTellsOfItself(one);
  await one.close();
});
