// The page of an issue, from the title to the last context, with the ways to its other events and what can be done to it.
import type { Browser, Locator } from 'playwright-core';
import { check, run, same, Session, until } from './kit.ts';
import { payment } from './sample.ts';
import { api, sendEvents, type Site } from './site.ts';

class IssuePage {
  readonly session: Session;
  readonly site: Site;
  readonly path: string;

  constructor(session: Session, site: Site, issue: string) {
    this.session = session;
    this.site = site;
    this.path = `/organizations/${site.org}/issues/${issue}/`;
  }

  section(title: string): Locator {
    return this.session.page.getByRole('region', { name: title, exact: true });
  }

  /** Waits until the section says all of this. */
  async says(title: string, ...words: readonly (string | RegExp)[]): Promise<void> {
    for (const word of words) await this.session.sees(word, this.section(title));
  }

  actions(): Locator {
    return this.session.page.getByRole('group', { name: 'Actions' });
  }
}

async function framesStandNewestFirst(page: IssuePage): Promise<void> {
  const stack = page.section('Stack trace');
  const heads = stack.locator('[data-app-frame]');
  await heads.first().waitFor();
  const names = await heads.allInnerTexts();
  check(/^charge/.test(names[0] ?? '') && names[0]!.includes('raised here'), `the first frame is ${names[0]}`);
  check(/^checkout/.test(names[1] ?? ''), `the second frame is ${names[1]}`);
  // The raised one is open, with its source and what its variables held.
  await page.says('Stack trace', 'raise ValueError("price must be positive")', 'if price <= 0:', /^price$/, '-3');
  same(await heads.first().getAttribute('aria-expanded'), 'true', 'whether the raised frame is open');
}

async function systemFramesAreFolded(page: IssuePage): Promise<void> {
  const stack = page.section('Stack trace');
  const fold = stack.getByRole('button', { name: '4 system frames' });
  same(await stack.getByText('_get_response').count(), 0, 'system frames shown at first');
  await fold.click();
  await stack.getByText('_get_response').waitFor();
  await fold.click();
  await stack.getByText('_get_response').waitFor({ state: 'detached' });
}

async function causesFollow(page: IssuePage): Promise<void> {
  const stack = page.section('Stack trace');
  await stack.getByRole('button', { name: 'caused by' }).waitFor();
  const words = await stack.innerText();
  check(words.indexOf('ValueError') < words.indexOf('KeyError'), 'the exception stands before its cause');
  check(/django, unhandled/.test(words), 'how it was caught');
  await page.says('Stack trace', "return row['price']");
}

async function everythingElseIsThere(page: IssuePage): Promise<void> {
  await page.says('Breadcrumbs', 'discount above total', 'shop.basket', '503');
  await page.says('Tags', 'voucher', 'SPRING', 'environment', 'production', 'web-3');
  await page.says('Request', 'POST', 'https://shop.example/checkout/', 'User-Agent', 'Firefox/138', 'theme');
  await page.says('User', 'cy@example.com', '203.0.113.9');
  await page.says('Contexts', 'CPython', 'Debian');
  await page.says('Additional data', 'cart_size');
  await page.says('Packages and SDK', 'django', '4.2.1');
  // An address of an event is not a link before it was asked for.
  const request = page.section('Request');
  same(await request.getByRole('link').count(), 0, 'links at first');
  await request.getByRole('button', { name: 'Open' }).click();
  same(await request.getByRole('link', { name: 'Go to shop.example' }).getAttribute('rel'), 'noreferrer noopener', 'what the link keeps back');
}

async function otherEventsAreOneStepAway(page: IssuePage): Promise<void> {
  const { session } = page;
  await session.sees('latest of 3');
  await session.button('Older event').click();
  await session.address(/\/events\/[0-9a-f]{32}\//);
  await page.says('Stack trace', '-2');
  await session.press('[');
  await page.says('Stack trace', '-1');
  await session.sees('first of 3');
  await session.button('Newer event').click();
  await page.says('Stack trace', '-2');
  await session.button('Latest event').click();
  await page.says('Stack trace', '-3');
  const popup = session.context.waitForEvent('page');
  await session.page.getByRole('link', { name: 'JSON' }).click();
  const json = await popup;
  await json.waitForLoadState();
  check((await json.locator('body').innerText()).includes('price must be positive'), 'the event as JSON');
  await json.close();
}

async function subPagesList(page: IssuePage): Promise<void> {
  const { session } = page;
  await session.page.getByRole('link', { name: /All events/ }).click();
  await session.address(/\/events\/(\?|$)/);
  await session.page.getByRole('table').getByRole('row').nth(3).waitFor();
  await session.go(`${page.path}tags/voucher/`);
  await session.sees('SPRING');
  await session.go(page.path);
}

async function itIsWorkedOn(page: IssuePage): Promise<void> {
  const { session, site } = page;
  const state = () => api(site, 'GET', page.path.slice(1)) as Promise<{ status: string; assignedTo: { email: string } | null; numComments: number }>;
  await page.actions().getByRole('button', { name: 'Assign' }).click();
  await session.page.getByRole('option').filter({ hasText: /me$/ }).click();
  await session.sees(/^Assigned \S+ to/);
  same((await state()).assignedTo?.email, site.email, 'the assignee');
  await session.page.getByRole('textbox', { name: 'Comment' }).fill('Seen: **voucher** with `total`');
  await session.button(/^Comment$/).click();
  await session.page.getByRole('complementary').locator('b', { hasText: 'voucher' }).waitFor();
  await page.actions().getByRole('button', { name: 'Resolve' }).click();
  await page.actions().getByRole('button', { name: 'Reopen' }).waitFor();
  await until('resolved', async () => (await state()).status === 'resolved' || undefined);
  await page.actions().getByRole('button', { name: 'Reopen' }).click();
  await until('reopened', async () => (await state()).status === 'unresolved' || undefined);
  await page.actions().getByRole('button', { name: 'Archive' }).click();
  await session.page.getByRole('menuitem', { name: 'forever' }).click();
  await session.sees(/^Archived \S+ forever\.$/);
  await until('archived', async () => (await state()).status === 'ignored' || undefined);
  await session.page.reload();
  await session.page.getByRole('complementary').getByText('marked').or(session.page.getByRole('complementary').getByText('archived')).first().waitFor();
}

/** A new event of what was resolved opens it again, and says so. */
async function aRegressionIsSaid(page: IssuePage): Promise<void> {
  const { session, site } = page;
  await api(site, 'PUT', page.path.slice(1), { status: 'resolved' });
  await sendEvents(site, [payment(-4)]);
  await session.page.reload();
  await session.sees('Regressed');
  await session.sees('latest of 4');
}

await run(async (browser: Browser, site: Site) => {
  const [issue = ''] = await sendEvents(site, [-1, -2, -3].map((price, at) => payment(price, { timestamp: Date.now() / 1000 - 60 + at })));
  const session = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/${issue}/`);
  const page = new IssuePage(session, site, issue);
  await session.page.getByRole('heading', { level: 1, name: 'ValueError price must be positive' }).waitFor();
  await framesStandNewestFirst(page);
  await systemFramesAreFolded(page);
  await causesFollow(page);
  await everythingElseIsThere(page);
  await otherEventsAreOneStepAway(page);
  await subPagesList(page);
  await itIsWorkedOn(page);
  await aRegressionIsSaid(page);
  await session.close();
});
