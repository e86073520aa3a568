// What axe finds on each page, in light and in dark: nothing serious.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { everyPage } from './addresses.ts';
import { run, same, Session } from './kit.ts';
import { payment } from './sample.ts';
import { sendEvents, type Site } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** Rule and place of what hinders people seriously. */
async function findings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const violations = await page.evaluate(async (runOnly) => {
    const { axe: tool } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    return (await tool.run({ resultTypes: ['violations'], ...(runOnly && { runOnly }) })).violations;
  }, rules);
  return violations.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((scheme) => document.documentElement.dataset.mantineColorScheme === scheme, colorScheme);
    // All else is the same in both.
    same(await findings(page, colorScheme === 'dark' ? ['color-contrast'] : undefined), [], `${name}, ${colorScheme}`);
  }
}

await run(async (browser: Browser, site: Site) => {
  const [issue = ''] = await sendEvents(site, [payment(-2), payment(-1), { message: 'stock is low', level: 'warning' }]);
  const one = await Session.open(browser, site);
  one.expect(401, 404);
  await one.go('/');
  await one.heading('Sign in');
  await look(one.page, 'sign in');
  await one.signIn();
  await one.heading('Issues');
  for (const [name, path] of await everyPage(site, issue)) {
    await one.go(path);
    await one.page.locator('h1').first().waitFor({ state: 'attached' });
    await one.page.waitForLoadState('networkidle');
    await look(one.page, name);
  }
  await one.close();
});
