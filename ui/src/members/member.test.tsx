import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { heading, openOrganization, patience, said } from '../../tests/organization';

const radio = (name: RegExp) => screen.getByRole('radio', { name }) as HTMLInputElement;
const save = () => screen.getByRole('button', { name: /Save changes/ });

describe('a member', () => {
  it('gets another role, made from the version that was loaded', async () => {
    const { user, sent, fake } = openOrganization('/settings/acme/members/22/');
    await heading('Bo Park');
    await user.click(radio(/Manager/));
    expect(screen.getByText('On save: Bo Park is Manager at once.')).toBeTruthy();
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'members/22/')).toMatchObject({ body: { orgRole: 'manager' }, headers: { 'if-match': '"1"' } });
    expect(fake.member('22')!.orgRole).toBe('manager');
    expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull();
  });

  it('is not changed when somebody else did so meanwhile: both sides are shown, and one is kept', async () => {
    const { user, fake, sent } = openOrganization('/settings/acme/members/22/');
    await heading('Bo Park');
    fake.teamsOf.get('22')!.set('web', 'admin');
    fake.touch('organizations/acme/members/22/');
    await user.click(radio(/Manager/));
    await user.click(save());
    const note = await screen.findByRole('alert', { name: 'Conflict' }, patience);
    expect(note.textContent).toContain('bo@acme.test changed this 2 min ago.');
    expect(fake.member('22')!.orgRole).toBe('member');
    await user.click(within(note).getByRole('button', { name: 'Show differences' }));
    const row = within(note).getByRole('row', { name: /^Role/ });
    expect(within(row).getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['member', 'member', 'manager']);
    expect(within(note).getByRole('row', { name: /^Teams/ }).textContent).toContain('"web"');
    await user.click(within(note).getByRole('button', { name: 'Keep mine' }));
    await said('Saved.');
    expect(sent('PUT', 'members/22/')).toMatchObject({ body: { orgRole: 'manager' }, headers: { 'if-match': '"2"' } });
    expect(fake.teamsOf.get('22')!.get('web')).toBe('admin');
  });

  it('takes what others saved when that is chosen', async () => {
    const { user, fake } = openOrganization('/settings/acme/members/22/');
    await heading('Bo Park');
    fake.touch('organizations/acme/members/22/');
    await user.click(radio(/Manager/));
    await user.click(save());
    await user.click(within(await screen.findByRole('alert', { name: 'Conflict' }, patience)).getByRole('button', { name: 'Take theirs' }));
    expect(radio(/Member/).checked).toBe(true);
    expect(screen.queryByRole('alert', { name: 'Conflict' })).toBeNull();
    expect(fake.member('22')!.orgRole).toBe('member');
  });

  it('gets teams and roles in them with one save', async () => {
    const { user, sent } = openOrganization('/settings/acme/members/22/');
    await heading('Bo Park');
    await user.click(screen.getByRole('combobox', { name: 'Add to a team' }));
    await user.keyboard('web');
    await user.click(await screen.findByRole('option', { name: /#web/ }, patience));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Role in #web' }), 'admin');
    await user.click(screen.getByRole('button', { name: 'Take out of #backend' }));
    await user.click(save());
    await said('Saved.');
    const roles = (sent('PUT', 'members/22/')!.body as { teamRoles: object[] }).teamRoles;
    expect(roles).toContainEqual({ teamSlug: 'web', role: 'admin' });
    expect(roles).not.toContainEqual(expect.objectContaining({ teamSlug: 'backend' }));
  });

  it('cannot be changed by himself, and the only owner cannot leave', async () => {
    openOrganization('/settings/acme/members/21/');
    await heading('Ada Park');
    expect(screen.getByText('Your own role is changed by somebody else.')).toBeTruthy();
    expect(screen.getAllByRole('radio').every((each) => (each as HTMLInputElement).disabled)).toBe(true);
    expect(screen.getByText('The only owner cannot leave. Make somebody else owner first.')).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Leave acme' }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('is only read by members, with the reason', async () => {
    openOrganization('/settings/acme/members/22/', { role: 'member' });
    await heading('Bo Park');
    expect(screen.getByText('Only managers and owners change roles.')).toBeTruthy();
    expect(screen.getByText('Only managers and owners remove members.')).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Add to a team' })).toBeNull();
  });

  it('is removed after a question', async () => {
    const { user, fake } = openOrganization('/settings/acme/members/22/');
    await heading('Bo Park');
    await user.click(screen.getByRole('button', { name: 'Remove Bo Park' }));
    await user.click(within(await screen.findByRole('dialog', {}, patience)).getByRole('button', { name: 'Remove Bo Park' }));
    await heading('Members');
    expect(fake.member('22')).toBeUndefined();
    await said('Removed Bo Park from acme.');
  });

  it('stays when the server refuses to remove him, with its reason', async () => {
    const { user, fake } = openOrganization('/settings/acme/members/22/');
    await heading('Bo Park');
    fake.once('DELETE', /members\/22\/$/, { status: 403, body: { detail: 'You cannot remove the only remaining owner of the organization.' } });
    await user.click(screen.getByRole('button', { name: 'Remove Bo Park' }));
    await user.click(within(await screen.findByRole('dialog', {}, patience)).getByRole('button', { name: 'Remove Bo Park' }));
    await said('You cannot remove the only remaining owner of the organization.');
    expect(fake.member('22')).toBeTruthy();
  });
});

describe('an invitation', () => {
  const open = '107';
  const expired = '66';

  it('shows a link only when it was made just now, to be copied', async () => {
    const { user, sent, fake } = openOrganization(`/settings/acme/members/${open}/`);
    await said(/The link was shown when it was made/);
    expect(screen.queryByText(/\/accept\//)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'New link' }));
    await screen.findByText(/https:\/\/picket\.acme\.test\/accept\//, {}, patience);
    expect(screen.getByRole('button', { name: 'Copy the invitation link' })).toBeTruthy();
    await said(/^New link for .* The old one no longer works\.$/);
    expect(sent('PUT', `members/${open}/`)?.body).toEqual({ reinvite: true, regenerate: true });
    expect(fake.member(open)!.pending).toBe(true);
  });

  it('says that it expired, and comes back with a new link', async () => {
    const { user } = openOrganization(`/settings/acme/members/${expired}/`);
    await said('This invitation has expired: its link no longer works.');
    await user.click(screen.getByRole('button', { name: 'New link' }));
    await screen.findByText(/https:\/\/picket\.acme\.test\/accept\//, {}, patience);
  });

  it('is withdrawn', async () => {
    const { user, fake } = openOrganization(`/settings/acme/members/${open}/`);
    await user.click(await screen.findByRole('button', { name: 'Withdraw the invitation' }, patience));
    await user.click(within(await screen.findByRole('dialog', {}, patience)).getByRole('button', { name: 'Withdraw the invitation' }));
    await waitFor(() => expect(fake.member(open)).toBeUndefined(), patience);
  });
});
