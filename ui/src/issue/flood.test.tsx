// Stopping a flood from the page of an issue.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Flood } from '../api/issue_types';
import { fixture, on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';
import { discardWords, filterWords, limitWords, unnamedOthers, windowWords } from './flood';

const ISSUE = '/organizations/acme/issues/4021/';
const flood = fixture<Flood>('issue-flood');
const patience = { timeout: 10_000 };

async function openDialog(...routes: FakeRoute[]) {
  const user = userEvent.setup();
  const asked = installFakeApi(...routes);
  renderApp(ISSUE);
  await user.click(await screen.findByRole('button', { name: 'Stop this flood' }, patience));
  const dialog = await screen.findByRole('dialog', {}, patience);
  await within(dialog).findByRole('radiogroup', {}, patience);
  const sent = () => asked.filter((request) => request.method === 'POST' && /issues\/4021\/flood\/$/.test(request.path)).map((request) => request.body);
  return { user, dialog: within(dialog), sent };
}

const answers = (body: Partial<Flood>) => on('GET', 'organizations/{org}/issues/{issue}/flood/', () => ({ body: { ...flood, ...body } }));

describe('stopping a flood', () => {
  it('shows what each way would have done, and filters the message', async () => {
    const { user, dialog, sent } = await openDialog();
    expect(dialog.getByRole('radiogroup').textContent).toContain('ValueError: price must be positive, got * It meets 55 of 200 stored events of the last 24 hours.');
    expect(dialog.getByText(/^38 events of/).textContent).toBe('38 events of SHOP-API-2B ValueError: price must be positive, got 0');
    expect(dialog.getByRole('link', { name: 'SHOP-API-2B' }).getAttribute('href')).toBe('/organizations/acme/issues/4017/');
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'Filter its message' }).checked).toBe(true);
    expect(dialog.getByRole('link', { name: 'web-prod' }).getAttribute('href')).toContain(`/keys/${flood.limitKey!.key.id}/`);
    expect(sent()).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Filter the message' }));
    expect(await screen.findByText(/^Filtered from now on/)).toBeTruthy();
    expect(sent()).toEqual([{ action: 'filter-message' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('limits the key to what is typed, if it is a number', async () => {
    const { user, dialog, sent } = await openDialog();
    await user.click(dialog.getByRole('radio', { name: 'Limit the key' }));
    const field = dialog.getByLabelText<HTMLInputElement>('Events per hour');
    expect(field.value).toBe('120');
    await user.clear(field);
    await user.type(field, '1e3');
    expect(dialog.getByText('A whole number, 1 or more')).toBeTruthy();
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Limit the key' }).disabled).toBe(true);
    await user.clear(field);
    await user.type(field, '500');
    await user.click(dialog.getByRole('button', { name: 'Limit the key' }));
    expect(await screen.findByText('Key web-prod is limited to 500 per hour.')).toBeTruthy();
    expect(sent()).toEqual([{ action: 'limit-key', count: 500, window: 3600 }]);
  });

  it('discards the issue and leaves its page', async () => {
    const { user, dialog, sent } = await openDialog();
    await user.click(dialog.getByRole('radio', { name: 'Discard the issue' }));
    await user.click(dialog.getByRole('button', { name: 'Discard the issue' }));
    await waitFor(() => expect(window.location.pathname).toBe('/organizations/acme/issues/'), patience);
    expect(await screen.findByText('Discarded SHOP-API-2F. Its events are dropped from now on.')).toBeTruthy();
    expect(sent()).toEqual([{ action: 'discard' }]);
  });

  it('offers no way that there is not', async () => {
    const { dialog } = await openDialog(answers({ filterMessage: null, limitKey: null }));
    expect(['Filter its message', 'Discard the issue', 'Limit the key'].map((name) => dialog.getByRole<HTMLInputElement>('radio', { name }).disabled)).toEqual([true, false, true]);
    expect(dialog.getByText('Its message cannot be told from others.')).toBeTruthy();
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'Discard the issue' }).checked).toBe(true);
  });

  it('says why the server refused, and stays', async () => {
    const { user, dialog } = await openDialog(on('POST', 'organizations/{org}/issues/{issue}/flood/', () => ({ status: 400, body: { detail: 'The project discards as many hashes as it may.' } })));
    await user.click(dialog.getByRole('radio', { name: 'Discard the issue' }));
    await user.click(dialog.getByRole('button', { name: 'Discard the issue' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('as many hashes as it may');
    expect(window.location.pathname).toBe(ISSUE);
  });

  it('is for those who may change the project', async () => {
    installFakeApi(on('GET', 'organizations/{org}/', () => ({ body: { ...fixture<object>('organization-detail'), access: ['org:read', 'event:read', 'event:write'] } })));
    renderApp(ISSUE);
    await screen.findByText('raised here', {}, patience);
    expect(screen.queryByRole('button', { name: 'Stop this flood' })).toBeNull();
  });
});

describe('the words of a flood', () => {
  it('name numbers as they are', () => {
    expect([60, 90, 600, 3600, 86_400].map(windowWords)).toEqual(['per minute', 'per 90 s', 'per 10 min', 'per hour', 'per day']);
    const filter = flood.filterMessage!;
    expect(filterWords({ ...filter, active: true })).toBe('The filter is there already. It meets 55 of 200 stored events of the last 24 hours.');
    expect(filterWords({ ...filter, sample: { ...filter.sample, stored: 0 } })).toMatch(/could not be tried/);
    expect(filterWords({ ...filter, sample: { ...filter.sample, complete: false } })).toContain('as far as they were read');
    expect([1, 2, 9].map((issueCount) => unnamedOthers({ ...filter, issueCount }))).toEqual([0, 0, 7]);
    expect(discardWords({ hashes: 3, dropped: 1 })).toContain('one of its 3 hashes are dropped from then on: 1 event in the last 24 hours');
    expect(limitWords(flood.limitKey!, 120)).toContain('310 would have been over the limit');
    expect(limitWords(flood.limitKey!, 121)).not.toContain('310');
  });
});
