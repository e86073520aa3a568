// Takes pictures of pages of the running app, in dark, light and on a phone, and reports what goes wrong on the way:
// errors in the console, content that runs out of the page sideways, and what axe finds.
//
// usage: npm run shoot -- [--url http://127.0.0.1:5173] [--out DIR] [--act FILE] [--no-axe] NAME=PATH ...
//   issues=/organizations/acme/issues/    NAME-dark.png, NAME-light.png and NAME-390.png
//   --act FILE   a module whose default export (page, name) acts before the picture is taken
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:5173' },
    out: { type: 'string', default: 'shots' },
    act: { type: 'string' },
    axe: { type: 'boolean', default: true },
    chromium: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});

/** In development the modules come one by one, from a machine that may be busy. */
const patience = 120_000;

const views = [
  { name: 'dark', width: 1440, height: 900, scheme: 'dark' },
  { name: 'light', width: 1440, height: 900, scheme: 'light' },
  { name: '390', width: 390, height: 844, scheme: 'dark' },
] as const;

type Act = (page: Page, name: string) => Promise<void>;
const act: Act = values.act ? ((await import(resolve(values.act))) as { default: Act }).default : async () => {};

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type Violations = readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[] }[];

/** One line per rule that the page breaks, with the first place. */
async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violations }> } };
    // Menus and lists open outside of the landmarks.
    return (await axe.run({ resultTypes: ['violations'], rules: { region: { enabled: false } } })).violations;
  });
  return violations.map(({ id, nodes }) => `axe: ${id}, ${nodes.length} times, first ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary?.split('\n')[1]?.trim()}`);
}

mkdirSync(values.out, { recursive: true });
const browser = await chromium.launch({ executablePath: values.chromium, args: ['--no-sandbox'] });
let problems = 0;
const report = (text: string) => {
  problems += 1;
  console.log(text);
};

for (const view of views) {
  const context = await browser.newContext({ viewport: { width: view.width, height: view.height }, colorScheme: view.scheme, reducedMotion: 'reduce' });
  for (const given of positionals) {
    const [name = '', path = '/'] = given.split(/=(.*)/s);
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && report(`${name} ${view.name}: console: ${message.text()}`));
    page.on('pageerror', (error) => report(`${name} ${view.name}: ${error.message}`));
    await page.goto(values.url + path, { timeout: patience });
    // A page says what it is in its heading.
    await page.waitForSelector('h1', { state: 'attached', timeout: patience }).catch(() => report(`${name} ${view.name}: no heading`));
    await page.waitForLoadState('networkidle', { timeout: patience });
    await act(page, name);
    await page.waitForTimeout(250);
    const over = await page.evaluate(() => {
      const main = document.querySelector('main') ?? document.documentElement;
      return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth);
    });
    if (over > 0) report(`${name} ${view.name}: ${over} px wider than the screen`);
    if (values.axe) for (const finding of await axeFindings(page)) report(`${name} ${view.name}: ${finding}`);
    await page.screenshot({ path: `${values.out}/${name}-${view.name}.png` });
    await page.close();
  }
  await context.close();
}
await browser.close();
console.log(`${positionals.length * views.length} pictures in ${values.out}, ${problems} problems`);
process.exitCode = problems ? 1 : 0;
