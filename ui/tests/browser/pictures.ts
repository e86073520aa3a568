// Pictures of every page on a real Picket with a day of events, in dark, light and on a phone, and of the states that pages
// are seldom in. To be looked at; what fails is only what no eye is needed for: content that runs out of the page sideways,
// and whatever a page complains about.
//
// usage: ./test ui --screenshots, which writes them into build/screenshots (PICTURES)
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { everyPage } from './addresses.ts';
import { seedShop } from './demo.ts';
import { overflow, run, same, Session } from './kit.ts';
import type { Site } from './site.ts';

const views = [
  { name: 'dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: '390', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

/** What loads for longer is pictured as it is. */
const LOADING_MILLISECONDS = 10_000;

/** The window of 1440 at twice the size. */
const zoomed = { width: 720, height: 450 };

interface State {
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
  /** So that the page can be left. */
  readonly after?: (page: Page) => Promise<void>;
}

const search = (page: Page) => page.getByRole('combobox', { name: 'Search issues' });
const menu = (name: string, within: 'radio' | 'textbox') => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').getByRole(within).first().waitFor();
};

/** What is seen for a moment, or when something is not as it should be. */
function states(site: Site, issue: string): ReadonlyMap<string, State> {
  const list = `/organizations/${site.org}/issues/`;
  return new Map<string, State>(Object.entries({
    'unresolved issues': { path: list },
    'search with completion': { path: list, act: async (page) => { await search(page).fill('is:unresolved vou'); await page.getByRole('listbox').waitFor(); } },
    'search with error': { path: `${list}?query=${encodeURIComponent('is:unresolved timesSeen:lots')}` },
    'search that finds nothing': { path: `${list}?query=${encodeURIComponent('vuocher:SPRING')}` },
    'bulk selection': { path: list, act: async (page) => { for (let at = 0; at < 3; at++) await page.keyboard.press(at === 0 ? 'j' : 'J'); } },
    'stop a flood': { path: `${list}${issue}/`, act: menu('Stop this flood', 'radio') },
    'saved searches': { path: list, act: menu('Saved', 'textbox') },
    'keys': { path: list, act: async (page) => { await page.keyboard.press('?'); await page.getByRole('dialog').waitFor(); } },
    'palette': { path: list, act: async (page) => { await page.keyboard.press('Control+k'); await page.getByRole('dialog').waitFor(); } },
    'filters with preview': {
      path: `/settings/${site.org}/projects/${site.project}/filters/data-filters/`,
      act: async (page) => {
        await page.getByRole('switch', { name: 'localhost' }).check({ force: true });
        await page.getByRole('textbox', { name: 'Error messages' }).fill('*risk service*\n*Connection reset*');
        await page.getByRole('region', { name: 'Preview' }).getByText('Newest of them').waitFor();
        await page.locator('#main').evaluate((main) => main.scrollTo(0, 0));
      },
      after: (page) => page.getByRole('button', { name: 'Discard' }).click(),
    },
    'tag of an issue': { path: `${list}${issue}/tags/region/` },
    'frames, all': { path: `${list}${issue}/?frames=all` },
    'no access': { path: `/organizations/${site.org}/issues/999999/` },
  } satisfies Record<string, State>));
}

async function picture(one: Session, file: string): Promise<readonly string[]> {
  const { page } = one;
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached', timeout: LOADING_MILLISECONDS }).catch(() => undefined);
  const over = await overflow(page);
  await page.screenshot({ path: file });
  return over > 0 ? [`${file}: ${over} px wider than the screen`] : [];
}

/** Tokens do not rename people. */
async function nameMyself(browser: Browser, site: Site): Promise<void> {
  const one = await Session.signedIn(browser, site, '/settings/account/details/');
  await one.page.getByRole('textbox', { name: 'Name' }).fill('Ada Park');
  await one.button(/^Save changes/).click();
  await one.sees('Your details are saved.');
  await one.close();
}

await run(async (browser: Browser, site: Site) => {
  const folder = process.env.PICTURES ?? join(import.meta.dirname, '../../../build/screenshots');
  mkdirSync(folder, { recursive: true });
  await nameMyself(browser, site);
  const issue = await seedShop(site);
  const pages = await everyPage(site, issue);
  const wide: string[] = [];
  const file = (name: string, view: string) => join(folder, `${name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}-${view}.png`);
  for (const { name: view, viewport, colorScheme } of views) {
    const one = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/`, { colorScheme });
    one.expect(400, 404);
    await one.page.setViewportSize(viewport);
    for (const [name, path] of pages) {
      await one.go(path);
      wide.push(...await picture(one, file(name, view)));
    }
    for (const [name, { path, act, after }] of view === '390' ? [] : states(site, issue)) {
      await one.go(path);
      await one.page.waitForLoadState('networkidle');
      await act?.(one.page);
      wide.push(...await picture(one, file(`state ${name}`, view)));
      await after?.(one.page);
    }
    if (view === 'light') {
      await one.page.setViewportSize(zoomed);
      for (const name of ['issues', 'issue', 'inbound filters']) {
        await one.go(pages.get(name)!);
        wide.push(...await picture(one, file(`zoomed ${name}`, view)));
      }
    }
    await one.close();
  }
  console.log(`pictures in ${folder}`);
  same(wide, [], 'pages that are too wide');
});
