// The settings of a project: general, keys, environments.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { heading, openOrganization, patience, said } from '../../../tests/organization';
import { installHooks } from '../../api/client';
import { ask } from '../../app/ask';
import { ageOptions } from './general';
import { changesOf, successorName } from './key';
import { limitWords } from './keys';

const base = '/settings/acme/projects/shop-api/';
const field = (name: string) => screen.findByRole('textbox', { name }, patience);
const save = () => screen.getByRole('button', { name: /Save changes/ });
const dialog = () => screen.findByRole('dialog', {}, patience);

afterEach(() => {
  installHooks({});
});

describe('general settings', () => {
  it('save platform, prefix and age', async () => {
    const { user, sent } = openOrganization(base);
    // A bracket begins the name of a key unless it is doubled.
    await user.type(await field('Subject prefix'), '[[shop]');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Platform' }), 'python-django');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Resolve by itself' }), '168');
    expect(screen.getByText(/issues without events for 7 days resolve/)).toBeTruthy();
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'projects/acme/shop-api/')).toMatchObject({
      body: { subjectPrefix: '[shop]', platform: 'python-django', resolveAge: 168 }, headers: { 'if-match': '"1"' },
    });
  });

  it('rename, and the address follows', async () => {
    const { user } = openOrganization(base);
    const slug = await field('Slug');
    await user.clear(slug);
    await user.type(slug, 'shop-core');
    await user.click(save());
    await waitFor(() => expect(window.location.pathname).toBe('/settings/acme/projects/shop-core/'), patience);
    await waitFor(async () => expect(((await field('Slug')) as HTMLInputElement).value).toBe('shop-core'), patience);
  });

  it('lead from an old address to the new one', async () => {
    openOrganization(`${base}keys/`, {}, (fake) => {
      fake.renamed.set('shop-api', 'shop-core');
      fake.projects.find((project) => project.slug === 'shop-api')!.slug = 'shop-core';
    });
    await waitFor(() => expect(window.location.pathname).toBe('/settings/acme/projects/shop-core/keys/'), patience);
    await screen.findByRole('link', { name: 'Default' }, patience);
  });

  it('tell a taken slug from a conflict', async () => {
    const { user } = openOrganization(base);
    const slug = await field('Slug');
    await user.clear(slug);
    await user.type(slug, 'auth-api');
    await user.click(save());
    await said('A project with this slug already exists.');
    expect(screen.queryByRole('alert', { name: 'Conflict' })).toBeNull();
  });

  it('keep a platform and an age that are none of the usual', async () => {
    openOrganization(base, {}, (fake) => Object.assign(fake.project('shop-api')!, { platform: 'python-tornado', resolveAge: 100 }));
    expect(((await screen.findByRole('combobox', { name: 'Platform' }, patience)) as HTMLSelectElement).value).toBe('python-tornado');
    expect((screen.getByRole('combobox', { name: 'Resolve by itself' }) as HTMLSelectElement).selectedOptions[0]!.textContent).toBe('After 100 hours');
    expect(ageOptions(24)).toHaveLength(7);
  });

  it('add a team and take one away, never the last', async () => {
    const { user, fake } = openOrganization(base);
    await field('Name');
    expect(screen.queryByRole('button', { name: 'Take from #backend' })).toBeNull();
    await user.click(screen.getByRole('combobox', { name: 'Add a team' }));
    await user.keyboard('web');
    await user.click(await within(await screen.findByRole('listbox', {}, patience)).findByRole('option', { name: '#web' }, patience));
    await said('#web looks after shop-api now.');
    await user.click(await screen.findByRole('button', { name: 'Take from #backend' }, patience));
    await said('shop-api is taken from #backend.');
    expect(fake.project('shop-api')!.teams.map((team) => team.slug)).toEqual(['web']);
  });

  it('are locked for members, who cannot delete', async () => {
    openOrganization(base, { role: 'member' });
    expect(((await field('Name')) as HTMLInputElement).disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Delete shop-api' })).toBeNull();
  });

  it('delete with the name typed and the password given', async () => {
    const { user, fake } = openOrganization(base, {}, (org) => { org.sudo = true; });
    installHooks({ proveIdentity: () => ask('prove') });
    await user.click(await screen.findByRole('button', { name: 'Delete shop-api' }, patience));
    const first = await dialog();
    await user.type(within(first).getByRole('textbox'), 'shop-api');
    await user.click(within(first).getByRole('button', { name: 'Delete shop-api' }));
    const password = await screen.findByLabelText(/Password/, { selector: 'input' }, patience);
    await user.type(password, 'correct horse battery{Enter}');
    // The toast goes by itself.
    await said('Deleted shop-api.');
    await heading('Projects');
    expect(fake.project('shop-api')).toBeUndefined();
  });
});

describe('keys', () => {
  it('are listed with DSN and limit, and made', async () => {
    const { user, fake } = openOrganization(`${base}keys/`);
    await screen.findByRole('link', { name: 'Default' }, patience);
    expect(screen.getByText(fake.keysOf(fake.project('shop-api')!)[0]!.dsn.public!)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'New key' }));
    await user.type(await field('Name of the new key'), 'web-prod{Enter}');
    await said('Created key web-prod.');
    await screen.findByRole('link', { name: 'web-prod' }, patience);
  });

  async function openKey(role = 'owner') {
    let id = '';
    const opened = openOrganization(`${base}keys/`, { role }, (fake) => { id = fake.keysOf(fake.project('shop-api')!)[0]!.id; });
    await opened.user.click(await screen.findByRole('link', { name: 'Default' }, patience));
    await heading('Default');
    return { ...opened, id };
  }

  it('are disabled, and told what follows', async () => {
    const { user, sent, id } = await openKey();
    await user.click(screen.getByRole('switch', { name: 'Active' }));
    expect(screen.getByText('On save: clients that still use it get 403 within 10 s.')).toBeTruthy();
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', `keys/${id}/`)).toMatchObject({ body: { isActive: false }, headers: { 'if-match': '"1"' } });
  });

  it('get a limit, and lose it with 0', async () => {
    const { user, sent } = await openKey();
    const count = screen.getByRole('textbox', { name: 'Events' });
    await user.clear(count);
    await user.type(count, '1,000x');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Per' }), '3600');
    expect(screen.getByText('On save: beyond 1,000 per 1 h, events are refused and counted.')).toBeTruthy();
    await user.click(save());
    await waitFor(() => expect(sent('PUT', '/')?.body).toEqual({ rateLimit: { count: 1000, window: 3600 } }), patience);
    await said('Saved.');
    await user.clear(screen.getByRole('textbox', { name: 'Events' }));
    await user.click(save());
    await waitFor(() => expect(sent('PUT', '/')?.body).toEqual({ rateLimit: null }), patience);
  });

  it('are rotated: a successor with the same limit, the old one untouched', async () => {
    const { user, fake, sent, id } = await openKey();
    await user.click(screen.getByRole('button', { name: 'Make a successor' }));
    await user.click(within(await dialog()).getByRole('button', { name: 'Create Default 2' }));
    await heading('Default 2');
    expect(sent('POST', 'keys/')?.body).toEqual({ name: 'Default 2', rateLimit: null });
    expect(fake.keysOf(fake.project('shop-api')!).find((key) => key.id === id)!.isActive).toBe(true);
  });

  it('are deleted with the name typed', async () => {
    const { user, fake } = await openKey();
    await user.click(screen.getByRole('button', { name: 'Delete key Default' }));
    const shown = await dialog();
    const button = within(shown).getByRole('button', { name: 'Delete key Default' }) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    await user.type(within(shown).getByRole('textbox'), 'Default');
    await user.click(button);
    await heading('Keys and limits');
    await said('This project has no key.');
    expect(fake.keysOf(fake.project('shop-api')!)).toEqual([]);
  });

  it('are only read by members', async () => {
    await openKey('member');
    expect((screen.getByRole('textbox', { name: 'Name' }) as HTMLInputElement).disabled).toBe(true);
    expect(screen.queryByRole('button', { name: /Delete|successor/ })).toBeNull();
  });
});

describe('the numbers of a key', () => {
  it('become what the API wants', () => {
    const values = { name: 'a', isActive: true, count: 10, window: 60 };
    expect(changesOf({ name: 'b' }, values)).toEqual({ name: 'b' });
    expect(changesOf({ window: 60 }, values)).toEqual({ rateLimit: { count: 10, window: 60 } });
    expect(changesOf({ count: 0 }, { ...values, count: 0 })).toEqual({ rateLimit: null });
  });

  it('and read as words', () => {
    expect(limitWords({ count: 1000, window: 86_400 })).toBe('1,000 per 1 d');
    expect(limitWords({ count: 0, window: 60 })).toBe('no limit');
    expect(limitWords(null)).toBe('no limit');
  });

  it('name a successor', () => {
    expect(['web', 'web 2', 'web 9', 'x'.repeat(64)].map(successorName)).toEqual(['web 2', 'web 3', 'web 10', 'x'.repeat(64)]);
  });
});

describe('environments', () => {
  it('are hidden and shown again', async () => {
    const { user, fake, sent } = openOrganization(`${base}environments/`);
    await user.click(await screen.findByRole('button', { name: 'Hide staging' }, patience));
    await said('staging is hidden.');
    expect(sent('PUT', 'environments/staging/')?.body).toEqual({ isHidden: true });
    await user.click(screen.getByRole('button', { name: /Undo/ }));
    await said('staging is shown.');
    expect(fake.environmentsOf('shop-api').find((each) => each.name === 'staging')!.isHidden).toBe(false);
  });

  it('list hidden ones and the one without a name, which stays', async () => {
    openOrganization(`${base}environments/`);
    await screen.findByRole('button', { name: 'Show pr-1481' }, patience);
    const row = screen.getByText('(none)').closest('tr')!;
    expect(within(row).queryByRole('button')).toBeNull();
  });
});
