// A real browser on a real Picket, for the end-to-end tests (tests/e2e/test_browser.py starts both). Whatever the page
// complains about fails the test: a script's error, a refused request, something the policy blocked, a dialog of the
// browser, a request to anywhere else.
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { siteOfEnvironment, type Site } from './site.ts';

/** A machine that also compiles is slow; a test that passes does not wait. */
export const patience = Number(process.env.PATIENCE_MILLISECONDS ?? 120_000);
const PAUSE_MILLISECONDS = 50;

export function fail(why: string): never {
  throw new Error(why);
}

export function check(holds: boolean, why: string): void {
  if (!holds) fail(why);
}

export function same(got: unknown, want: unknown, what: string): void {
  if (JSON.stringify(got) !== JSON.stringify(want)) fail(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
}

/** What `ask` gives once it gives something. For what happens outside of pages: locators wait by themselves. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + patience; ;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > deadline) fail(`waited in vain for ${what}`);
    await new Promise((go) => setTimeout(go, PAUSE_MILLISECONDS));
  }
}

/** How far the content runs out of the page sideways. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => {
  const main = document.querySelector('main') ?? document.documentElement;
  return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth);
});

/** One browser window with cookies of its own. */
export class Session {
  readonly context: BrowserContext;
  readonly page: Page;
  private static readonly all: Session[] = [];
  private readonly site: Site;
  private readonly complaints: string[] = [];
  /** Statuses that the test provokes on purpose: the browser logs them as errors. */
  private readonly expected = new Set<number>();

  private constructor(site: Site, context: BrowserContext, page: Page) {
    this.site = site;
    this.context = context;
    this.page = page;
    Session.all.push(this);
    page.setDefaultTimeout(patience);
    page.on('pageerror', (error) => this.complaints.push(`script: ${error.message}`));
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      const text = message.text();
      const status = /responded with a status of (\d+)/.exec(text)?.[1];
      if (message.type() === 'error' && !(status && this.expected.has(Number(status)))) this.complaints.push(`console: ${text} ${message.location().url}`);
    });
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${site.url}/`)) this.complaints.push(`outside of Picket: ${request.url()}`);
    });
  }

  static async open(browser: Browser, site: Site, options: BrowserContextOptions = {}): Promise<Session> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
    await context.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} blocks ${event.blockedURI}`)));
    return new Session(site, context, await context.newPage());
  }

  /** On the page of that path, signed in. */
  static async signedIn(browser: Browser, site: Site, path: string, options: BrowserContextOptions = {}): Promise<Session> {
    const session = await Session.open(browser, site, options);
    // Asked who it is, the server does not know yet.
    session.expect(401);
    await session.go(path);
    await session.signIn();
    await session.page.getByRole('navigation', { name: 'Main' }).waitFor();
    return session;
  }

  expect(...statuses: readonly number[]): void {
    for (const status of statuses) this.expected.add(status);
  }

  async go(path: string): Promise<void> {
    await this.page.goto(this.site.url + path);
  }

  /** Waits for the page with that heading. */
  async heading(text: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor();
  }

  /** Waits for the words. */
  async sees(text: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByText(text).first().waitFor();
  }

  /** Waits until an address ends so. */
  async address(end: RegExp): Promise<void> {
    await this.page.waitForURL(end);
  }

  async signIn(password = this.site.password, email = this.site.email): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async close(): Promise<void> {
    await this.context.close();
    same(this.complaints, [], 'complaints of the page');
  }

  /** What whoever reads a failure wants to know. */
  static async report(): Promise<void> {
    for (const { page, complaints } of Session.all.filter((each) => !each.page.isClosed())) {
      console.log(`-- ${page.url()}\n${await page.locator('body').innerText({ timeout: 1000 }).catch(String)}\n${complaints.join('\n')}`);
    }
  }
}

/** Runs the test with a browser and reports by exit code. */
export async function run(test: (browser: Browser, site: Site) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    await test(browser, siteOfEnvironment());
  } catch (error) {
    await Session.report();
    throw error;
  } finally {
    await browser.close();
  }
}
