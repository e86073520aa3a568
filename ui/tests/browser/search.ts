// The search field: completion by the keyboard, what is wrong with a search and where, a key that was meant, a tab of one's own.
import type { Browser } from 'playwright-core';
import { check, run, same, Session } from './kit.ts';
import { sendEvents, type Site } from './site.ts';

const list = (site: Site, query: string) => `/organizations/${site.org}/issues/?query=${encodeURIComponent(query)}`;
const field = (one: Session) => one.page.getByRole('combobox', { name: 'Search issues' });
const option = (one: Session, name: RegExp) => one.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { name });

/** Keys, then what events carry, then the search: without leaving the keyboard. */
async function completionIsTyped(one: Session): Promise<void> {
  await one.press('/');
  await field(one).fill('');
  await one.page.keyboard.type('vouc');
  await option(one, /^voucher/).waitFor();
  await one.press('Tab');
  same(await field(one).inputValue(), 'voucher:', 'the key that was taken');
  await option(one, /^SPRING SALE/).waitFor();
  await one.page.keyboard.type('SPR');
  await option(one, /^SPRING SALE/).waitFor();
  await one.press('Tab', 'Enter');
  await one.page.getByText('1–1 of 1', { exact: true }).waitFor();
  await one.address(/query=voucher%3A%22SPRING\+SALE%22/);
  await one.page.getByRole('grid', { name: 'Issues' }).getByText('price is odd').first().waitFor();
}

/** The piece that the server does not take is underlined where it stands; what was found before stays. */
async function errorsAreUnderTheText(one: Session): Promise<void> {
  await field(one).fill('is:unresolved timesSeen:lots');
  await field(one).press('Enter');
  await one.page.getByRole('alert').getByText('lots').waitFor();
  const wrong = one.page.locator('form[role=search] u');
  same(await wrong.innerText(), 'lots', 'the text that is underlined');
  const [mark, input] = [await wrong.boundingBox(), await field(one).boundingBox()];
  check(mark !== null && input !== null && mark.x > input.x + 100 && mark.width > 15, `the mark is at ${JSON.stringify(mark)}`);
  await one.page.getByRole('grid', { name: 'Issues' }).getByText('price is odd').first().waitFor();
}

async function aSlipIsNoted(one: Session, site: Site): Promise<void> {
  await one.go(list(site, 'is:unresolved vuocher:"SPRING SALE"'));
  await one.page.getByText('Did you mean').getByRole('button', { name: 'voucher' }).click();
  await one.page.getByText('1–1 of 1', { exact: true }).waitFor();
}

/** Pinned here, it is there in another window too, until it is taken away. */
async function aSearchIsPinned(one: Session, site: Site): Promise<void> {
  await one.go(list(site, 'level:warning'));
  await one.button('Pin this search as a tab').click();
  const tab = one.page.getByRole('navigation', { name: 'Searches' }).getByRole('link', { name: /Pinned: level:warning/ });
  await tab.waitFor();
  await one.go(`/organizations/${site.org}/issues/`);
  await tab.click();
  await one.address(/query=level%3Awarning/);
  await one.button('Take the pinned tab away').click();
  await tab.waitFor({ state: 'detached' });
}

await run(async (browser: Browser, site: Site) => {
  await sendEvents(site, [{ message: 'price is odd', tags: { voucher: 'SPRING SALE' } }, { message: 'stock is low', level: 'warning', tags: { voucher: 'NONE' } }]);
  const one = await Session.signedIn(browser, site, `/organizations/${site.org}/issues/`);
  one.expect(400);
  await one.page.getByText('1–2 of 2', { exact: true }).waitFor();
  await completionIsTyped(one);
  await errorsAreUnderTheText(one);
  await aSlipIsNoted(one, site);
  await aSearchIsPinned(one, site);
  await one.close();
});
