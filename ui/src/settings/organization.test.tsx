import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { heading, openOrganization, patience, said } from '../../tests/organization';

const name = () => screen.findByRole('textbox', { name: 'Name' }, patience);
const bar = () => screen.queryByRole('region', { name: 'Unsaved changes' });
const path = 'organizations/acme/';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('organization settings', () => {
  it('send what was changed and nothing else, from the version that was loaded', async () => {
    const { user, sent, fake } = openOrganization('/settings/acme/');
    await name();
    expect(bar()).toBeNull();
    await user.click(screen.getByRole('switch', { name: 'Open membership' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Role of new members' }), 'manager');
    expect(bar()!.textContent).toContain('2 unsaved changes. On save: members see the projects of their own teams only');
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await said('Saved.');
    expect(sent('PUT', path)).toMatchObject({ body: { openMembership: false, defaultRole: 'manager' }, headers: { 'if-match': '"1"' } });
    expect(Object.keys(sent('PUT', path)!.body as object)).toHaveLength(2);
    expect(fake.org.openMembership).toBe(false);
    expect(bar()).toBeNull();
  });

  it('save a second time from the new version', async () => {
    const { user, sent } = openOrganization('/settings/acme/');
    await user.type(await name(), '!');
    await user.keyboard('{Control>}s{/Control}');
    await said('Saved.');
    await user.type(await name(), '!');
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await waitFor(() => expect(sent('PUT', path)).toMatchObject({ body: { name: 'Acme Inc!!' }, headers: { 'if-match': '"2"' } }), patience);
  });

  it('put errors at the field, and keep what was typed', async () => {
    const { user, fake } = openOrganization('/settings/acme/');
    await user.clear(await name());
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await said('This field may not be blank.');
    expect(bar()).not.toBeNull();
    expect(fake.org.name).toBe('Acme Inc');
    const slug = screen.getByRole('textbox', { name: 'Slug' });
    await user.clear(slug);
    await user.type(slug, 'Acme GmbH');
    expect(screen.getByText('Only lower-case letters, digits, hyphens and underscores.')).toBeTruthy();
  });

  it('are not written over what somebody else saved, even when the page has loaded that meanwhile', async () => {
    const { user, fake } = openOrganization('/settings/acme/');
    await user.type(await name(), '!');
    fake.org.allowMemberInvite = false;
    fake.touch(path);
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    const note = await screen.findByRole('alert', { name: 'Conflict' }, patience);
    expect(fake.org.name).toBe('Acme Inc');
    await user.click(within(note).getByRole('button', { name: 'Show differences' }));
    const rows = within(note).getAllByRole('row').slice(1).map((row) => row.textContent);
    expect(rows).toEqual(['NameAcme IncAcme IncAcme Inc!', 'Members inviteonoffunchanged']);
    // The new version is loaded by now; saving again without deciding is refused all the same.
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await waitFor(() => expect(screen.getByRole('alert', { name: 'Conflict' })).toBeTruthy(), patience);
    expect(fake.org.name).toBe('Acme Inc');
    await user.click(screen.getByRole('button', { name: 'Keep mine' }));
    await said('Saved.');
    expect(fake.org).toMatchObject({ name: 'Acme Inc!', allowMemberInvite: false });
  });

  it('ask before they are left unsaved', async () => {
    const { user } = openOrganization('/settings/acme/');
    await user.type(await name(), '!');
    const asked = vi.spyOn(window, 'confirm').mockReturnValue(false);
    await user.click(screen.getByRole('link', { name: 'Tokens' }));
    await waitFor(() => expect(asked).toHaveBeenCalledOnce(), patience);
    expect(window.location.pathname).toBe('/settings/acme/');
    expect(((await name()) as HTMLInputElement).value).toBe('Acme Inc!');
    asked.mockReturnValue(true);
    await user.click(screen.getByRole('link', { name: 'Tokens' }));
    await heading('Organization tokens');
  });

  it('are discarded with one click', async () => {
    const { user } = openOrganization('/settings/acme/');
    await user.type(await name(), '!');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(((await name()) as HTMLInputElement).value).toBe('Acme Inc');
    expect(bar()).toBeNull();
  });

  it('are shown to members, locked, with the reason', async () => {
    openOrganization('/settings/acme/', { role: 'member' });
    expect(((await name()) as HTMLInputElement).disabled).toBe(true);
    expect(screen.getByText(/Managers and owners change these settings/)).toBeTruthy();
  });
});
