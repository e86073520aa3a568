import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openOrganization, patience } from '../../tests/organization';
import { addressProblem, addressesIn, invitesAtOnce } from './invite';

describe('addresses', () => {
  it('are found in what people paste', () => {
    expect(addressesIn('a@x.test, B@x.test;c@x.test\n"Dee Marsh" <dee@x.test>\n a@x.test')).toEqual(['a@x.test', 'b@x.test', 'c@x.test', 'dee@x.test']);
    expect(addressesIn('nobody here')).toEqual([]);
  });

  it('are refused with a reason', () => {
    expect(addressProblem('')).toBe('An address is needed.');
    expect(addressProblem('a@b@c')).toBe('a@b@c is not an address.');
    expect(addressProblem(`${'x'.repeat(80)}@x.test`)).toMatch(/is not an address/);
    expect(addressProblem(Array.from({ length: invitesAtOnce + 1 }, (_, i) => `p${i}@x.test`).join())).toMatch(/At most 50/);
    expect(addressProblem('a@x.test\nbo lind')).toBe('bo lind is not an address.');
    expect(addressProblem('a@x.test, bo.x.test')).toBe('bo.x.test is not an address.');
    expect(addressProblem('"Dee J. Marsh" <dee@x.test>\n\n a@x.test')).toBeUndefined();
    expect(addressProblem('a@x.test')).toBeUndefined();
  });
});

async function openDialog(role = 'owner') {
  const opened = openOrganization('/settings/acme/members/', { role });
  await opened.user.click(await screen.findByRole('button', { name: 'Invite people' }, patience));
  return { ...opened, dialog: await screen.findByRole('dialog', {}, patience) };
}

describe('the invitation', () => {
  it('gives a link for each address, and says what went wrong with the others', async () => {
    const { user, dialog, asked } = await openDialog();
    await user.type(within(dialog).getByLabelText('Addresses'), 'new@acme.test ada@acme.test');
    await user.click(within(dialog).getByRole('radio', { name: /Manager/ }));
    await user.click(within(dialog).getByRole('combobox', { name: 'Add to a team' }));
    await user.keyboard('web');
    await user.click(await screen.findByRole('option', { name: /#web/ }, patience));
    await user.click(within(dialog).getByRole('button', { name: 'Invite 2 people' }));
    const list = await screen.findByRole('list', { name: 'Invitations' }, patience);
    const [good, bad] = within(list).getAllByRole('listitem');
    expect(good!.textContent).toMatch(/new@acme\.test.*https:\/\/picket\.acme\.test\/accept\//);
    expect(within(good!).getByRole('button', { name: 'Copy the link for new@acme.test' })).toBeTruthy();
    expect(bad!.textContent).toContain('The user ada@acme.test is already a member');
    const [first] = asked.filter((each) => each.method === 'POST' && each.path === 'organizations/acme/members/');
    expect(first!.body).toEqual({ email: 'new@acme.test', orgRole: 'manager', teamRoles: [{ teamSlug: 'web', role: 'contributor' }], sendInvite: false });
  });

  it('asks before a slip closes it over what was typed; its own button does not', async () => {
    const confirm = vi.spyOn(window, 'confirm').mockReturnValue(false);
    const { user, dialog } = await openDialog();
    await user.type(within(dialog).getByLabelText('Addresses'), 'new@acme.test');
    await user.keyboard('{Escape}');
    expect(confirm).toHaveBeenCalledWith('Close without saving what you typed?');
    expect(within(dialog).getByLabelText<HTMLTextAreaElement>('Addresses').value).toBe('new@acme.test');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(confirm).toHaveBeenCalledTimes(1);
    confirm.mockRestore();
  });

  it('closes without a question while nothing is typed', async () => {
    const confirm = vi.spyOn(window, 'confirm');
    const { user } = await openDialog();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(confirm).not.toHaveBeenCalled();
    confirm.mockRestore();
  });

  it('sends nothing without an address', async () => {
    const { user, dialog, sent } = await openDialog();
    await user.click(within(dialog).getByRole('button', { name: 'Invite' }));
    expect(within(dialog).getByText('An address is needed.')).toBeTruthy();
    expect(sent('POST', 'members/')).toBeUndefined();
  });

  it('lets nobody give a role above his own, and says why', async () => {
    const { dialog } = await openDialog('manager');
    const owner = within(dialog).getByRole('radio', { name: /Owner/ }) as HTMLInputElement;
    expect(owner.disabled).toBe(true);
    expect(dialog.textContent).toContain('Only an owner can make owners.');
    expect(within(dialog).queryByRole('radio', { name: /^Admin/ })).toBeNull();
  });

  it('says so when no link comes back', async () => {
    const { user, dialog, fake } = await openDialog();
    fake.once('POST', /members\/$/, { status: 201, body: fake.members.find((member) => member.pending) });
    await user.type(within(dialog).getByLabelText('Addresses'), 'late@acme.test');
    await user.click(within(dialog).getByRole('button', { name: 'Invite' }));
    await screen.findByText('Invited, but no link came back. Make one on the page of the member.', {}, patience);
  });
});
