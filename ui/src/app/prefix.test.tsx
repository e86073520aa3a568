// The app under a path of its host: behind a proxy, `url` ends in /picket and the page says so in <base>.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { on } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';

beforeEach(() => {
  const base = document.createElement('base');
  base.href = '/picket/';
  document.head.append(base);
});
afterEach(() => document.querySelector('base')?.remove());

it('keeps the path in links, addresses and calls', async () => {
  installFakeApi();
  const urls: string[] = [];
  const fake = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    urls.push(String(input));
    return fake(input, init);
  };
  renderApp('/picket/settings/account/appearance/');
  await screen.findByRole('heading', { level: 1, name: 'Appearance' });
  expect(screen.getByRole('link', { name: 'Shortcuts' }).getAttribute('href')).toBe('/picket/settings/account/shortcuts/');
  fireEvent.click(screen.getByRole('link', { name: 'Shortcuts' }));
  await screen.findByRole('heading', { level: 1, name: 'Shortcuts' });
  expect(window.location.pathname).toBe('/picket/settings/account/shortcuts/');
  expect(urls.length).toBeGreaterThan(0);
  expect(urls.filter((url) => !url.startsWith('/picket/api/0/'))).toEqual([]);
});

it('comes back to the page after signing in', async () => {
  installFakeApi(on('GET', 'auth/', () => ({ status: 401, body: {} })));
  renderApp('/picket/settings/account/shortcuts/?x=1');
  await screen.findByRole('heading', { level: 1, name: 'Sign in' });
  expect(window.location.pathname).toBe('/picket/auth/login/');
  fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'ada@acme.test' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'correct horse battery' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await screen.findByRole('heading', { level: 1, name: 'Shortcuts' });
  await waitFor(() => expect(window.location.pathname + window.location.search).toBe('/picket/settings/account/shortcuts/?x=1'));
});
