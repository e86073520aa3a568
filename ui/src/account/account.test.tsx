import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { on } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const open = async (path: string, heading: string) => {
  renderApp(path);
  await screen.findByRole('heading', { level: 1, name: heading });
};

afterEach(() => vi.restoreAllMocks());

describe('details', () => {
  it('sends only what was changed', async () => {
    const asked = installFakeApi();
    await open('/settings/account/details/', 'Account details');
    expect(screen.queryByRole('button', { name: /Save changes/ })).toBeNull();
    type('Name', 'Ada P.');
    fireEvent.change(screen.getByLabelText('Time zone'), { target: { value: 'Europe/Berlin' } });
    expect(screen.getByText('2 unsaved changes.')).toBeTruthy();
    press(/Save changes/);
    await screen.findByText('Your details are saved.');
    expect(asked.filter((each) => each.method === 'PUT').map((each) => each.body)).toEqual([{ name: 'Ada P.', options: { timezone: 'Europe/Berlin' } }]);
    await waitFor(() => expect(screen.queryByRole('button', { name: /Save changes/ })).toBeNull());
    expect(screen.getByRole('button', { name: 'Account of Ada P.' })).toBeTruthy();
  });
  it('says at the field what the server refuses, and keeps the text', async () => {
    installFakeApi();
    await open('/settings/account/details/', 'Account details');
    type('Name', ' ');
    press(/Save changes/);
    expect(await screen.findByText('This field may not be blank.')).toBeTruthy();
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe(' ');
    press('Discard');
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Ada Park');
  });
  it('asks before unsaved text is left', async () => {
    installFakeApi();
    await open('/settings/account/details/', 'Account details');
    type('Name', 'Ada P.');
    const ask = vi.spyOn(window, 'confirm').mockReturnValue(false);
    fireEvent.click(screen.getByRole('link', { name: 'Shortcuts' }));
    await waitFor(() => expect(ask).toHaveBeenCalledOnce());
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Account details');
    ask.mockReturnValue(true);
    fireEvent.click(screen.getByRole('link', { name: 'Shortcuts' }));
    await screen.findByRole('heading', { level: 1, name: 'Shortcuts' });
  });
});

describe('password', () => {
  it('is checked here before it is sent', async () => {
    const asked = installFakeApi();
    await open('/settings/account/security/', 'Security');
    type('Password now', 'correct horse battery');
    type('New password', 'short');
    type('New password again', 'other');
    press('Change the password');
    expect(await screen.findByText('7 more characters.')).toBeTruthy();
    expect(screen.getByText('This is not the same password.')).toBeTruthy();
    expect(asked.some((each) => each.path === 'users/me/password/')).toBe(false);
  });
  it('says which field the server refuses', async () => {
    installFakeApi();
    await open('/settings/account/security/', 'Security');
    type('Password now', 'wrong');
    type('New password', 'a new long password');
    type('New password again', 'a new long password');
    press('Change the password');
    expect(await screen.findByText('This is not your password.')).toBeTruthy();
    type('Password now', 'correct horse battery');
    press('Change the password');
    expect(await screen.findByText(/The new password holds/)).toBeTruthy();
    expect((screen.getByLabelText('New password') as HTMLInputElement).value).toBe('');
  });
});

describe('second factor', () => {
  it('is set up, shows its recovery codes once, and is removed', async () => {
    installFakeApi();
    await open('/settings/account/security/', 'Security');
    fireEvent.click(await screen.findByRole('button', { name: 'Set up an authenticator' }));
    const picture = await screen.findByRole('img', { name: 'QR code for the authenticator' });
    expect(picture.querySelector('path')?.getAttribute('d')).toMatch(/^(M\d+ \d+h1v1h-1z){200,}$/);
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP')).toBeTruthy();
    type('Type the code it shows', '000000');
    press('Turn it on');
    expect(await screen.findByText('This code is not right.')).toBeTruthy();
    type('Type the code it shows', '123 456');
    press('Turn it on');
    expect(await screen.findByText('7K2M-9QXD-T4WP-H3VB')).toBeTruthy();
    press('I have kept them');
    expect(await screen.findByText(/Authenticator/)).toBeTruthy();
    expect(screen.queryByText('7K2M-9QXD-T4WP-H3VB')).toBeNull();
    press('Remove');
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));
    expect(await screen.findByRole('button', { name: 'Set up an authenticator' })).toBeTruthy();
  });
});

describe('sessions', () => {
  it('end one by one or all others, never this one', async () => {
    const asked = installFakeApi();
    await open('/settings/account/security/session-history/', 'Sessions');
    expect(await screen.findByText('this session')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^Sign out (Firefox|Safari)/ })).toHaveLength(1);
    press('Sign out Safari 17 on iOS');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Sign out Safari 17 on iOS' })).toBeNull());
    expect(asked.find((each) => each.method === 'DELETE')?.path).toBe('users/me/sessions/2/');
    expect(screen.queryByRole('button', { name: 'Sign out all others' })).toBeNull();
  });
});

describe('tokens', () => {
  it('show their secret once', async () => {
    const asked = installFakeApi();
    await open('/settings/account/api/auth-tokens/', 'API tokens');
    fireEvent.click(await screen.findByRole('button', { name: 'Create a token' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Create a token' }));
    fireEvent.change(dialog.getByRole('textbox', { name: 'Name' }), { target: { value: 'grafana' } });
    expect((dialog.getByRole('button', { name: 'Create the token' }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(dialog.getByLabelText('Issues and events'), { target: { value: '1' } });
    fireEvent.change(dialog.getByLabelText('Organization'), { target: { value: '2' } });
    fireEvent.change(dialog.getByLabelText('Expires'), { target: { value: '90' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Create the token' }));
    const secret = /^sntryu_[0-9a-f]{64}$/;
    expect(await screen.findByText(secret)).toBeTruthy();
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ name: 'grafana', scopes: ['event:read', 'org:read', 'org:write'], expiresInDays: 90 });
    press('I have copied it');
    await waitFor(() => expect(screen.queryByText(secret)).toBeNull());
    expect(screen.getByText('Issues and events: read; Organization: read and write')).toBeTruthy();
  });
  it('offers to create the first one', async () => {
    installFakeApi(on('GET', 'api-tokens/', () => ({ body: [] })));
    await open('/settings/account/api/auth-tokens/', 'API tokens');
    expect(await screen.findByText('No token yet.')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Create a token' })).toHaveLength(1);
  });
});

describe('appearance', () => {
  it('changes the page at once and is kept', async () => {
    const asked = installFakeApi();
    await open('/settings/account/appearance/', 'Appearance');
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    await waitFor(() => expect(document.documentElement.getAttribute('data-mantine-color-scheme')).toBe('dark'));
    expect(localStorage.getItem('picket.theme')).toBe('dark');
    await waitFor(() => expect(asked.filter(({ method }) => method === 'PUT').at(-1)?.body).toEqual({ options: { theme: 'dark' } }));
    fireEvent.click(screen.getByRole('radio', { name: 'Comfortable' }));
    expect(document.documentElement.style.getPropertyValue('--row')).toBe('54px');
    fireEvent.click(screen.getByRole('radio', { name: 'Compact' }));
    expect(document.documentElement.style.getPropertyValue('--row')).toBe('');
  });
});

describe('an invitation', () => {
  it('is taken by somebody new', async () => {
    const asked = installFakeApi(on('GET', 'auth/', () => ({ status: 401, body: {} })));
    await open('/accept/23/secret/', 'Join Acme');
    type('Your name', 'Cy Doe');
    type('Password', 'short');
    press('Join Acme');
    expect(await screen.findByText('7 more characters.')).toBeTruthy();
    type('Password', 'a long enough password');
    press('Join Acme');
    await waitFor(() => expect(window.location.pathname).not.toBe('/accept/23/secret/'));
    expect(asked.find((each) => each.method === 'POST')).toMatchObject({ path: 'accept-invite/23/secret/', body: { name: 'Cy Doe', password: 'a long enough password' } });
  });
  it('is taken with one click by somebody who is signed in', async () => {
    const asked = installFakeApi();
    await open('/accept/23/secret/', 'Join Acme');
    expect(screen.getByText('You are signed in as ada@acme.test.')).toBeTruthy();
    press('Join Acme');
    await waitFor(() => expect(window.location.pathname).toBe('/organizations/acme/issues/'));
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({});
  });
  it('says when it does not work', async () => {
    installFakeApi();
    await open('/accept/23/old/', 'This invitation does not work.');
    expect(screen.getByText(/Ask whoever invited you/)).toBeTruthy();
  });
});

describe('a link for a new password', () => {
  it('saves it and goes on to sign in', async () => {
    const asked = installFakeApi(on('GET', 'auth/', () => ({ status: 401, body: {} })));
    await open('/account/recover/confirm/1/secret/', 'Choose a new password');
    type('New password', 'a long enough password');
    press('Save the password');
    await screen.findByRole('heading', { level: 1, name: 'Sign in' });
    expect(asked.find((each) => each.method === 'POST')).toMatchObject({ path: 'auth/recover/confirm/1/secret/', body: { password: 'a long enough password' } });
  });
});
