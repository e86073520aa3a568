// Layouts hold what a large organization and a careless application put into them: 500 projects, 2,000 members, 10,000 events,
// a mebibyte in one event, titles without end, from right to left, of emoji and of binary junk; on a screen of 320 px, at
// twice the size, and on a slow network. Nothing runs out of the page sideways, and nothing jumps.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { everyPage } from './addresses.ts';
import { check, fail, overflow, run, same, Session, until } from './kit.ts';
import { payment } from './sample.ts';
import { api, sendEvents, type Site } from './site.ts';

/** CROWD=1: as many as the title says, which takes minutes to make; else as many as it takes for a second page. */
const whole = process.env.CROWD !== undefined;
const PROJECTS = whole ? 500 : 55;
const MEMBERS = whole ? 2000 : 60;
const EVENTS = whole ? 10_000 : 1000;
/** Requests at once: what browsers open. */
const AT_ONCE = 6;

const LONG = 'Un­be­lievably­LongNameWithoutAnySpace'.repeat(12);
const JUNK = Array.from({ length: 300 }, (_, at) => String.fromCharCode(at % 32, 0xfffd, 0x80 + (at % 32))).join('');
const TITLES = [
  LONG, 'مرحبا بالعالم — لا يمكن قراءة السعر من السلة '.repeat(6), '👩‍👩‍👧‍👦🏳️‍🌈🇪🇺e̊̂̃'.repeat(40), JUNK, `line one\nline two\n${'\t'.repeat(40)}line three`, '\u202eevil\u202c'.repeat(30),
];

/** Each is an issue of its own, with its text wherever an application may put one. */
const strange = (title: string, at: number) => payment(-at, {
  transaction: `/${title}`, release: `${title.slice(0, 200)}@1`, server_name: title, tags: { voucher: title, [`key_${at}`]: title }, user: { id: title, email: `${title}@example.com` },
  exception: { values: [{ type: title, value: `${title} ${at}`, stacktrace: { frames: [{ filename: `${title}.py`, function: title, module: title, in_app: true, lineno: at + 1, context_line: title, vars: { [title]: title } }] } }] },
});

/** Some hundred values of ten thousand letters each. */
const huge = () => payment(-99, { extra: Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`blob_${at}`, 'x'.repeat(10_400)])), exception: { values: [{ type: 'Huge', value: 'a mebibyte' }] } });

async function each<T>(count: number, make: (at: number) => Promise<T>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < count) await make(next++);
  }));
}

async function fill(site: Site): Promise<string> {
  const { org } = site;
  const [team] = (await api(site, 'GET', `organizations/${org}/teams/`)) as readonly { readonly slug: string }[];
  await each(PROJECTS, (at) => api(site, 'POST', `teams/${org}/${team!.slug}/projects/`, { name: at % 50 ? `Service ${at}` : `${LONG.slice(0, 45)}${at}`, slug: `service-${at}`, platform: 'python' }));
  await each(MEMBERS, (at) => api(site, 'POST', `organizations/${org}/members/`, { email: `${at % 50 ? 'person' : `${'long-name'.repeat(6)}`}-${at}@example.com`, orgRole: 'member', teamRoles: [] }));
  const [first = ''] = await sendEvents(site, [...TITLES.map(strange), huge()]);
  flood(site);
  return first;
}

/** Events of some hundred issues. */
function flood(site: Site): void {
  const folder = mkdtempSync(join(tmpdir(), 'picket-samples-'));
  writeFileSync(join(folder, 'payment.json'), JSON.stringify(payment(-3)));
  const load = process.env.LOAD ?? fail('LOAD does not name picket_load');
  const done = spawnSync(load, ['--dsn', site.dsn, '--samples', folder, '--events', String(EVENTS), '--connections', '8'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  check(done.status === 0, `picket_load: ${done.stdout}${done.stderr}`);
}

const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
};

/** Names of pages and by how much they are too wide. */
async function tooWide(one: Session, pages: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const wide: string[] = [];
  for (const [name, path] of pages) {
    await one.go(path);
    await settled(one.page);
    const over = await overflow(one.page);
    if (over > 0) wide.push(`${name}: ${over} px`);
  }
  return wide;
}

/** What moved while the page came in slowly, as browsers count it. */
async function shifts(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { shifted: number }).shifted);
}

/** A good page by the measure of browser makers. */
const GOOD_SHIFT = 0.1;

async function nothingJumps(browser: Browser, site: Site, pages: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const one = await Session.signedIn(browser, site, '/settings/account/shortcuts/');
  one.expect(404);
  await one.page.addInitScript(() => {
    const counted = window as unknown as { shifted: number };
    counted.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!entry.hadRecentInput) counted.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const session = await one.context.newCDPSession(one.page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
  const jumping: string[] = [];
  for (const [name, path] of pages) {
    await one.go(path);
    await settled(one.page);
    const shift = await shifts(one.page);
    if (shift > GOOD_SHIFT) jumping.push(`${name}: ${shift.toFixed(3)}`);
  }
  await one.close();
  return jumping;
}

/** The many are found by a filter, and a page at a time. */
async function manyAreHandled(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/projects/?view=all`);
  await one.sees(`1–50 of ${PROJECTS + 1} projects`);
  await one.go(`/settings/${site.org}/members/`);
  await page.getByRole('table', { name: 'Members' }).getByRole('row').nth(25).waitFor();
  await one.go(`/organizations/${site.org}/issues/?query=`);
  await one.button(/^Projects:/).click();
  await page.getByRole('combobox', { name: 'Filter projects' }).fill(`service-${PROJECTS - 1}`);
  await page.getByRole('option', { name: `service-${PROJECTS - 1}` }).click();
  await one.address(/project=\d+/);
  await one.go(`/organizations/${site.org}/discover/results/?project=-1&field=title&field=timestamp&field=user.display&sort=-timestamp`);
  await until('rows', async () => (await page.getByRole('table').getByRole('row').count()) > 40 || undefined);
}

await run(async (browser: Browser, site: Site) => {
  const issue = await fill(site);
  const pages = await everyPage(site, issue);
  const one = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/`);
  one.expect(404);
  await manyAreHandled(one, site);
  const wide: string[] = [];
  for (const [view, width, height] of [['320 px', 320, 640], ['1440 px at twice the size', 720, 450]] as const) {
    await one.page.setViewportSize({ width, height });
    wide.push(...(await tooWide(one, pages)).map((what) => `${view}, ${what}`));
  }
  await one.close();
  const jumping = await nothingJumps(browser, site, pages);
  same([...wide, ...jumping], [], 'pages that are too wide or jump');
});
