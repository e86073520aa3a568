// How issues end: merged into one and taken out again, filtered after a look at what that drops, discarded and let in again.
import type { Browser } from 'playwright-core';
import { check, run, same, Session, until } from './kit.ts';
import { api, sendEvents, type Site } from './site.ts';

const failure = (name: string, value: string, more: object = {}) => ({
  exception: { values: [{ type: name, value, stacktrace: { frames: [{ filename: `${name}.py`, function: 'call', lineno: 1, in_app: true }] } }] }, ...more,
});
const row = (one: Session, name: string) => one.page.getByRole('grid', { name: 'Issues' }).getByRole('row').filter({ hasText: name });
const total = async (site: Site, query: string): Promise<number> =>
  ((await api(site, 'GET', `organizations/${site.org}/issues/?query=${encodeURIComponent(query)}`)) as readonly unknown[]).length;

async function twoBecomeOne(one: Session, site: Site): Promise<void> {
  const { page } = one;
  for (const name of ['Left', 'Right']) await row(one, name).getByRole('checkbox').check();
  await one.press('m');
  await page.getByRole('dialog').getByRole('button', { name: 'Merge 2 issues' }).click();
  await one.sees(/^Merged 1 issue into /);
  await until('one issue less', async () => (await total(site, 'it parted')) === 1 || undefined);
}

/** The hash of the one that came in leaves again, and its events with it. */
async function theyPartAgain(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/issues/?query=it+parted`);
  await row(one, 'it parted').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Merged hashes' }).first().click();
  const hashes = page.getByRole('table', { name: 'Hashes' });
  await hashes.getByRole('checkbox').nth(1).waitFor();
  same(await hashes.getByRole('checkbox').count(), 2, 'hashes of the merged issue');
  await hashes.getByRole('checkbox').first().check();
  await one.button('Unmerge 1 hash').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unmerge 1 hash' }).click();
  await one.sees('will be an issue of its own');
  await until('two issues again', async () => (await total(site, 'it parted')) === 2 || undefined);
}

/** A draft says what it would have dropped before it is saved, then drops that. */
async function aFilterIsTried(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/settings/${site.org}/projects/${site.project}/filters/data-filters/`);
  await page.getByRole('textbox', { name: 'Error messages' }).fill('*stock is low*');
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('would have been filtered').waitFor();
  check(/\b1 of \d+ stored events/.test(await preview.innerText()), `the preview says ${await preview.innerText()}`);
  await preview.getByRole('link', { name: 'stock is low' }).first().waitFor();
  await one.button(/^Save changes/).click();
  await one.sees('Saved.');
}

/** From the issue to nothing of it, and back. */
async function aFloodIsStopped(one: Session, site: Site, issue: string): Promise<void> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/issues/${issue}/`);
  await one.button('Stop this flood').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('are dropped from then on').waitFor();
  await dialog.getByRole('radio', { name: 'Discard the issue' }).check();
  await dialog.getByRole('button', { name: 'Discard the issue' }).click();
  await one.sees(/^Discarded /);
  await until('no such issue', async () => (await total(site, 'Flood')) === 0 || undefined);

  await one.go(`/settings/${site.org}/projects/${site.project}/filters/discarded-groups/`);
  await one.heading('Discarded issues');
  await one.button(/^Let in Flood/).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Let in again' }).click();
  await one.sees('Nothing is discarded.');
  const [again = ''] = await sendEvents(site, [failure('Flood', 'it rained')]);
  check(again !== issue, 'the issue is the one that was discarded');
}

await run(async (browser: Browser, site: Site) => {
  const [, , flood = ''] = await sendEvents(site, [failure('Left', 'it parted'), failure('Right', 'it parted'), failure('Flood', 'it rained'), { message: 'stock is low' }]);
  await api(site, 'PUT', `organizations/${site.org}/issues/${flood}/`, { priority: 'high' });
  const one = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/?query=`);
  // What is discarded is asked for once more while its page is left.
  one.expect(404);
  await twoBecomeOne(one, site);
  await theyPartAgain(one, site);
  await aFilterIsTried(one, site);
  await aFloodIsStopped(one, site, flood);
  await one.close();
});
