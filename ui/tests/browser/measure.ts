// How long it is from a click on an issue to its stack trace, while events come in and each answer of the server is a
// round trip of 100 ms away. Measured, not judged: the figures go into docs/benchmarks.md.
//
// usage: ./test ui --measure
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { fail, run, Session, until } from './kit.ts';
import { payment } from './sample.ts';
import { api, type Site } from './site.ts';

const ROUND_TRIP_MILLISECONDS = 100;
const EVENTS_PER_SECOND = Number(process.env.MEASURE_RATE ?? 300);
const TIMES = Number(process.env.MEASURE_TIMES ?? 24);
/** As long as a person looks at a row before the click. */
const REST_MILLISECONDS = 300;
/** The load generator makes all of a run's events before it: not for an hour at once. */
const LOAD_SECONDS = 60;
/** Rows of the list. */
const PAGE = 50;
const FRAMES = 40;

/** One that a framework's application sends: a deep stack with source lines, some 20 KB. */
function sample(): object {
  const lines = (from: number) => Array.from({ length: 5 }, (_, at) => `        step_${from + at} = prepare(order, depth=${from + at})`);
  const frames = Array.from({ length: FRAMES }, (_, at) => ({
    filename: at % 3 ? `django/core/layer_${at}.py` : `shop/layer_${at}.py`, function: `call_${at}`, lineno: 10 + at, in_app: at % 3 === 0,
    pre_context: lines(at), context_line: `        return call_${at + 1}(order)`, post_context: lines(at + 6),
    ...(at % 3 === 0 && { vars: { order: { id: at, total: -3, lines: ['a', 'b', 'c'] }, depth: at } }),
  }));
  return payment(-3, { platform: 'python', exception: { values: [{ type: 'ValueError', value: 'price must be positive', stacktrace: { frames }, mechanism: { type: 'django', handled: false } }] } });
}

/** Sends the event again and again, each time of another user and of one of some hundred issues. */
function startLoad(site: Site): { readonly stop: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'picket-samples-'));
  writeFileSync(join(folder, 'payment.json'), JSON.stringify(sample()));
  const program = process.env.LOAD ?? fail('LOAD does not name picket_load');
  const options = ['--dsn', site.dsn, '--samples', folder, '--rate', String(EVENTS_PER_SECOND), '--seconds', String(LOAD_SECONDS), '--connections', '16'];
  let load: ChildProcess | undefined;
  let stopped = false;
  const start = () => {
    load = spawn(program, options, { stdio: 'ignore' });
    load.on('exit', () => { if (!stopped) start(); });
  };
  start();
  return {
    stop: () => {
      stopped = true;
      load?.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Taken {
  /** From the press of the button or key to the first frame on the screen. */
  readonly milliseconds: number;
  /** Sum of layout shifts from then on, those that follow an input included. */
  readonly shift: number;
}

/** Runs in the page, before its own scripts: notes the last press, if none the request of the page, and when a frame of a stack trace is first painted after it. */
function watch(): void {
  const state = { pressed: 0, seen: 0, shift: 0 };
  (window as unknown as { measured: typeof state }).measured = state;
  const start = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
    Object.assign(state, { pressed: event.timeStamp, seen: 0, shift: 0 });
  };
  addEventListener('pointerdown', start, true);
  addEventListener('keydown', start, true);
  const look = () => {
    const frame = state.seen === 0 ? document.querySelector('#main [data-frame]')?.getBoundingClientRect() : undefined;
    // Behind the paint of this turn.
    if (frame && frame.height > 0 && frame.top < innerHeight) setTimeout(() => { state.seen ||= performance.now(); });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) state.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
}

const SETTLE_MILLISECONDS = 1000;

/** What `open` took. */
async function measure(page: Page, open: () => Promise<void>): Promise<Taken> {
  await open();
  await page.waitForFunction(() => (window as unknown as { measured: { seen: number } }).measured.seen > 0);
  // What comes after the stack must not move it.
  await page.waitForTimeout(SETTLE_MILLISECONDS);
  return page.evaluate(() => {
    const { pressed, seen, shift } = (window as unknown as { measured: { pressed: number; seen: number; shift: number } }).measured;
    return { milliseconds: seen - pressed, shift };
  });
}

/** The network of somebody far away. */
async function far(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: ROUND_TRIP_MILLISECONDS, downloadThroughput: -1, uploadThroughput: -1 });
}

class Reader {
  readonly one: Session;
  private readonly path: string;
  private readonly grid;

  constructor(one: Session, site: Site) {
    this.one = one;
    this.path = `/organizations/${site.org}/issues/`;
    this.grid = one.page.getByRole('grid', { name: 'Issues' });
  }

  async list(): Promise<void> {
    await this.one.go(this.path);
    await this.ready();
  }

  /** The page of an issue, by its address. */
  open(issue: string): Promise<Taken> {
    return measure(this.one.page, () => this.one.go(`${this.path}${issue}/`));
  }

  /** Back to the list, with the pointer on none of its rows. */
  async back(): Promise<void> {
    await this.one.page.goBack();
    await this.one.page.mouse.move(2, 2);
    await this.ready();
  }

  private async ready(): Promise<void> {
    await this.grid.locator('[data-issue]').nth(PAGE - 1).waitFor({ state: 'attached' });
    await this.one.page.waitForTimeout(SETTLE_MILLISECONDS);
  }

  /** Presses on the title of that row, after the pointer has rested there for so long. */
  click(at: number, rest: number): Promise<Taken> {
    const { page } = this.one;
    return measure(page, async () => {
      const title = this.grid.locator('[data-issue] a').nth(at);
      await title.scrollIntoViewIfNeeded();
      const box = (await title.boundingBox()) ?? fail('the row is not there');
      await page.mouse.move(box.x + 20, box.y + box.height / 2);
      if (rest > 0) await page.waitForTimeout(rest);
      await page.mouse.down();
      await page.mouse.up();
    });
  }

  /** `j` to the next row, then Enter after so long. */
  enter(rest: number): Promise<Taken> {
    const { page } = this.one;
    return measure(page, async () => {
      await page.keyboard.press('j');
      if (rest > 0) await page.waitForTimeout(rest);
      await page.keyboard.press('Enter');
    });
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

function report(name: string, taken: readonly Taken[]): void {
  const times = taken.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const shifts = taken.map(({ shift }) => shift).sort((one, other) => one - other);
  const figures = [quantile(times, 0.5), quantile(times, 0.95), times.at(-1)!].map((value) => Math.round(value));
  console.log(`| ${name} | ${times.length} | ${figures.join(' | ')} | ${shifts.at(-1)!.toFixed(3)} |`);
}

async function times(take: (at: number) => Promise<Taken>): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (let at = 0; at < TIMES; at++) taken.push(await take(at));
  return taken;
}

async function measureAll(browser: Browser, site: Site): Promise<void> {
  const first = await Session.signedIn(browser, site, '/settings/account/shortcuts/');
  const storageState = await first.context.storageState();
  const reader = async () => {
    const one = await Session.open(browser, site, { viewport: { width: 1440, height: 900 }, storageState });
    await one.page.addInitScript(watch);
    await far(one.page);
    return new Reader(one, site);
  };
  const inList = async () => {
    const found = await reader();
    await found.list();
    return found;
  };
  console.log(`| ${EVENTS_PER_SECOND} events/s, round trip ${ROUND_TRIP_MILLISECONDS} ms | times | p50 ms | p95 ms | max ms | layout shift, max |\n|---|---|---|---|---|---|`);
  report('first click of an empty browser, no hover', await times(async (at) => {
    const fresh = await inList();
    const taken = await fresh.click(at, 0);
    await fresh.one.close();
    return taken;
  }));
  const issues = (await api(site, 'GET', `organizations/${site.org}/issues/?limit=${TIMES}`)) as readonly { readonly id: string }[];
  report('address opened in an empty browser', await times(async (at) => {
    const fresh = await reader();
    const taken = await fresh.open(issues[at]!.id);
    await fresh.one.close();
    return taken;
  }));
  const same = await inList();
  const again = (take: (at: number) => Promise<Taken>) => times(async (at) => {
    const taken = await take(at);
    await same.back();
    return taken;
  });
  report('click, no hover', await again((at) => same.click(at, 0)));
  await same.list();
  report(`click after ${REST_MILLISECONDS} ms on the row`, await again((at) => same.click(at + TIMES, REST_MILLISECONDS)));
  await same.list();
  report('`j`, Enter at once', await again(() => same.enter(0)));
  await same.list();
  report(`\`j\`, Enter ${REST_MILLISECONDS} ms later`, await again(() => same.enter(REST_MILLISECONDS)));
  await same.one.close();
  await first.close();
}

await run(async (browser, site) => {
  const load = startLoad(site);
  try {
    await until('a page of issues', async () => (await api(site, 'GET', `organizations/${site.org}/issues/?limit=${PAGE}`)).length === PAGE || undefined);
    await measureAll(browser, site);
  } finally {
    load.stop();
  }
});
