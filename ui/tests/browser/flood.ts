// A flood at two in the morning: from the issue to each of the three ways that stop it, what that would have dropped, and
// afterwards on the page of statistics why events are missing and where that can be changed.
import type { Browser } from 'playwright-core';
import { check, run, same, Session, until } from './kit.ts';
import { Shop } from './shop.ts';
import { api, postEvents, sendEvents, type Site } from './site.ts';

const failure = (type: string, value: string, file: string) => ({
  exception: { values: [{ type, value, stacktrace: { frames: [{ filename: file, function: 'call', lineno: 1, in_app: true }] } }] },
});
const many = (count: number, event: object) => Array.from({ length: count }, () => event);

/** Errors of that outcome. */
async function counted(site: Site, outcome: string): Promise<number> {
  const { groups } = (await api(site, 'GET', `organizations/${site.org}/stats_v2/?field=sum(quantity)&category=error&outcome=${outcome}&statsPeriod=24h&interval=1d`)) as
    { readonly groups: readonly { readonly totals: Readonly<Record<string, number>> }[] };
  return groups.reduce((sum, group) => sum + group.totals['sum(quantity)']!, 0);
}

async function countOf(site: Site, issue: string): Promise<number> {
  return Number((await api(site, 'GET', `organizations/${site.org}/issues/${issue}/`)).count);
}

async function openDialog(one: Session, site: Site, issue: string) {
  await one.go(`/organizations/${site.org}/issues/${issue}/`);
  await one.button('Stop this flood').click();
  const dialog = one.page.getByRole('dialog');
  await dialog.getByRole('radiogroup').waitFor();
  return dialog;
}

/** The row of a reason on the page of statistics, and the link that stands there. */
async function followStats(one: Session, site: Site, reason: string, link: RegExp): Promise<void> {
  await one.go(`/organizations/${site.org}/stats/`);
  const row = one.page.getByRole('table', { name: 'Where everything went' }).getByRole('row').filter({ hasText: reason });
  await row.getByRole('link', { name: link }).click();
}

/** The shop sends what its visitors run into, by an SDK that knows nothing of filters. */
async function theMessageIsFiltered(browser: Browser, one: Session, site: Site, shop: Shop): Promise<void> {
  const { page } = one;
  for (let visit = 0; visit < 3; visit++) await shop.visit(browser, 'Buy');
  const [other = ''] = await sendEvents(site, many(20, failure('TypeError', 'no price for a book', 'sweep.py')));
  const found = await until('three events of the shop', async () => {
    const issues = (await api(site, 'GET', `organizations/${site.org}/issues/?query=no+price`)) as readonly { readonly id: string; readonly count: string }[];
    return issues.find((issue) => issue.id !== other && issue.count === '3');
  });

  const dialog = await openDialog(one, site, found.id);
  await dialog.getByText('It meets 23 of 23 stored events of the last 24 hours.').waitFor();
  await dialog.getByText('It also meets events of other issues, which would be filtered, too:').waitFor();
  const named = dialog.getByText(/^20 events of /);
  same(await named.getByRole('link').getAttribute('href'), new URL(`${site.url}/organizations/${site.org}/issues/${other}/`).pathname, 'the other issue');
  await dialog.getByRole('button', { name: 'Filter the message' }).click();
  await one.sees(/^Filtered from now on/);

  await until('what the shop sends is filtered', async () => {
    await shop.visit(browser, 'Buy');
    return (await counted(site, 'filtered')) > 0 || undefined;
  });
  const kept = await countOf(site, found.id);
  await shop.visit(browser, 'Buy');
  await until('one more is filtered', async () => ((await counted(site, 'filtered')) > 1 || undefined));
  same(await countOf(site, found.id), kept, 'events of the issue');
  await followStats(one, site, 'Error messages', /^Open the filter of /);
  await one.heading('Inbound filters');
  same(await page.getByRole('textbox', { name: 'Error messages' }).inputValue(), 'TypeError: no price for a book', 'the pattern in the settings');

  const again = await openDialog(one, site, found.id);
  await again.getByText('The filter is there already.').waitFor();
  check(await again.getByRole('radio', { name: 'Filter its message' }).isDisabled(), 'the filter is offered once more');
}

async function theHashIsDiscarded(one: Session, site: Site): Promise<void> {
  const flood = failure('Flood', 'it rained', 'rain.py');
  const [issue = ''] = await sendEvents(site, many(5, flood));
  const dialog = await openDialog(one, site, issue);
  await dialog.getByRole('radio', { name: 'Discard the issue' }).check();
  await dialog.getByText(/5 events in the last 24 hours\.$/).waitFor();
  await dialog.getByRole('button', { name: 'Discard the issue' }).click();
  await one.sees(/^Discarded /);
  await one.address(/\/issues\/(\?|$)/);
  const before = await counted(site, 'filtered');
  await postEvents(many(4, flood), site.dsn);
  await until('four more are filtered', async () => ((await counted(site, 'filtered')) === before + 4 || undefined));
  await followStats(one, site, 'Discarded issues', /^Open what is discarded of /);
  await one.heading('Discarded issues');
  await one.sees('Flood: it rained');
}

async function theKeyIsLimited(one: Session, site: Site): Promise<void> {
  const { page } = one;
  const flood = failure('Storm', 'it blew', 'wind.py');
  const [issue = ''] = await sendEvents(site, many(3, flood));
  const dialog = await openDialog(one, site, issue);
  await dialog.getByRole('radio', { name: 'Limit the key' }).check();
  await dialog.getByLabel('Events per hour').fill('1');
  await dialog.getByRole('button', { name: 'Limit the key' }).click();
  await one.sees(/ is limited to 1 per hour\.$/);
  await until('the key is over its limit', async () => {
    // The sender complains when it is refused.
    await postEvents([flood], site.dsn).catch(() => undefined);
    return (await counted(site, 'rate_limited')) > 0 || undefined;
  });
  await followStats(one, site, 'Limit of a client key', /^Open key /);
  await one.address(/\/keys\/[0-9a-f]{32}\/$/);
  await page.getByRole('textbox', { name: 'Events', exact: true }).or(page.locator('input[value="1"]')).first().waitFor();
}

await run(async (browser: Browser, site: Site) => {
  const shop = await Shop.open(site.dsn);
  const one = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/?query=`);
  // What is discarded is asked for once more while its page is left.
  one.expect(404);
  await theMessageIsFiltered(browser, one, site, shop);
  await theHashIsDiscarded(one, site);
  await theKeyIsLimited(one, site);
  await one.close();
  await shop.close();
});
