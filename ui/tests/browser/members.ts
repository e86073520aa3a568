// People come and go: an invitation by link, a role that changes what they may, and what asks for the password again.
import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { check, fail, run, same, Session } from './kit.ts';
import { api, type Site } from './site.ts';

const EMAIL = 'dee@example.com';
const PASSWORD = 'a long enough password of Dee';

/** Gives the link. */
async function personIsInvited(owner: Session, site: Site): Promise<string> {
  const { page } = owner;
  await owner.go(`/settings/${site.org}/members/`);
  await owner.button('Invite people').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Addresses' }).fill(`Dee Moss <${EMAIL}>`);
  await dialog.getByRole('radio', { name: /^Member/ }).check();
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await dialog.getByText('Invited 1 person').waitFor();
  const link = await dialog.locator('code').innerText();
  check(link.startsWith(`${site.url}/accept/`), `the link is ${link}`);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('row').filter({ hasText: EMAIL }).getByText(/^invited/).waitFor();
  return link;
}

async function personJoins(browser: Browser, site: Site, link: string): Promise<Session> {
  const dee = await Session.open(browser, site);
  dee.expect(401, 404);
  await dee.page.goto(link);
  await dee.page.getByLabel('Your name').fill('Dee Moss');
  await dee.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dee.button(/^Join/).click();
  await dee.heading('Issues');
  return dee;
}

async function memberMayNotManage(dee: Session, site: Site): Promise<void> {
  await dee.go(`/settings/${site.org}/`);
  await dee.heading('Organization settings');
  check(await dee.page.getByRole('textbox', { name: 'Name' }).isDisabled(), 'a member may rename the organization');
  await dee.sees('Managers and owners change these settings.');
}

async function roleIsChanged(owner: Session, dee: Session, site: Site): Promise<void> {
  const { page } = owner;
  await page.reload();
  await page.getByRole('link', { name: 'Dee Moss' }).click();
  await owner.heading('Dee Moss');
  await page.getByRole('radio', { name: /^Manager/ }).check();
  await owner.sees('On save: Dee Moss is Manager at once.');
  await owner.button(/^Save changes/).click();
  await owner.sees('Saved.');
  await dee.page.reload();
  await dee.heading('Organization settings');
  check(await dee.page.getByRole('textbox', { name: 'Name' }).isEnabled(), 'a manager may not rename the organization');
  const log = (await api(site, 'GET', `organizations/${site.org}/audit-logs/`)) as { rows: readonly { event: string }[] };
  check(log.rows.some((row) => row.event === 'member.edit'), 'the audit log does not know of the change');
}

/** What cannot be taken lightly asks again when the password was typed long ago, then goes on by itself. */
async function passwordIsAskedAgain(owner: Session, site: Site): Promise<void> {
  const { page } = owner;
  await owner.go('/settings/account/api/auth-tokens/');
  await owner.button('Create a token').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('late');
  await page.getByLabel('Organization').selectOption('1');
  execFileSync('sqlite3', [site.database, 'PRAGMA busy_timeout = 10000; UPDATE sessions SET proved = created - 3600000000']);
  await owner.button('Create the token').click();
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByRole('alert').getByText('This password is not right.').waitFor();
  await dialog.getByRole('textbox', { name: 'Password' }).fill(site.password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await page.getByText(/^sntryu_[0-9a-f]{64}$/).waitFor();
  await owner.button('I have copied it').click();
}

/** An organization's token is shown once, works for what it is for, and stops at once. */
async function organizationTokenLives(owner: Session, site: Site): Promise<void> {
  const { page } = owner;
  await owner.go(`/settings/${site.org}/developer-settings/`);
  await page.getByRole('textbox', { name: 'Name of a new token' }).fill('pipeline');
  await owner.button('Create token').click();
  const token = await page.getByRole('status', { name: 'New token' }).locator('code').innerText();
  const ask = () => execFileSync('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', `Authorization: Bearer ${token}`, `${site.url}/api/0/organizations/${site.org}/`], { encoding: 'utf8' });
  check(ask() !== '401', 'the new token is not known');
  await owner.button('I have it').click();
  same(await page.getByText(token).count(), 0, 'places that still show the token');
  await owner.button('Revoke pipeline').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke pipeline' }).click();
  await owner.sees('Revoked token pipeline.');
  same(ask(), '401', 'status with the revoked token');
}

async function memberIsRemoved(owner: Session, dee: Session, site: Site): Promise<void> {
  const { page } = owner;
  await owner.go(`/settings/${site.org}/members/`);
  await page.getByRole('link', { name: 'Dee Moss' }).click();
  await owner.button('Remove Dee Moss').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove Dee Moss' }).click();
  await owner.sees(`Removed Dee Moss from ${site.org}.`);
  await dee.go(`/organizations/${site.org}/issues/`);
  await dee.page.getByRole('main').getByText(/not in|Nothing here|no organization/i).first().waitFor();
  const answer = await dee.page.evaluate((url) => fetch(url).then((got) => got.status), `${site.url}/api/0/organizations/${site.org}/issues/`);
  same(answer, 404, 'status of what is not his any more');
}

await run(async (browser: Browser, site: Site) => {
  const owner = await Session.signedIn(browser, site, `/settings/${site.org}/members/`);
  owner.expect(403);
  const dee = await personJoins(browser, site, (await personIsInvited(owner, site)) || fail('no link'));
  await memberMayNotManage(dee, site);
  await roleIsChanged(owner, dee, site);
  await passwordIsAskedAgain(owner, site);
  await organizationTokenLives(owner, site);
  await memberIsRemoved(owner, dee, site);
  await dee.close();
  await owner.close();
});
