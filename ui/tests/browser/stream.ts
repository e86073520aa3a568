// The issue list: pages, search, scope, bulk actions with a way back, and all of it by keyboard.
import type { Browser } from 'playwright-core';
import { check, run, same, Session, until } from './kit.ts';
import { api, sendEvents, type Site } from './site.ts';

const ISSUES = 60;
const WARNINGS = 8;

const named = (number: number) => `Failure${String(number).padStart(2, '0')}`;

/** Sixty issues, Failure60 the newest; the first ones are warnings of the environment "staging". */
function events(): readonly object[] {
  return Array.from({ length: ISSUES }, (_, at) => ({
    timestamp: Date.now() / 1000 - (ISSUES - at),
    exception: { values: [{ type: named(at + 1), value: 'it broke', stacktrace: { frames: [{ filename: `part_${at}.py`, function: `call_${at}`, lineno: at + 1, in_app: true }] } }] },
    ...(at < WARNINGS && { level: 'warning', environment: 'staging' }),
  }));
}

class Stream {
  readonly session: Session;
  readonly path: string;
  readonly grid;

  constructor(session: Session, site: Site) {
    this.session = session;
    this.path = `/organizations/${site.org}/issues/`;
    this.grid = session.page.getByRole('grid', { name: 'Issues' });
  }

  row(number: number) {
    return this.grid.getByRole('row').filter({ hasText: named(number) });
  }

  /** Waits until the list says that it shows these. */
  async place(words: string): Promise<void> {
    await this.session.page.getByText(words, { exact: true }).waitFor();
  }

  async search(text: string): Promise<void> {
    const field = this.session.page.getByRole('combobox', { name: 'Search issues' });
    await field.fill(text);
    await field.press('Enter');
  }

  async tab(name: string): Promise<void> {
    await this.session.page.getByRole('navigation', { name: 'Searches' }).getByRole('link', { name: new RegExp(`^${name}`) }).click();
  }
}

async function pagesHoldFifty(stream: Stream): Promise<void> {
  const { session } = stream;
  await stream.place('1–50 of 60');
  same(await stream.grid.locator('[data-issue]').count(), 50, 'rows of the first page');
  await session.button('Next page').click();
  await stream.place('51–60 of 60');
  same(await stream.grid.locator('[data-issue]').count(), 10, 'rows of the second page');
  await stream.row(1).waitFor();
  await session.page.goBack();
  await stream.place('1–50 of 60');
  await session.page.goForward();
  await stream.place('51–60 of 60');
  await session.button('Previous page').click();
  await stream.place('1–50 of 60');
}

async function searchNarrows(stream: Stream): Promise<void> {
  const { session } = stream;
  await stream.search('level:warning');
  await stream.place(`1–${WARNINGS} of ${WARNINGS}`);
  await session.address(/query=level(:|%3A)warning/);
  await stream.search('Failure33');
  await stream.place('1–1 of 1');
  await stream.row(33).waitFor();
  await stream.search('is:nonsense');
  await session.page.getByRole('alert').getByText('valid values are').waitFor();
  // What was found before stays.
  await stream.row(33).waitFor();
  await session.button('Clear the search').click();
  await stream.place('1–50 of 60');
}

async function scopeNarrows(stream: Stream): Promise<void> {
  const { session } = stream;
  await session.button(/^Environments:/).click();
  await session.page.getByRole('listbox', { name: 'Environments' }).getByRole('option', { name: 'staging' }).click();
  await stream.place(`1–${WARNINGS} of ${WARNINGS}`);
  await session.press('Escape');
  await session.button(/^Environments: staging/).click();
  await session.page.getByRole('option', { name: 'All environments' }).click();
  await session.press('Escape');
  await stream.place('1–50 of 60');
}

/** How many the server has as resolved, however they look here. */
async function resolved(site: Site): Promise<number> {
  return (await api(site, 'GET', `organizations/${site.org}/issues/?query=is:resolved`)).length;
}

async function severalAreResolved(stream: Stream, site: Site): Promise<void> {
  const { session, grid } = stream;
  await session.go(stream.path);
  const resolve = async () => {
    for (const number of [60, 58]) await stream.row(number).getByRole('checkbox').check();
    await grid.getByRole('button', { name: 'Resolve' }).click();
    await session.sees('Resolved 2 issues.');
  };
  await resolve();
  await stream.row(60).getByText('Resolved', { exact: true }).waitFor();
  await session.button('Undo').click();
  await stream.row(60).getByText('New', { exact: true }).waitFor();
  await until('no resolved issue', async () => (await resolved(site)) === 0 || undefined);
  await resolve();
  await stream.tab('Resolved');
  await stream.place('1–2 of 2');
  await stream.row(60).waitFor();
  same(await resolved(site), 2, 'issues that the server has as resolved');
}

async function severalAreArchived(stream: Stream): Promise<void> {
  const { session, grid } = stream;
  await session.go(stream.path);
  await stream.row(59).getByRole('checkbox').check();
  await stream.row(56).getByRole('checkbox').click({ modifiers: ['Shift'] });
  await grid.getByText('3 selected').first().waitFor();
  await grid.getByRole('button', { name: 'Archive' }).click();
  await session.page.getByRole('menuitem', { name: 'until they escalate' }).click();
  await session.sees('Archived 3 issues until they escalate.');
  await stream.tab('Archived');
  await stream.place('1–3 of 3');
  await stream.tab('Unresolved');
  await stream.place('1–50 of 55');
}

/** All that a search finds, more than the page shows; asked about with the number, and each taken back to what it was. */
async function allMatchingAreChangedAndTakenBack(stream: Stream, site: Site): Promise<void> {
  const { session, page } = { session: stream.session, page: stream.session.page };
  const priorities = () => Promise.all(['high', 'medium', 'low'].map(async (word) =>
    (await api(site, 'GET', `organizations/${site.org}/issues/?query=is:unresolved+issue.priority:${word}`)).length));
  const before = await priorities();
  check(before.filter((count) => count > 0).length > 1, `the issues are alike: ${before}`);
  await session.button('Select this page').or(page.getByRole('checkbox', { name: 'Select this page' })).check();
  await session.button('Select all 55 matching').click();
  await stream.grid.getByRole('button', { name: 'Priority' }).click();
  await page.getByRole('menuitem', { name: 'Low' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Set to low priority: 55 issues' }).click();
  await session.sees('Priority of 55 issues set to Low.');
  same(await priorities(), [0, 0, 55], 'issues by priority');
  await session.press('z');
  await session.sees('55 issues are as they were.');
  same(await priorities(), before, 'issues by priority after it was taken back');
  await stream.place('1–50 of 55');
}

async function backRestoresTheList(stream: Stream): Promise<void> {
  const { session, page } = { session: stream.session, page: stream.session.page };
  await session.go(`${stream.path}?query=it+broke&sort=new`);
  const row = stream.row(20);
  await row.scrollIntoViewIfNeeded();
  const before = await page.locator('#main').evaluate((main) => main.scrollTop);
  check(before > 0, 'the list is long enough to scroll');
  await row.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: 'Failure20' }).waitFor();
  await page.goBack();
  await row.waitFor();
  await session.address(/query=it\+broke&sort=new$/);
  await page.waitForFunction((top) => Math.abs((document.getElementById('main')?.scrollTop ?? 0) - top) < 4, before);
}

/** From the first key to the last without the pointer. */
async function keysAreEnough(stream: Stream, site: Site): Promise<void> {
  const { session, page } = { session: stream.session, page: stream.session.page };
  await session.go(stream.path);
  await stream.place('1–50 of 55');
  const cursor = () => stream.grid.getAttribute('aria-activedescendant').then((id) => (id ? page.locator(`[id="${id}"]`).innerText() : ''));
  await session.press('j', 'j', 'k', 'j');
  check((await cursor()).includes(named(54)), `the cursor is on ${await cursor()}`);
  await session.press('Enter');
  await page.getByRole('heading', { level: 1, name: named(54) }).waitFor();
  await session.press('j');
  await page.getByRole('heading', { level: 1, name: named(53) }).waitFor();
  await session.press('Backspace');
  await stream.place('1–50 of 55');

  await session.press('j', 'x', 'J');
  await stream.grid.getByText('2 selected').first().waitFor();
  await session.press('r');
  await session.sees('Resolved 2 issues.');
  await session.press('z');
  await stream.place('1–50 of 55');

  await session.press('e');
  await page.locator('[role=menuitem]:focus').getByText('until they escalate').waitFor();
  await session.press('Enter');
  await session.sees(/^Archived \S+ until it escalates\.$/);

  await session.press('/', 'End');
  await page.keyboard.type(' Failure42');
  await session.press('Enter');
  await stream.place('1–1 of 1');
  await session.press('Escape', '?');
  await page.getByRole('dialog').getByText('Select downwards').waitFor();
  await session.press('Escape', 'g', 'p');
  await session.heading('Projects');
  await session.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type(`${site.project}-1`.toUpperCase());
  await session.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Failure' }).waitFor();
}

await run(async (browser: Browser, site: Site) => {
  await sendEvents(site, events());
  const session = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/`);
  session.expect(400);
  const stream = new Stream(session, site);
  await pagesHoldFifty(stream);
  await searchNarrows(stream);
  await scopeNarrows(stream);
  await severalAreResolved(stream, site);
  await severalAreArchived(stream);
  await allMatchingAreChangedAndTakenBack(stream, site);
  await backRestoresTheList(stream);
  await keysAreEnough(stream, site);
  await session.close();
});
