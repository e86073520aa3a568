// Ownership: rules with the line that is wrong, who is assigned, and the CODEOWNERS file.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openOrganization, patience, said } from '../../../../tests/organization';

const base = '/settings/acme/projects/shop-api/ownership/';
const rules = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Rules' }, patience);
const panel = () => screen.getByRole('region', { name: 'Preview' });
const save = () => screen.getByRole('button', { name: /Save changes/ });
const paste = (label: string, value: string) => fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('ownership rules', () => {
  it('are saved, and shown as the server read them', async () => {
    const { user, sent } = openOrganization(base);
    await rules();
    expect(within(panel()).getByText('No rule yet.')).toBeTruthy();
    paste('Rules', 'path:src/* #backend\nurl:*/checkout/* ann@example.com');
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'ownership/')?.body).toEqual({ raw: 'path:src/* #backend\nurl:*/checkout/* ann@example.com' });
    expect(await within(panel()).findByText('url:*/checkout/*', {}, patience)).toBeTruthy();
    expect(within(panel()).getByRole('link', { name: '#backend' }).getAttribute('href')).toBe('/settings/acme/teams/backend/');
  });

  it('name the line that is wrong and the owner that is not known, and stay in the field', async () => {
    const { user } = openOrganization(base);
    const area = await rules();
    paste('Rules', 'path:src/* #backend\nsrc');
    await user.click(save());
    await screen.findByText('Line 2, column 1: unknown matcher.', {}, patience);
    await user.click(screen.getByRole('button', { name: 'Go to line 2' }));
    expect([area.selectionStart, area.selectionEnd]).toEqual([20, 23]);
    paste('Rules', 'path:src/* #nobodies');
    await user.click(save());
    await screen.findByText('Invalid rule owners: #nobodies', {}, patience);
    expect(area.value).toBe('path:src/* #nobodies');
  });

  it('decide whether anybody is assigned', async () => {
    const { user, sent } = openOrganization(base);
    await rules();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Assign by itself' }), 'Turn off Auto-Assignment');
    expect(screen.getByText('On save: owners are suggested, and nobody is assigned.', { exact: false })).toBeTruthy();
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'ownership/')?.body).toEqual({ autoAssignment: 'Turn off Auto-Assignment' });
  });

  it('ask before they are left unsaved', async () => {
    const confirm = vi.spyOn(window, 'confirm').mockReturnValue(false);
    const { user } = openOrganization(base);
    await rules();
    paste('Rules', 'path:src/* #backend');
    await user.click(within(screen.getByRole('navigation', { name: 'Settings' })).getByRole('link', { name: 'Environments' }));
    await waitFor(() => expect(confirm).toHaveBeenCalledOnce(), patience);
    expect(window.location.pathname).toBe(base);
  });

  it('are only read by members', async () => {
    openOrganization(base, { role: 'member' });
    expect((await rules()).disabled).toBe(true);
    expect(screen.queryByRole('button', { name: /Import/ })).toBeNull();
  });

  it('say when they could not be loaded', async () => {
    openOrganization(base, {}, (fake) => fake.once('GET', /ownership\/$/, { status: 500, body: { detail: 'Internal error' } }));
    await screen.findByText('The ownership rules could not be loaded.', {}, patience);
  });
});

describe('a CODEOWNERS file', () => {
  it('is imported as text, with who is not known here', async () => {
    const { user, sent } = openOrganization(base);
    await user.click(await screen.findByRole('button', { name: 'Import a file' }, patience));
    paste('Text of the CODEOWNERS file', '*.py @acme/backend\n/web/ @acme/web @ann');
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await said('Imported 2 rules.');
    expect(sent('POST', 'codeowners/')?.body).toEqual({ raw: '*.py @acme/backend\n/web/ @acme/web @ann' });
    await screen.findByText(/This owner is not known here/, {}, patience);
    expect(screen.getByText('ann')).toBeTruthy();
    expect(await within(panel()).findByText('From CODEOWNERS, asked first', {}, patience)).toBeTruthy();
  });

  it('is read from a file, one that is too long is refused', async () => {
    const { user } = openOrganization(base);
    await user.click(await screen.findByRole('button', { name: 'Import a file' }, patience));
    const input = screen.getByLabelText('CODEOWNERS file');
    await user.upload(input, new File(['*.go #web'], 'CODEOWNERS'));
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text of the CODEOWNERS file' }).value).toBe('*.go #web'), patience);
    await user.upload(input, new File(['x'.repeat(250_001)], 'CODEOWNERS'));
    await screen.findByText('CODEOWNERS is longer than 250,000 bytes.', {}, patience);
  });

  it('is removed after a question, and keeps its text when the server refuses it', async () => {
    const { user, fake } = openOrganization(base);
    fake.once('POST', /codeowners\/$/, { status: 400, body: { raw: ['This field may not be blank.'] } });
    await user.click(await screen.findByRole('button', { name: 'Import a file' }, patience));
    paste('Text of the CODEOWNERS file', '*.py @acme/backend');
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await screen.findByText('This field may not be blank.', {}, patience);
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }, patience));
    await user.click(within(await screen.findByRole('dialog', {}, patience)).getByRole('button', { name: 'Remove the file' }));
    await screen.findByText('No file was imported.', {}, patience);
    expect(fake.codeowners).toBeUndefined();
  });
});
