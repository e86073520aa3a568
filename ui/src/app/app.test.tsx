// The frame as a whole, against the fake API.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixture, on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';
import { call, installHooks } from '../api/client';
import { reloadWhenThere } from './failures';
import { overlay } from './shell';
import { closeToast } from '../shared/toast';
import { ask } from './ask';
import { connection, freshness, noteFreshness, reached } from './connection';

const gone = on('GET', 'auth/', () => ({ status: 401, body: { detail: 'Authentication credentials were not provided.' } }));

afterEach(() => {
  act(() => {
    overlay.set('none');
    connection.set(undefined);
    freshness.set(undefined);
    closeToast();
  });
  installHooks({});
  vi.restoreAllMocks();
});

async function settled(heading: string): Promise<HTMLElement> {
  return screen.findByRole('heading', { level: 1, name: heading });
}

describe('the frame', () => {
  it('shows the page with its heading, its title and where one is', async () => {
    installFakeApi();
    renderApp('/settings/account/appearance/');
    await settled('Appearance');
    expect(document.title).toBe('Appearance · Picket');
    const settings = screen.getByRole('navigation', { name: 'Settings' });
    expect(within(settings).getByRole('link', { current: 'page' }).textContent).toBe('Appearance');
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
  });
  it('adds the slash that all addresses end in, without a step in the history', async () => {
    installFakeApi();
    const before = window.history.length;
    renderApp('/settings/account/appearance?x=1');
    await settled('Appearance');
    expect(window.location.pathname + window.location.search).toBe('/settings/account/appearance/?x=1');
    expect(window.history.length).toBe(before);
  });
  it('adds it to an address without a query too', async () => {
    installFakeApi();
    renderApp('/settings/acme/members/1');
    await waitFor(() => expect(screen.getAllByRole('heading', { level: 1 }).length).toBe(1));
    expect(window.location.pathname + window.location.search).toBe('/settings/acme/members/1/');
  });
  it.each(['/organizations/acme/no/such/page/', '/auth/issues/', '/settings/account/nothing/', '/nothing/'])('says in the frame that there is no page %s', async (address) => {
    installFakeApi();
    renderApp(address);
    await settled('Nothing here.');
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Go to the issues' }).getAttribute('href')).toBe('/');
  });
  it('says in one place that an organization is not the reader\'s, and where to go', async () => {
    installFakeApi(on('GET', 'organizations/{org}/', () => ({ status: 404, body: { detail: 'The requested resource does not exist' } })));
    renderApp('/organizations/nope/issues/');
    await settled('No organization “nope”.');
    expect(screen.getByRole('link', { name: 'Go to acme' }).getAttribute('href')).toBe('/organizations/acme/issues/');
    expect(screen.queryByRole('button', { name: /^Projects:/ })).toBeNull();
    expect(localStorage.getItem('picket.organization')).not.toBe('nope');
  });
  it('says that a part of the app could not be fetched, and loads again only from a server that answers', async () => {
    let up = false;
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    installFakeApi(on('GET', '', () => (up ? { body: {} } : { status: 503 })));
    const broken = { pages: [{ path: '/broken/', nav: 'account', title: 'Account', load: () => Promise.reject(new Error('Unable to preload CSS for /assets/list-1.css')) }] } as const;
    renderApp('/broken/', [broken]);
    await settled('A part of Picket could not be loaded.');
    const reload = vi.fn();
    await reloadWhenThere(reload);
    expect(reload).not.toHaveBeenCalled();
    up = true;
    await reloadWhenThere(reload);
    expect(reload).toHaveBeenCalledOnce();
  });
  it('says when the server is gone from the start, and tries again', async () => {
    let up = false;
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    installFakeApi(on('GET', 'auth/', () => (up ? { body: fixture('auth') } : { status: 503 })));
    renderApp('/settings/account/appearance/');
    await settled('This page could not be loaded.');
    expect(within(screen.getByRole('main')).getByText('Picket does not answer.')).toBeTruthy();
    up = true;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settled('Appearance');
  });
  it.each([
    ['/settings/account/?x=1', '/settings/account/details/?x=1'],
    ['/issues/?query=is:resolved', '/organizations/acme/issues/?query=is%3Aresolved'],
    ['/issues/4021/', '/organizations/acme/issues/4021/'],
    ['/other/issues/?project=1&project=2', '/organizations/other/issues/?project=1&project=2'],
    ['/other/shop-api/issues/4021/', '/organizations/other/issues/4021/'],
    ['/other/shop-api/issues/4021/events/latest/?x=1', '/organizations/other/issues/4021/events/latest/?x=1'],
    ['/other/shop-api/?environment=production', '/organizations/other/issues/?project=shop-api&environment=production'],
    ['/organizations/other/', '/organizations/other/issues/'],
    ['/?statsPeriod=7d', '/organizations/acme/issues/?statsPeriod=7d'],
  ])('takes the old address %s', async (old, now) => {
    installFakeApi();
    renderApp(old);
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe(now));
  });
  it('moves the focus to the heading of the page one goes to', async () => {
    installFakeApi();
    renderApp('/settings/account/appearance/');
    await settled('Appearance');
    fireEvent.click(screen.getByRole('link', { name: 'Shortcuts' }));
    const heading = await settled('Shortcuts');
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });
  it('skips to the content', async () => {
    installFakeApi();
    renderApp('/settings/account/appearance/');
    await settled('Appearance');
    fireEvent.click(screen.getByRole('link', { name: 'Skip to content' }));
    expect(document.activeElement?.id).toBe('main');
    expect(window.location.hash).toBe('');
  });
  it('opens the sheet of keys and the palette', async () => {
    installFakeApi();
    renderApp('/settings/account/appearance/');
    await settled('Appearance');
    fireEvent.keyDown(document.body, { key: '?' });
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
    act(() => overlay.set('none'));
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    const field = await screen.findByRole('combobox', { name: 'Find or jump' });
    fireEvent.change(field, { target: { value: 'short' } });
    expect(screen.getByText('Nothing is named so.')).toBeTruthy();
    fireEvent.change(field, { target: { value: 'appear' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(screen.queryByRole('combobox', { name: 'Find or jump' })).toBeNull());
  });
});

describe('an id in the palette', () => {
  const id = 'ab'.repeat(16);
  const noEvent = on('GET', 'organizations/{org}/eventids/{event}/', () => ({ status: 404, body: { detail: 'Event not found' } }));
  const look = async (...routes: FakeRoute[]) => {
    const asked = installFakeApi(...routes);
    renderApp('/organizations/acme/projects/');
    await settled('Projects');
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    const field = await screen.findByRole('combobox', { name: 'Find or jump' });
    fireEvent.change(field, { target: { value: id.toUpperCase() } });
    fireEvent.keyDown(field, { key: 'Enter' });
    return asked;
  };
  it('leads to its event', async () => {
    await look(on('GET', 'organizations/{org}/eventids/{event}/', () => ({ body: { organizationSlug: 'acme', groupId: '4021', eventId: id } })));
    await waitFor(() => expect(window.location.pathname).toBe(`/organizations/acme/issues/4021/events/${id}/`));
  });
  it('leads to the issues of its trace', async () => {
    await look(noEvent, on('GET', 'organizations/{org}/issues/', () => ({ body: fixture('issues-list') })));
    await waitFor(() => expect(window.location.search).toContain(`query=trace%3A${id}`));
    expect(window.location.pathname).toBe('/organizations/acme/issues/');
  });
  it('that is none of both is said to be unknown', async () => {
    await look(noEvent, on('GET', 'organizations/{org}/issues/', () => ({ body: [] })));
    expect((await screen.findByRole('alert')).textContent).toBe(`Nothing is known as ${id.toUpperCase()}.`);
  });
});

describe('somebody who is not signed in', () => {
  it('signs in and lands where they wanted to', async () => {
    const asked = installFakeApi(gone);
    renderApp('/settings/account/shortcuts/?x=1');
    await settled('Sign in');
    expect(window.location.pathname).toBe('/auth/login/');
    fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: ' ada@acme.test ' } });
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'correct horse battery' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await settled('Shortcuts');
    expect(window.location.search).toBe('?x=1');
    expect(asked.find((each) => each.path === 'auth/login/')?.body).toEqual({ username: 'ada@acme.test', password: 'correct horse battery' });
  });
  it('is told that it does not fit, and keeps what was typed', async () => {
    installFakeApi(gone);
    renderApp('/auth/login/');
    await settled('Sign in');
    fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'ada@acme.test' } });
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'wrong' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect((await screen.findByRole('alert')).textContent).toBe('This e-mail and password do not go together.');
    expect((screen.getByLabelText('E-mail') as HTMLInputElement).value).toBe('ada@acme.test');
  });
  it('gives the second factor, or a recovery code', async () => {
    const asked = installFakeApi(gone);
    renderApp('/auth/login/');
    await settled('Sign in');
    fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'totp@acme.test' } });
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'correct horse battery' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    const code = await screen.findByLabelText('Code from your authenticator');
    expect(document.activeElement).toBe(code);
    fireEvent.change(code, { target: { value: '000000' } });
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect((await screen.findByRole('alert')).textContent).toBe('This code is not right.');
    fireEvent.click(screen.getByRole('button', { name: 'Use a recovery code' }));
    fireEvent.change(screen.getByLabelText('Recovery code'), { target: { value: '7K2M-9QXD-T4WP-H3VB' } });
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(window.location.pathname).not.toBe('/auth/login/'));
    expect(asked.filter((each) => each.path === 'auth/login/').at(-1)?.body).toMatchObject({ recoveryCode: '7K2M9QXDT4WPH3VB' });
  });
});

describe('a session that ends while a page is open', () => {
  it('is renewed in a dialog, and the form is saved with what was typed', async () => {
    let signedIn = true;
    const asked = installFakeApi(
      on('PUT', 'users/me/', ({ body }) => (signedIn ? { body: { ...fixture<object>('auth'), ...(body as object) } } : { status: 401, body: { detail: 'Authentication credentials were not provided.' } })),
      on('POST', 'auth/login/', () => { signedIn = true; return { body: { nextUri: '/', user: fixture('auth') } }; }),
    );
    installHooks({ signInAgain: () => ask('sign-in') });
    renderApp('/settings/account/details/');
    await settled('Account details');
    fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Ada P.' } });
    signedIn = false;
    fireEvent.click(screen.getByRole('button', { name: /Save changes/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Sign in again to go on.' });
    expect((within(dialog).getByLabelText('E-mail') as HTMLInputElement).value).toBe('ada@acme.test');
    fireEvent.change(within(dialog).getByLabelText('Password'), { target: { value: 'correct horse battery' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Your details are saved.')).toBeTruthy();
    expect(asked.filter((each) => each.path === 'users/me/').map((each) => each.body)).toEqual([{ name: 'Ada P.' }, { name: 'Ada P.' }]);
  });
  it('asks once for several calls', async () => {
    let signedIn = false;
    installFakeApi(
      on('GET', 'x/', () => (signedIn ? { body: 1 } : { status: 401, body: {} })),
      on('POST', 'auth/login/', () => { signedIn = true; return { body: { nextUri: '/', user: fixture('auth') } }; }),
    );
    installHooks({ signInAgain: () => ask('sign-in') });
    renderApp('/settings/account/shortcuts/');
    await settled('Shortcuts');
    const calls = Promise.all([call('GET', 'x/'), call('GET', 'x/')]);
    const dialog = await screen.findByRole('dialog', { name: 'Sign in again to go on.' });
    fireEvent.change(within(dialog).getByLabelText('Password'), { target: { value: 'correct horse battery' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in' }));
    expect((await calls).map((each) => each.data)).toEqual([1, 1]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
  it('gives up the call when the dialog is closed', async () => {
    installFakeApi(on('GET', 'x/', () => ({ status: 401, body: {} })));
    installHooks({ signInAgain: () => ask('sign-in') });
    renderApp('/settings/account/shortcuts/');
    await settled('Shortcuts');
    const failed = call('GET', 'x/').catch((error: unknown) => error);
    const dialog = await screen.findByRole('dialog', { name: 'Sign in again to go on.' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(await failed).toMatchObject({ status: 401 });
  });
});

describe('what asks for proof', () => {
  it('goes on after the password', async () => {
    let proven = false;
    installFakeApi(
      on('DELETE', 'api-tokens/', () => (proven ? { status: 204 } : { status: 401, body: { detail: { code: 'sudo-required', extra: { username: 'ada@acme.test' } } } })),
      on('PUT', 'auth/', ({ body }) => {
        proven = (body as { password: string }).password === 'correct horse battery';
        return proven ? { body: fixture('auth') } : { status: 403, body: { detail: { code: 'ignore' } } };
      }),
    );
    installHooks({ proveIdentity: () => ask('prove') });
    renderApp('/settings/account/api/auth-tokens/');
    await settled('API tokens');
    fireEvent.click(await screen.findByRole('button', { name: 'Revoke ci' }));
    fireEvent.click(within(await screen.findByRole('dialog', { name: 'Revoke ci?' })).getByRole('button', { name: 'Revoke' }));
    const dialog = await screen.findByRole('dialog', { name: 'Confirm that it is you' });
    fireEvent.change(within(dialog).getByLabelText('Password'), { target: { value: 'wrong' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Go on' }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe('This password is not right.');
    fireEvent.change(within(dialog).getByLabelText('Password'), { target: { value: 'correct horse battery' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText('Revoked ci.')).toBeTruthy();
  });
});

describe('banners', () => {
  it('say that the server is gone, and go when it is back', async () => {
    installFakeApi();
    installHooks({ reached });
    renderApp('/settings/account/shortcuts/');
    await settled('Shortcuts');
    act(() => reached(false));
    const banner = await screen.findByRole('alert');
    expect(banner.textContent).toMatch(/Picket does not answer\. Trying again in 8 s\. You see data from \d\d:\d\d:\d\d UTC/);
    await userEvent.click(within(banner).getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
  it('say how far behind the data was when the server answered, by its clock, but not for a moment', async () => {
    installFakeApi();
    renderApp('/settings/account/shortcuts/');
    await settled('Shortcuts');
    const until = '2026-05-13T12:13:05Z';
    const after = (seconds: number) => Date.parse(until) + seconds * 1000;
    act(() => noteFreshness(until, 12, after(10)));
    expect(screen.queryByText(/waiting/)).toBeNull();
    act(() => noteFreshness(until, 0, after(90)));
    expect(screen.queryByText(/waiting/)).toBeNull();
    act(() => noteFreshness(until, 1204, after(36)));
    const banner = (await screen.findByText('Data until 12:13:05 UTC.')).closest('div')!;
    expect(banner.textContent).toContain('1,204 events are waiting; the newest you can see is 36 s old. Nothing is lost.');
    expect(within(banner).getByRole('link', { name: 'See ingest health' }).getAttribute('href')).toBe('/organizations/acme/stats/');
    act(() => noteFreshness(until, 310_400, after(95)));
    expect(await screen.findByText('Data until 12:13:05 UTC and falling behind.')).toBeTruthy();
    act(() => noteFreshness(until, 0, after(100)));
    await waitFor(() => expect(screen.queryByText(/waiting/)).toBeNull());
  });
  it.each([
    [9 * 3600 + 1200, /^310,400 events wait on disk; 9 h fit\./],
    [600, /^310,400 events wait on disk; 10 min fit\./],
    [30 * 86_400, /^310,400 events are waiting; .* Nothing is lost\./],
    [null, /^310,400 events are waiting; .* Nothing is lost\./],
  ])('say for how long what waits fits on the disk, where that is short: %s s', async (secondsUntilFull, words) => {
    const health = { dataUntil: '2026-05-13T11:58:10Z', pending: 310_400, oldestPendingSeconds: 900, groups: [], deadLetters: 0, secondsUntilFull };
    const asked = installFakeApi(on('GET', 'organizations/{org}/ingest-health/', () => ({ body: health })));
    renderApp('/settings/account/shortcuts/');
    await settled('Shortcuts');
    await waitFor(() => expect(asked.some(({ path }) => path.endsWith('/ingest-health/'))).toBe(true));
    for (const seconds of [80, 95]) act(() => noteFreshness(health.dataUntil, health.pending, Date.parse(health.dataUntil) + seconds * 1000));
    expect(await screen.findByText(words)).toBeTruthy();
    act(() => noteFreshness(health.dataUntil, 0));
  });
  it('come to a page that asks for nothing by itself', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout'], shouldAdvanceTime: true });
    try {
      const asked = installFakeApi();
      renderApp('/settings/account/shortcuts/');
      await settled('Shortcuts');
      const count = () => asked.filter(({ path }) => path === 'organizations/acme/ingest-health/').length;
      await waitFor(() => expect(count()).toBe(1));
      await vi.advanceTimersByTimeAsync(10_500);
      await waitFor(() => expect(count()).toBe(2));
    } finally {
      vi.useRealTimers();
    }
  });
});
