import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { heading, openOrganization, patience, said } from '../../tests/organization';
import { canSendFromHere, sendTestEvent, sourceOf } from './first_event';

afterEach(() => {
  vi.useRealTimers();
});

const waiting = (fake: { projects: { slug: string; platform: string | null; firstEvent: string | null }[] }) => {
  Object.assign(fake.projects.find((project) => project.slug === 'shop-api')!, { firstEvent: null, platform: 'python-django' });
};

describe('the first steps', () => {
  it('puts the DSN of the project into the snippets of its platform', async () => {
    const { fake, user } = openOrganization('/acme/shop-api/getting-started/', {}, waiting);
    await heading('Send the first event of shop-api');
    const dsn = fake.keysOf(fake.project('shop-api')!)[0]!.dsn.public!;
    expect(screen.getByLabelText('Top of settings.py').textContent).toContain(`dsn="${dsn}"`);
    await user.click(screen.getByRole('tab', { name: 'Flask' }));
    expect(screen.getByLabelText('Terminal').textContent).toBe('pip install --upgrade "sentry-sdk[flask]"');
    expect(screen.queryByLabelText('Top of settings.py')).toBeNull();
  });

  it('turns into a link when the first event arrives', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { fake } = openOrganization('/acme/shop-api/getting-started/', {}, waiting);
    await said(/Waiting for the first event/);
    Object.assign(fake.project('shop-api')!, { firstEvent: '2026-05-13T12:13:41Z' });
    fake.touch('projects/acme/shop-api/');
    await act(() => vi.advanceTimersByTimeAsync(3500));
    await said('First event received from python, sentry.python.django 2.27.0');
    expect(screen.getByRole('link', { name: 'Open it' }).getAttribute('href')).toMatch(/^\/organizations\/acme\/issues\/\d+\/$/);
    expect(screen.queryByText(/Waiting for/)).toBeNull();
  });

  it('asks no more once an event has arrived', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { asked } = openOrganization('/acme/shop-api/getting-started/');
    await heading('Send events to shop-api');
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(asked.filter((each) => each.path === 'projects/acme/shop-api/')).toHaveLength(1);
  });

  it('says so when no key is active', async () => {
    openOrganization('/acme/shop-api/getting-started/', {}, (fake) => {
      waiting(fake);
      fake.keysOf(fake.project('shop-api')!)[0]!.isActive = false;
    });
    await said('This project has no active key.');
    expect(screen.getByRole('link', { name: 'Create or enable a key' }).getAttribute('href')).toBe('/settings/acme/projects/shop-api/keys/');
  });

  it('takes the other address of the page', async () => {
    openOrganization('/organizations/acme/projects/shop-api/getting-started/');
    await heading('Send events to shop-api');
    await waitFor(() => expect(window.location.pathname).toBe('/acme/shop-api/getting-started/'), patience);
  });

  it('shows an unknown project as such', async () => {
    openOrganization('/acme/nothing/getting-started/');
    await heading('Nothing here.');
  });
});

describe('sourceOf', () => {
  it('names platform and SDK as far as they are known', () => {
    expect(sourceOf({ platform: 'python', sdk: { name: 'sentry.python', version: '2.27.0' } })).toBe('python, sentry.python 2.27.0');
    expect(sourceOf({ platform: 'go', sdk: null })).toBe('go');
    expect(sourceOf({ platform: 'other', sdk: { name: 'curl' } })).toBe('curl');
    expect(sourceOf({})).toBe('');
  });

  it('shows what deceives, and cuts what drowns', () => {
    expect(sourceOf({ sdk: { name: 'a\u202eb\n' } })).toBe('aU+202Eb⏎');
    expect(sourceOf({ sdk: { name: 'x'.repeat(10_000) } })).toHaveLength(81);
  });
});

describe('a test event', () => {
  const dsn = `${window.location.protocol}//abc123@${window.location.host}/errors/7`;

  it('is offered only where the page may send', () => {
    expect(canSendFromHere(dsn)).toBe(true);
    expect(canSendFromHere('https://abc@picket.elsewhere.test/7')).toBe(false);
    expect(canSendFromHere('nonsense')).toBe(false);
  });

  it('goes where an SDK would send it, without the session', async () => {
    const fetched = vi.fn(async () => new Response('{}', { status: 200 }));
    vi.stubGlobal('fetch', fetched);
    await sendTestEvent(dsn);
    const [url, init] = fetched.mock.calls[0] as unknown as [string, RequestInit];
    expect(url).toBe(`${window.location.origin}/errors/api/7/store/?sentry_version=7&sentry_key=abc123`);
    expect(init.credentials).toBe('omit');
  });

  it.each([[403, /disabled or belongs to another project/], [429, /rate limit/], [500, /status 500/]])('says why %i was refused', async (status, words) => {
    vi.stubGlobal('fetch', async () => new Response('', { status }));
    await expect(sendTestEvent(dsn)).rejects.toThrow(words);
  });
});
