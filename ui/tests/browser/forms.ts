// Forms at their limits: guesses that are too many, text that is too long, and two people who change the same thing.
import type { Browser } from 'playwright-core';
import { run, same, Session } from './kit.ts';
import { api, sendEvents, type Site } from './site.ts';

/** More than a comment takes, more than a name takes, more than the server reads. */
const LONG_COMMENT = 20_000;
const LONG_NAME = 5_000;
const LONG_BODY = 1_200_000;

/** Of an account, known or not, only so many a minute; said in a sentence, the same for both. */
async function guessesAreLimited(one: Session, site: Site): Promise<void> {
  const alert = one.page.getByRole('alert');
  for (const email of ['nobody@example.com', site.email]) {
    await one.go('/auth/login/');
    for (let guess = 0; guess < 5; guess++) {
      await one.signIn(`guess ${guess}`, email);
      await alert.getByText('The e-mail or the password is wrong.').or(alert.getByText(/wrong/)).waitFor();
      await one.page.getByRole('textbox', { name: 'Password' }).fill('');
    }
    await one.signIn('one more', email);
    await alert.getByText('Too many attempts. Try again later.').waitFor();
  }
}

async function longTextIsRefused(one: Session, site: Site, issue: string): Promise<void> {
  const { page } = one;
  await one.go(`/organizations/${site.org}/issues/${issue}/`);
  const comment = page.getByRole('textbox', { name: 'Comment' });
  await comment.fill('x'.repeat(LONG_COMMENT));
  await one.button(/^Comment$/).click();
  await one.sees('no more than 10000 characters');
  same((await comment.inputValue()).length, LONG_COMMENT, 'length of what was typed and not lost');
  await comment.fill('');

  await one.go(`/organizations/${site.org}/issues/?query=${'y'.repeat(LONG_NAME)}`);
  await page.getByRole('alert').getByText('at most 4096').waitFor();

  await one.go('/settings/account/details/');
  const name = page.getByRole('textbox', { name: 'Name' });
  const save = async (length: number) => {
    await name.evaluate((field) => field.removeAttribute('maxlength'));
    await name.fill('z'.repeat(length));
    await one.button(/^Save changes/).click();
  };
  await save(LONG_NAME);
  await one.sees('no more than');
  await save(LONG_BODY);
  await one.sees(/exceeds 1048576 bytes|is too long/);
  await one.button('Discard').click();
  await page.reload();
  await page.getByRole('textbox', { name: 'Name' }).and(page.locator('[value="admin@localhost"]')).waitFor();
}

/** The last write does not silently win: who saves later is told what was changed meanwhile, and chooses. */
async function editsMeet(one: Session, site: Site): Promise<void> {
  const { page } = one;
  await one.go(`/settings/${site.org}/projects/${site.project}/`);
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Mine');
  await api(site, 'PUT', `projects/${site.org}/${site.project}/`, { name: 'Theirs' });
  await one.button(/^Save changes/).click();
  const conflict = page.getByRole('alert', { name: 'Conflict' });
  await conflict.getByRole('button', { name: 'Show differences' }).click();
  await conflict.getByRole('cell', { name: 'Theirs' }).waitFor();
  same((await api(site, 'GET', `projects/${site.org}/${site.project}/`)).name, 'Theirs', 'the name until it is decided');
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await one.sees('Saved.');
  same((await api(site, 'GET', `projects/${site.org}/${site.project}/`)).name, 'Mine', 'the name that was chosen');
}

await run(async (browser: Browser, site: Site) => {
  const [issue = ''] = await sendEvents(site, [{ message: 'stock is low' }]);
  const one = await Session.signedIn(browser, site, `/settings/${site.org}/projects/${site.project}/`);
  one.expect(400, 409, 412, 413, 414, 431);
  await editsMeet(one, site);
  await longTextIsRefused(one, site, issue);
  await one.close();
  const guesser = await Session.open(browser, site);
  guesser.expect(401, 400, 429);
  await guessesAreLimited(guesser, site);
  await guesser.close();
});
