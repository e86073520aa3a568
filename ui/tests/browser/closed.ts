// An organization with closed membership: who is in no team of a project sees nothing of it, on no page. Whoever guesses its
// name is told that it is not for them, as in Sentry (decision 23); an issue of it does not exist for them.
import type { Browser } from 'playwright-core';
import { check, run, same, Session } from './kit.ts';
import { api, sendEvents, type Site } from './site.ts';

const PASSWORD = 'a long enough password of Cy';
const SECRET = 'the vault is open';

/** A member of the team `own`, and of no other. */
async function memberJoins(browser: Browser, site: Site, team: string): Promise<Session> {
  const { invite_link: link } = await api(site, 'POST', `organizations/${site.org}/members/`, { email: 'cy@example.com', orgRole: 'member', teams: [team] });
  const cy = await Session.open(browser, site);
  cy.expect(401, 403, 404);
  await cy.page.goto(link);
  await cy.page.getByLabel('Your name').fill('Cy Tan');
  await cy.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await cy.button(/^Join/).click();
  await cy.heading('Issues');
  return cy;
}

async function pagesDoNotTell(cy: Session, site: Site, issue: string): Promise<void> {
  const { page } = cy;
  const { org } = site;
  const lists = [`/organizations/${org}/issues/?query=`, `/organizations/${org}/projects/?view=all`, `/settings/${org}/teams/?view=all`, `/organizations/${org}/releases/`];
  for (const path of lists) {
    await cy.go(path);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    const text = await page.locator('body').innerText();
    check(!text.includes(SECRET) && !text.includes('vault'), `${path} says ${text.slice(0, 500)}`);
  }
  for (const path of [`/organizations/${org}/issues/${issue}/`, `/${org}/vault/getting-started/`, `/settings/${org}/projects/vault/`]) {
    await cy.go(path);
    await page.getByText('Nothing here.').or(page.getByText('You may not see this.')).first().waitFor();
    check(!(await page.locator('main').innerText()).includes(SECRET), `${path} shows the issue`);
  }
}

/** Neither does what a page asks for. */
async function theApiDoesNotTell(cy: Session, site: Site, issue: string): Promise<void> {
  const ask = (path: string) => cy.page.evaluate((url) => fetch(url).then(async (answer) => [answer.status, await answer.text()] as const), `${site.url}/api/0/${path}`);
  same((await ask(`organizations/${site.org}/issues/${issue}/`))[0], 404, 'status of the issue');
  same((await ask(`projects/${site.org}/vault/`))[0], 403, 'status of the project');
  const [status, text] = await ask(`organizations/${site.org}/issues/?query=&project=-1`);
  same(status, 200, 'status of the list of issues');
  check(!text.includes(SECRET), 'all projects are more than his');
}

/** His own is there, and the other once he is in its team. */
async function teamsOpenProjects(cy: Session, site: Site, issue: string): Promise<void> {
  await cy.go(`/organizations/${site.org}/issues/?query=`);
  await cy.sees('stock is low');
  const [member] = ((await api(site, 'GET', `organizations/${site.org}/members/?query=cy`)) as readonly { readonly id: string }[]);
  await api(site, 'POST', `organizations/${site.org}/members/${member!.id}/teams/keepers/`);
  await cy.go(`/organizations/${site.org}/issues/${issue}/`);
  await cy.page.getByRole('heading', { level: 1, name: SECRET }).waitFor();
}

await run(async (browser: Browser, site: Site) => {
  const [team] = (await api(site, 'GET', `organizations/${site.org}/teams/`)) as readonly { readonly slug: string }[];
  await api(site, 'POST', `organizations/${site.org}/teams/`, { name: 'Keepers', slug: 'keepers' });
  await api(site, 'POST', `teams/${site.org}/keepers/projects/`, { name: 'Vault', slug: 'vault', platform: 'python' });
  const [key] = (await api(site, 'GET', `projects/${site.org}/vault/keys/`)) as readonly { readonly dsn: { readonly public: string } }[];
  await sendEvents(site, [{ message: 'stock is low' }]);
  const [issue = ''] = await sendEvents(site, [{ message: SECRET }], key!.dsn.public);
  await api(site, 'PUT', `organizations/${site.org}/`, { openMembership: false });
  const cy = await memberJoins(browser, site, team!.slug);
  await pagesDoNotTell(cy, site, issue);
  await theApiDoesNotTell(cy, site, issue);
  await teamsOpenProjects(cy, site, issue);
  await cy.close();
});
