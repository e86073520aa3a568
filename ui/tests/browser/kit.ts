// A real browser on a real Picket, for the end-to-end tests (tests/e2e/test_browser.py starts both). Whatever the page
// complains about fails the test: a script's error, a refused request, something the policy blocked, another host.
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** A machine that also compiles is slow; a test that passes does not wait. */
export const patience = 120_000;

export interface Site {
  /** Public address with the path prefix, without a slash at the end. */
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly org: string;
  /** An API token of the owner, for what the flow needs but is not about. */
  readonly token: string;
}

/** A call of the API outside of the browser. */
export async function api(site: Site, method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(`${site.url}/api/0/${path}`, {
    method,
    headers: { Authorization: `Bearer ${site.token}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) fail(`${method} ${path}: ${answer.status} ${text}`);
  return text && JSON.parse(text);
}

export function siteOfEnvironment(): Site {
  const need = (name: string) => process.env[name] ?? fail(`${name} is not set`);
  return { url: need('SITE_URL'), email: need('SITE_EMAIL'), password: need('SITE_PASSWORD'), org: need('SITE_ORG'), token: need('SITE_TOKEN') };
}

export function fail(why: string): never {
  throw new Error(why);
}

export function check(holds: boolean, why: string): void {
  if (!holds) fail(why);
}

export function same(got: unknown, want: unknown, what: string): void {
  if (JSON.stringify(got) !== JSON.stringify(want)) fail(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
}

export class Session {
  readonly context: BrowserContext;
  readonly page: Page;
  private readonly site: Site;
  private readonly complaints: string[] = [];
  /** Statuses that the test provokes on purpose: the browser logs them as errors. */
  private readonly expected = new Set<number>();

  private constructor(site: Site, context: BrowserContext, page: Page) {
    this.site = site;
    this.context = context;
    this.page = page;
    page.setDefaultTimeout(patience);
    page.on('pageerror', (error) => this.complaints.push(`script: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      const status = /responded with a status of (\d+)/.exec(text)?.[1];
      if (message.type() === 'error' && !(status && this.expected.has(Number(status)))) this.complaints.push(`console: ${text} ${message.location().url}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(site.url).origin) && !/^(data|blob):/.test(request.url())) this.complaints.push(`another host: ${request.url()}`);
    });
  }

  static async open(browser: Browser, site: Site): Promise<Session> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    return new Session(site, context, await context.newPage());
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

  async signIn(password = this.site.password): Promise<void> {
    await this.page.getByLabel('E-mail').fill(this.site.email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name });
  }

  async close(): Promise<void> {
    await this.context.close();
    same(this.complaints, [], 'complaints of the page');
  }
}

/** Runs the test with a browser and reports by exit code. */
export async function run(test: (browser: Browser, site: Site) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    await test(browser, siteOfEnvironment());
  } finally {
    await browser.close();
  }
}
