// Discover: questions about events are asked, narrowed, drawn, kept and taken home as a file; by keyboard where a hand would
// not leave it.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { check, run, same, Session } from './kit.ts';
import { api, sendEvents, type Site } from './site.ts';

const HOSTILE = '<img src=x onerror=alert(1)>, "quoted"';
const RELEASES = ['shop@1.0', 'shop@1.1', 'shop@2.0'];

const BEGIN = Date.now() - 61;

/** 61 events, each with a moment of its own: three kinds of errors, one of them with a title that wants to be more, three releases, seven people. */
const events = Array.from({ length: 61 }, (_, at) => {
  const kind = at % 3;
  return {
    ...(at === 60 ? { message: HOSTILE } : { exception: { values: [{ type: ['ValueError', 'KeyError', 'Timeout'][kind], value: `case ${kind}` }] } }),
    timestamp: (BEGIN + at) / 1000, level: kind === 2 ? 'warning' : 'error', release: RELEASES[at % 2 === 0 ? kind : 0], tags: { ms: String(at * 10), shelf: 'a b' },
    ...(at % 4 !== 0 && { user: { email: `u${at % 7}@example.com` } }),
  };
});

const rows = (page: Page) => page.locator('table[aria-label=Results] tbody tr');

/** Of a column, from 1. */
const cells = async (page: Page, column: number) => (await rows(page).locator(`td:nth-child(${column})`).allInnerTexts()).map((text) => text.trim());

async function shows(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const table = document.querySelector('table[aria-label=Results]');
    return table?.closest('[aria-busy]')?.getAttribute('aria-busy') !== 'true' && table?.querySelectorAll('tbody tr').length === wanted;
  }, count);
}

const params = (page: Page) => new URL(page.url()).searchParams;

/** Opens the menu of the first cell that the label fits. */
async function act(page: Page, cell: RegExp, action: string): Promise<void> {
  const button = page.getByRole('button', { name: cell }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: action }).click();
}

/** Single events: searched with completion, narrowed by a cell, paged; what cannot be read is told under the field. */
async function searches(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.press('g', 'd');
  await one.heading('Discover');
  await shows(page, 50);
  check(page.url().includes('/discover/homepage/'), 'g d leads elsewhere');
  check((await page.locator('img').count()) === 0, 'a title became an element');
  await one.sees('61 events in the last');
  await one.press(']');
  await shows(page, 11);
  await one.press('/');
  await page.keyboard.type('lev');
  await page.getByRole('option', { name: /^level/ }).waitFor();
  await one.press('Tab');
  await page.keyboard.type('warn');
  await page.getByRole('option', { name: /^warning/ }).waitFor();
  await one.press('Tab', 'Enter');
  await shows(page, 20);
  same(params(page).get('query'), 'level:warning', 'the search in the address');
  same(params(page).get('cursor'), null, 'the page of another search');
  await act(page, /^Actions of user\.display u/, 'Exclude from the search');
  await page.waitForFunction(() => new URL(location.href).searchParams.get('query')!.includes('!user:u'));
  one.expect(400);
  const field = page.getByRole('combobox', { name: 'Search events' });
  await field.fill('level:error ((');
  await field.press('Enter');
  const problem = page.locator('#search-problem');
  await problem.waitFor();
  check(/column \d+/i.test(await problem.innerText()), `no place in: ${await problem.innerText()}`);
  await field.fill('');
  await field.press('Enter');
  await shows(page, 50);
  await one.go(`/organizations/${site.org}/explore/discover/results/?field=id&field=release&query=release%3Ashop%401.1`);
  await shows(page, 10);
  await rows(page).first().getByRole('link').first().click();
  await page.waitForURL(/\/issues\/\d+\/events\/[0-9a-f]{32}\//);
}

/** Groups: columns by keyboard, order, the chart of the first ones, and the events behind a group. */
async function groups(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/discover/results/?field=title&field=timestamp`);
  await shows(page, 50);
  await one.press('c');
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  for (const [at, name] of ['count', 'max'].entries()) {
    await dialog.getByRole('button', { name: 'Add a column' }).press('Enter');
    const kind = dialog.getByRole('combobox', { name: `Column ${at + 3}: what it shows` });
    check(await kind.evaluate((element) => element === document.activeElement), 'the new column has not the focus');
    await kind.selectOption(name);
  }
  await dialog.getByRole('combobox', { name: 'Column 4: column of numbers' }).fill('ms');
  await dialog.getByRole('combobox', { name: 'Column 4: column of numbers' }).press('Alt+ArrowUp');
  await dialog.getByRole('button', { name: 'Remove column 2' }).press('Enter');
  await dialog.getByRole('button', { name: 'Show these columns' }).press('Enter');
  await shows(page, 4);
  same(params(page).getAll('field'), ['title', 'max(ms)', 'count()'], 'the columns');
  await page.getByRole('button', { name: 'count()', exact: true }).click();
  await page.waitForFunction(() => new URL(location.href).searchParams.get('sort') === '-count()');
  await shows(page, 4);
  same(await cells(page, 4), ['20', '20', '20', '1'], 'the counts, largest first');
  same((await cells(page, 3)).includes('600'), true, 'the largest number of the hostile event');
  await page.getByRole('combobox', { name: 'Drawn as' }).selectOption('top5');
  const chart = page.locator('figure');
  await chart.getByText('KeyError: case 1').waitFor();
  check((await chart.locator('img').count()) === 0, 'a legend became an element');
  await chart.press('t');
  const numbers = page.getByRole('region', { name: /^count\(\) per/ });
  await numbers.waitFor();
  const drawn = await numbers.locator('tbody tr').evaluateAll((all) => all.flatMap((row) => [...row.querySelectorAll('td')].slice(1).map((cell) => Number(cell.textContent))));
  same(drawn.reduce((sum, each) => sum + each, 0), 61, 'all events are in the chart');
  const group = rows(page).filter({ hasText: 'KeyError' });
  await group.getByRole('link', { name: 'Events of this group' }).click();
  await shows(page, 20);
  same(params(page).get('query'), 'title:"KeyError: case 1"', 'the events of the group');
  await page.getByRole('link', { name: 'Add shelf a b to the search' }).click();
  await page.waitForFunction(() => new URL(location.href).searchParams.get('query')!.endsWith('shelf:"a b"'));
  await shows(page, 20);
}

/** The file has every row, and nothing in it that a spreadsheet would run. */
async function file(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/discover/results/?field=title&field=ms&sort=-timestamp&field=timestamp`);
  await shows(page, 50);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
  same(download.suggestedFilename(), 'discover.csv', 'the name of the file');
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
  same(lines.length, 62, 'lines of the file');
  check(lines[0]!.startsWith('title,ms,timestamp'), `the head is ${lines[0]}`);
  check(lines[1]!.startsWith('"<img src=x onerror=alert(1)>, ""quoted""",600,'), `the newest event is ${lines[1]}`);
}

/** Kept, changed, begun with, found by another address, deleted. */
async function kept(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/discover/results/?field=release&field=count()&sort=-count()&statsPeriod=7d`);
  await shows(page, 3);
  await one.button('Save as…').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('By <b>release</b>');
  await one.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'By <b>release</b>' }).waitFor();
  const id = params(page).get('id')!;
  await page.getByRole('combobox', { name: 'Drawn as' }).selectOption('top5');
  await one.button(/^Save$/).click();
  await one.sees('Saved By <b>release</b>.');
  const query = await api(site, 'GET', `organizations/${site.org}/discover/saved/${id}/`);
  same([query.display, query.fields, query.range], ['top5', ['release', 'count()'], '7d'], 'what was saved');
  await one.button('More for this query').click();
  await page.getByRole('menuitem', { name: 'Open Discover with this' }).click();
  await one.sees('Discover opens with this query for you.');
  await one.go(`/organizations/${site.org}/discover/homepage/`);
  await shows(page, 3);
  same([params(page).get('display'), params(page).get('statsPeriod')], ['top5', '7d'], 'what Discover opens with');
  await page.getByRole('link', { name: 'Saved queries' }).click();
  await one.heading('Saved queries');
  await page.getByRole('link', { name: 'By <b>release</b>' }).click();
  await shows(page, 3);
  await one.button('More for this query').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: /^Delete By/ }).click();
  await one.sees('No query is saved yet.');
}

/** On a phone nothing but the table is wider than the screen. */
async function narrow(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await page.setViewportSize({ width: 390, height: 844 });
  await one.go(`/organizations/${site.org}/discover/results/?field=title&field=count()&field=count_unique(user)&field=last_seen()&sort=-count()&display=top5`);
  await shows(page, 4);
  await page.waitForLoadState('networkidle');
  same(await page.evaluate(() => { const main = document.querySelector('main')!; return main.scrollWidth - main.clientWidth; }), 0, 'what is wider than the phone');
}

await run(async (browser: Browser, site: Site) => {
  await sendEvents(site, events);
  const one = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/`, { acceptDownloads: true });
  await searches(one, site);
  await groups(one, site);
  await file(one, site);
  await kept(one, site);
  await narrow(one, site);
  await one.close();
});
