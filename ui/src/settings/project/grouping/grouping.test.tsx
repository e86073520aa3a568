// Issue grouping: rules and configs, tried on the newest events before they are saved.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openOrganization, patience, said } from '../../../../tests/organization';
import { changeConfig, changesOverUntil, configOptions, transitionOf, type Values } from './values';

const base = '/settings/acme/projects/shop-api/issue-grouping/';
const text = (name: string) => screen.findByRole<HTMLTextAreaElement>('textbox', { name }, patience);
const choice = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name });
const panel = () => screen.getByRole('region', { name: 'Preview' });
const save = () => screen.getByRole('button', { name: /Save changes/ });
const paste = (label: string, value: string) => fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
const sentence = (start: string) => within(panel()).findByText((_, node) => node?.tagName === 'P' && (node.textContent ?? '').startsWith(start), {}, patience);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('issue grouping', () => {
  it('saves rules', async () => {
    const { user, sent } = openOrganization(base);
    await text('Fingerprint rules');
    paste('Fingerprint rules', 'error.type:ValueError -> value');
    paste('Stack trace rules', 'stack.function:main -group');
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'projects/acme/shop-api/')).toMatchObject({
      body: { fingerprintingRules: 'error.type:ValueError -> value', groupingEnhancements: 'stack.function:main -group' }, headers: { 'if-match': '"1"' },
    });
  });

  it('says which events would move, and how far it looked', async () => {
    openOrganization(base);
    await text('Fingerprint rules');
    expect(within(panel()).getByText(/Nothing moves/)).toBeTruthy();
    paste('Fingerprint rules', 'error.type:ValueError -> value');
    await sentence('54 of 2,000 events would be in another issue. 1 issue would split, and 1 issue would take in events of several.');
    expect(within(panel()).getByText('Incomplete: the newest 2,000 of 64,120 events.')).toBeTruthy();
    expect(within(panel()).getByText('9dd4e461')).toBeTruthy();
    expect(within(panel()).getByRole('link', { name: 'an issue that is there' }).getAttribute('href')).toBe('/organizations/acme/issues/4033/');
  });

  it('says when nothing would move', async () => {
    openOrganization(base);
    await text('Stack trace rules');
    paste('Stack trace rules', 'stack.function:main -group');
    await sentence('None of 200 events would be in another issue.');
  });

  it('names the line that cannot be read before it is saved', async () => {
    const { user } = openOrganization(base);
    const area = await text('Stack trace rules');
    paste('Stack trace rules', 'stack.function:main -group\nfoo');
    await user.click(await screen.findByRole('button', { name: 'Go to line 2' }, patience));
    expect([area.selectionStart, area.selectionEnd]).toEqual([27, 30]);
    // Save says the same, and nothing is lost.
    expect(screen.getAllByText(/Line 2, column 1: unknown matcher/).length).toBeGreaterThan(0);
    expect(area.value).toContain('foo');
  });

  it('changes over to another config, with the one before for 90 days', async () => {
    const { user, sent } = openOrganization(base);
    await text('Fingerprint rules');
    expect(screen.queryByRole('combobox', { name: 'Change over' })).toBeNull();
    await user.selectOptions(choice('Config'), 'newstyle:2026-01-20');
    expect(choice('Change over').value).toBe('90');
    await sentence('Counted as if nothing changed over');
    await user.selectOptions(choice('Change over'), '30');
    await user.click(save());
    await said('Saved.');
    const body = sent('PUT', 'projects/acme/shop-api/')!.body as Values;
    expect(body).toMatchObject({ groupingConfig: 'newstyle:2026-01-20', secondaryGroupingConfig: 'newstyle:2023-01-11' });
    expect(Math.abs(body.secondaryGroupingExpiry - (Date.now() / 1000 + 30 * 86_400))).toBeLessThan(600);
  });

  it('changes over at once if that is wanted, and says what follows', async () => {
    const { user, sent } = openOrganization(base);
    await text('Fingerprint rules');
    await user.selectOptions(choice('Config'), 'newstyle:2026-01-20');
    await user.selectOptions(choice('Change over'), '0');
    expect(screen.getByText(/begin new issues at once/)).toBeTruthy();
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'projects/acme/shop-api/')!.body).toEqual({ groupingConfig: 'newstyle:2026-01-20' });
  });

  it('shows a change-over that goes on, and ends it', async () => {
    const expiry = Math.floor(Date.now() / 1000) + 12 * 86_400;
    const { user, sent } = openOrganization(base, {}, (fake) => Object.assign(fake.project('shop-api')!, {
      groupingConfig: 'newstyle:2026-01-20', secondaryGroupingConfig: 'newstyle:2023-01-11', secondaryGroupingExpiry: expiry,
    }));
    await text('Fingerprint rules');
    expect(choice('Change over').selectedOptions[0]!.textContent).toBe('For 12 more days');
    await user.selectOptions(choice('Change over'), '0');
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'projects/acme/shop-api/')!.body).toEqual({ secondaryGroupingConfig: null, secondaryGroupingExpiry: 0 });
  });

  it('asks before unsaved changes are left', async () => {
    const confirm = vi.spyOn(window, 'confirm').mockReturnValue(false);
    const { user } = openOrganization(base);
    await text('Fingerprint rules');
    paste('Fingerprint rules', 'error.type:ValueError -> value');
    await user.click(within(screen.getByRole('navigation', { name: 'Settings' })).getByRole('link', { name: 'Environments' }));
    await waitFor(() => expect(confirm).toHaveBeenCalledOnce(), patience);
    expect(window.location.pathname).toBe(base);
  });

  it('is locked for members', async () => {
    openOrganization(base, { role: 'member' });
    expect((await text('Fingerprint rules')).disabled).toBe(true);
    expect(choice('Config').disabled).toBe(true);
  });

  it('says when it could not be loaded', async () => {
    openOrganization(base, {}, (fake) => fake.once('GET', /^projects\/acme\/shop-api\/$/, { status: 500, body: { detail: 'Internal error' } }));
    await screen.findByText('These settings could not be loaded.', {}, patience);
  });
});

describe('changing over', () => {
  const now = 1_000_000_000_000;
  const loaded: Values = { groupingConfig: 'newstyle:2023-01-11', secondaryGroupingConfig: '', secondaryGroupingExpiry: 0, fingerprintingRules: '', groupingEnhancements: '' };

  it('begins with the config that was loaded, and is off again with it', () => {
    const changed = changeConfig(loaded, 'newstyle:2026-01-20', now);
    expect(changed).toEqual({ groupingConfig: 'newstyle:2026-01-20', secondaryGroupingConfig: 'newstyle:2023-01-11', secondaryGroupingExpiry: 1_000_000_000 + 90 * 86_400 });
    expect(changeConfig(loaded, 'newstyle:2023-01-11', now)).toMatchObject({ secondaryGroupingConfig: '', secondaryGroupingExpiry: 0 });
  });

  it('ends at its time', () => {
    const values = { ...loaded, ...transitionOf('newstyle:2023-01-11', 1, now) };
    expect(changesOverUntil(values, now)).toBe(now + 86_400_000);
    expect(changesOverUntil(values, now + 86_400_000)).toBeUndefined();
    expect(changesOverUntil({ ...values, secondaryGroupingConfig: '' }, now)).toBeUndefined();
  });

  it('offers a config that it does not know if a project has it', () => {
    expect(configOptions('newstyle:2026-01-20')).toHaveLength(2);
    expect(configOptions('newstyle:2019-10-29').map((option) => option.value)).toContain('newstyle:2019-10-29');
  });
});
