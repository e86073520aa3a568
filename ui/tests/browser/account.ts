// Signing in and out and one's own account, from the first click to the last, on a fresh Picket.
import { createHmac } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { check, fail, run, same, Session } from './kit.ts';
import { api, type Site } from './site.ts';

/** RFC 6238 with what authenticators assume: SHA-1, six digits, thirty seconds. */
function totp(secret: string, at: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/[\s=]/g, '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest[19]! & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function signInComesBackToThePage(one: Session): Promise<void> {
  one.expect(401, 400);
  await one.go('/settings/account/details/?x=1');
  await one.heading('Sign in');
  await one.signIn('not the password');
  await one.page.getByRole('alert').getByText('wrong').waitFor();
  await one.signIn();
  await one.heading('Account details');
  check(one.page.url().endsWith('/settings/account/details/?x=1'), `came back to ${one.page.url()}`);
}

async function cookiesAreForThisSiteOnly(one: Session, site: Site): Promise<void> {
  const cookies = await one.context.cookies();
  const session = cookies.find((cookie) => cookie.name === 'sentrysid') ?? fail('no session cookie');
  same([session.httpOnly, session.sameSite], [true, 'Lax'], 'flags of the session cookie');
  same(session.path, new URL(site.url).pathname, 'path of the session cookie');
}

async function detailsAreKept(one: Session): Promise<void> {
  await one.page.getByRole('textbox', { name: 'Name' }).fill('Ada Park');
  await one.button(/Save changes/).click();
  await one.page.getByText('Your details are saved.').waitFor();
  await one.page.reload();
  await one.heading('Account details');
  same(await one.page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Ada Park', 'the name');
}

async function tokensWorkUntilRevoked(one: Session, site: Site): Promise<void> {
  await one.go('/settings/account/api/auth-tokens/');
  await one.heading('API tokens');
  await one.button('Create a token').click();
  await one.page.getByRole('textbox', { name: 'Name' }).fill('browser test');
  await one.page.getByLabel('Organization').selectOption('1');
  await one.button('Create the token').click();
  const secret = await one.page.getByText(/^sntryu_[0-9a-f]{64}$/).innerText();
  await one.button('I have copied it').click();
  const ask = () => fetch(`${site.url}/api/0/auth/`, { headers: { Authorization: `Bearer ${secret}` } });
  same((await ask()).status, 200, 'status with the token');
  await one.button('Revoke browser test').click();
  await one.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await one.page.getByText('Revoked browser test.').waitFor();
  same((await ask()).status, 401, 'status with the revoked token');
}

/** Gives a recovery code. */
async function secondFactorIsSetUp(one: Session): Promise<string> {
  await one.go('/settings/account/security/');
  await one.heading('Security');
  await one.button('Set up an authenticator').click();
  await one.page.getByRole('img', { name: 'QR code for the authenticator' }).waitFor();
  const secret = await one.page.locator('ol code').innerText();
  await one.page.getByLabel('Type the code it shows').fill(totp(secret, Date.now()));
  await one.button('Turn it on').click();
  const codes = await one.page.locator('ul li').filter({ hasText: /^[0-9A-Z-]{16,}$/ }).allInnerTexts();
  check(codes.length >= 8, `${codes.length} recovery codes`);
  await one.button('I have kept them').click();
  await one.button('Remove').waitFor();
  return codes[0] ?? fail('no recovery code');
}

async function secondFactorIsAskedFor(two: Session, recoveryCode: string): Promise<void> {
  two.expect(401, 400, 403);
  await two.go('/settings/account/shortcuts/');
  await two.heading('Sign in');
  await two.signIn();
  await two.page.getByLabel('Code from your authenticator').fill('000000');
  await two.button('Go on').click();
  await two.page.getByRole('alert').waitFor();
  await two.button('Use a recovery code').click();
  await two.page.getByLabel('Recovery code').fill(recoveryCode.toLowerCase());
  await two.button('Go on').click();
  await two.heading('Shortcuts');
}

/** The other one is asked to sign in again when it next does something, and keeps what it typed. */
async function othersAreSignedOut(one: Session, two: Session): Promise<void> {
  await two.go('/settings/account/details/');
  await two.heading('Account details');
  await two.page.getByRole('textbox', { name: 'Name' }).fill('Typed before');
  await one.go('/settings/account/security/session-history/');
  await one.button('Sign out all others').click();
  await one.page.getByRole('dialog').getByRole('button', { name: 'Sign out all others' }).click();
  await one.page.getByText('All other sessions are signed out.').waitFor();
  await two.button(/Save changes/).click();
  const dialog = two.page.getByRole('dialog', { name: 'Sign in again to go on.' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  same(await two.page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Typed before', 'what was typed');
}

async function signOutEnds(one: Session): Promise<void> {
  await one.button(/Account of/).click();
  await one.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await one.heading('Sign in');
  await one.go('/settings/account/details/');
  await one.heading('Sign in');
}

/** The link opens without a session, makes an account, and ends inside of the organization. */
async function invitationIsAccepted(browser: Browser, site: Site): Promise<void> {
  const { invite_link: link } = await api(site, 'POST', `organizations/${site.org}/members/`, { email: 'cy@example.com', orgRole: 'member' });
  check(typeof link === 'string' && link.startsWith(`${site.url}/accept/`), `the link is ${link}`);
  const cy = await Session.open(browser, site);
  // 404: what the link opens once it was used.
  cy.expect(401, 400, 404);
  await cy.page.goto(link);
  await cy.page.getByText('The invitation is for cy@example.com.').waitFor();
  await cy.page.getByLabel('Your name').fill('Cy Doe');
  await cy.page.getByRole('textbox', { name: 'Password' }).fill('a long enough password of Cy');
  await cy.button(/^Join/).click();
  await cy.heading('Issues');
  await cy.go('/settings/account/details/');
  await cy.heading('Account details');
  await cy.page.getByText('You sign in as cy@example.com.').waitFor();
  await cy.page.goto(link);
  await cy.heading('This invitation does not work.');
  await cy.close();
}

await run(async (browser, site) => {
  const one = await Session.open(browser, site);
  await signInComesBackToThePage(one);
  await cookiesAreForThisSiteOnly(one, site);
  await detailsAreKept(one);
  await tokensWorkUntilRevoked(one, site);
  const code = await secondFactorIsSetUp(one);
  const two = await Session.open(browser, site);
  await secondFactorIsAskedFor(two, code);
  await othersAreSignedOut(one, two);
  await signOutEnds(one);
  await invitationIsAccepted(browser, site);
  await two.close();
  await one.close();
});
