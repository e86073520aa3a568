// From an empty organization to the first event: projects and teams, a new project, and a page that fails in a browser.
import type { Browser } from 'playwright-core';
import { check, run, same, Session } from './kit.ts';
import { Shop } from './shop.ts';
import { api, type Site } from './site.ts';

async function projectsAreFound(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/projects/`);
  const rows = page.getByRole('table', { name: 'Projects' }).getByRole('row');
  await rows.filter({ hasText: 'checkout-3' }).waitFor();
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('checkout-2');
  await rows.filter({ hasText: 'checkout-3' }).waitFor({ state: 'detached' });
  await one.button('Star checkout-2').click();
  await one.go(`/organizations/${site.org}/projects/?view=starred`);
  await rows.filter({ hasText: 'checkout-2' }).waitFor();
  same(await rows.count(), 2, 'the head and the starred project');
  await page.keyboard.press('s');
  await rows.filter({ hasText: site.project }).waitFor({ state: 'detached' });
}

async function teamsAreMadeAndLeft(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/settings/${site.org}/teams/`);
  await one.button('New team').click();
  await page.getByRole('textbox', { name: 'Name of the new team' }).fill('Front End');
  await one.button('Create team').click();
  await one.heading('#front-end');
  await one.sees('Created #front-end. You are its first member.');
  await one.button('Leave #front-end').click();
  await one.button('Join #front-end').click();
  await one.button('Leave #front-end').waitFor();
}

/** Gives the DSN that the first steps show. */
async function projectIsMade(one: Session, site: Site): Promise<string> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/projects/`);
  await one.button('New project').click();
  await one.heading('New project');
  await page.getByRole('radio', { name: 'Browser JavaScript' }).check();
  await page.getByRole('textbox', { name: 'Name' }).fill('Shop Web');
  await page.getByLabel('Team').selectOption('front-end');
  await one.button('Create project').click();
  await one.heading('Send the first event of shop-web');
  await page.getByRole('heading', { name: /^Waiting for the first event/ }).waitFor();
  const dsn = await page.locator('code').filter({ hasText: /^https?:\/\/[0-9a-f]{32}@/ }).first().innerText();
  const { origin, pathname } = new URL(dsn);
  check(`${origin}${pathname}`.startsWith(`${site.url}/`), `the DSN ${dsn} does not lead to ${site.url}`);
  // Snippets carry it, so that they can be pasted.
  await page.locator('pre').filter({ hasText: dsn }).first().waitFor();
  return dsn;
}

async function firstEventArrives(one: Session, shop: Shop, browser: Browser): Promise<void> {
  const { page } = one;
  await shop.visit(browser, 'Buy');
  await page.getByRole('heading', { name: /^First event received from javascript, sentry\.javascript\.browser \d/ }).waitFor();
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.getByRole('heading', { level: 1, name: 'TypeError no price for a book' }).waitFor();
  const stack = page.getByRole('region', { name: 'Stack trace', exact: true });
  const newest = await stack.locator('[data-frame]').first().innerText();
  check(newest.includes('priceOf') && newest.includes('shop.js'), `the newest frame is ${newest}`);
  await one.sees('added a book', page.getByRole('region', { name: 'Breadcrumbs' }));
  await one.sees('express', page.getByRole('region', { name: 'Tags' }));
  await one.sees('dee@example.com', page.getByRole('region', { name: 'User' }));
  await one.sees('shop@1.0.0', page.getByRole('region', { name: 'Tags' }));
}

/** An error that nobody caught is an issue of its own; the list shows it when it is asked to. */
async function uncaughtErrorIsListed(one: Session, site: Site, shop: Shop, browser: Browser): Promise<void> {
  const { page } = one;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Issues' }).click();
  const rows = page.getByRole('grid', { name: 'Issues' }).getByRole('row');
  await rows.filter({ hasText: 'no price for a book' }).waitFor();
  await shop.visit(browser, 'Pay');
  await one.button(/1 new since/).click();
  await rows.filter({ hasText: 'Cannot read properties of undefined' }).filter({ hasText: 'unhandled' }).waitFor();
  await one.go(`/organizations/${site.org}/projects/`);
  await page.getByRole('row').filter({ hasText: 'shop-web' }).getByRole('img').waitFor();
}

await run(async (browser: Browser, site: Site) => {
  const [team] = (await api(site, 'GET', `organizations/${site.org}/teams/`)) as readonly { readonly slug: string }[];
  for (const number of [1, 2, 3]) await api(site, 'POST', `teams/${site.org}/${team!.slug}/projects/`, { name: `Checkout ${number}`, platform: 'python' });
  const one = await Session.signedIn(browser, site, `/organizations/${site.org}/projects/`);
  await projectsAreFound(one, site);
  await teamsAreMadeAndLeft(one, site);
  const shop = await Shop.open(await projectIsMade(one, site));
  await firstEventArrives(one, shop, browser);
  await uncaughtErrorIsListed(one, site, shop, browser);
  await shop.close();
  await one.close();
});
