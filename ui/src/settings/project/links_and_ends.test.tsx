// Settings of a project about what stands beside its events: where tags lead, and what is discarded.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { heading, openOrganization, patience, said } from '../../../tests/organization';
import { flawOf, linksOf } from './tags/values';

const tags = '/settings/acme/projects/shop-api/tags/';
const discarded = '/settings/acme/projects/shop-api/filters/discarded-groups/';
const box = (name: string) => screen.findByRole('textbox', { name }, patience);
const save = () => screen.getByRole('button', { name: /Save changes/ });

describe('tag links', () => {
  it('are added, with a look at what they make, and saved as one change', async () => {
    const { user, sent } = openOrganization(tags);
    await heading('Tag links');
    await box('Tag 1');
    await user.click(screen.getByRole('button', { name: 'Add a link' }));
    await user.type(await box('Tag 2'), 'correlation_id');
    await user.type(await box('Address 2'), 'https://logs.example.com/?q={{value}');
    expect(screen.getByText('https://logs.example.com/?q=a%20b%2F7')).toBeTruthy();
    expect(sent('PUT', 'projects/acme/shop-api/')).toBeUndefined();
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'projects/acme/shop-api/')!.body).toEqual({
      tagLinks: { server_name: 'https://hosts.acme.test/?host={value}', correlation_id: 'https://logs.example.com/?q={value}' },
    });
  });

  it('are removed', async () => {
    const { user, sent } = openOrganization(tags);
    await user.click(await screen.findByRole('button', { name: 'Remove link 1' }, patience));
    expect(screen.getByText('No tag leads anywhere yet.')).toBeTruthy();
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'projects/acme/shop-api/')!.body).toEqual({ tagLinks: {} });
  });

  it('are refused in the words of the server, and kept as a draft', async () => {
    const { user } = openOrganization(tags, {}, (fake) => fake.once('PUT', /projects\/acme\/shop-api/, { status: 400, body: { tagLinks: ['"a": The address has no host.'] } }));
    await user.type(await box('Address 1'), 'x');
    await user.click(save());
    expect((await screen.findByText('"a": The address has no host.', {}, patience)).getAttribute('role')).toBe('alert');
    expect(((await box('Address 1')) as HTMLInputElement).value).toMatch(/x$/);
  });

  it('are not sent without a tag, or twice for one', async () => {
    const { user, sent } = openOrganization(tags);
    await box('Tag 1');
    await user.click(screen.getByRole('button', { name: 'Add a link' }));
    await user.click(save());
    expect(screen.getByRole('alert').textContent).toBe('Each link needs the name of a tag.');
    expect(sent('PUT', 'projects/acme/shop-api/')).toBeUndefined();
    expect(flawOf([{ tag: 'a', url: '' }, { tag: ' a', url: '' }])).toBe('"a" is there twice: a tag has one address.');
    expect(linksOf([{ tag: ' a ', url: ' b ' }])).toEqual({ a: 'b' });
  });

  it('are shown to those who may not change them', async () => {
    openOrganization(tags, { role: 'member' });
    expect(((await box('Address 1')) as HTMLInputElement).disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Add a link' })).toBeNull();
  });
});

describe('discarded issues', () => {
  it('are listed with how much they cost, and let in again', async () => {
    const { user, sent } = openOrganization(discarded);
    await heading('Discarded issues');
    const row = (await screen.findByText('TypeError: Load failed', {}, patience)).closest('tr')!;
    expect(row.textContent).toContain('48.2k');
    await user.click(within(row).getByRole('button', { name: 'Let in TypeError: Load failed' }));
    const dialog = await screen.findByRole('dialog', {}, patience);
    expect(sent('DELETE', 'tombstones/3/')).toBeUndefined();
    await user.click(within(dialog).getByRole('button', { name: 'Let in again' }));
    await said('New events make a new issue from now on.');
    await waitFor(() => expect(screen.getByText('Nothing is discarded.')).toBeTruthy(), patience);
    expect(sent('DELETE', 'tombstones/3/')!.path).toBe('projects/acme/shop-api/tombstones/3/');
  });

  it('are not let in by those who may only look', async () => {
    openOrganization(discarded, { role: 'member' });
    await screen.findByText('TypeError: Load failed', {}, patience);
    expect(screen.queryByRole('button', { name: /^Let in/ })).toBeNull();
  });
});
