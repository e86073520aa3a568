// Inbound filters: switches and lists are one draft, tried on stored events before they are saved.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { heading, openOrganization, patience, said } from '../../../../tests/organization';
import { effectOf, pick, requestOf, toggleBrowser, type Loaded, type Values } from './values';

const base = '/settings/acme/projects/shop-api/filters/data-filters/';
const toggle = (name: string) => screen.findByRole('switch', { name }, patience);
const panel = () => screen.getByRole('region', { name: 'Preview' });
const save = () => screen.getByRole('button', { name: /Save changes/ });
const paste = (label: string, value: string) => fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('inbound filters', () => {
  it('are changed as one draft, options first, with the version they were loaded in', async () => {
    const { user, asked, fake } = openOrganization(base);
    await user.click(await toggle('localhost'));
    await user.click(screen.getByRole('checkbox', { name: 'Chrome 110 and older' }));
    paste('Error messages', '*Load failed*');
    expect(screen.getByText(/3 unsaved changes/)).toBeTruthy();
    await user.click(save());
    await said('Saved.');
    const puts = asked.filter((each) => each.method === 'PUT');
    expect(puts.map(({ path, body }) => [path.replace('projects/acme/shop-api/', ''), body])).toEqual([
      ['', { options: { 'filters:error_messages': '*Load failed*' } }],
      ['filters/localhost/', { active: true }],
      ['filters/legacy-browsers/', { subfilters: ['ie', 'chrome'] }],
    ]);
    expect(puts[0]!.headers).toMatchObject({ 'if-match': '"1"' });
    expect(fake.filters.get('legacy-browsers')).toEqual(['ie', 'chrome']);
    await waitFor(() => expect(screen.queryByText(/unsaved change/)).toBeNull(), patience);
    // What was saved is what the next change is made from.
    await user.click(await toggle('localhost'));
    await user.click(save());
    await waitFor(() => expect(fake.filters.get('localhost')).toBe(false), patience);
    expect(screen.queryByRole('alert', { name: 'Conflict' })).toBeNull();
  });

  it('say before Save what they would have dropped, and from which issues', async () => {
    const { user, sent } = openOrganization(base);
    await user.click(await toggle('localhost'));
    expect(await within(panel()).findByText((_, node) => node?.tagName === 'P' && /8 of 200 stored events would have been filtered, 4%/.test(node.textContent ?? ''), {}, patience)).toBeTruthy();
    expect(sent('POST', 'filters/preview/')?.body).toEqual({ filters: { localhost: { active: true } }, options: {} });
    expect(within(panel()).getAllByRole('link', { name: 'TypeError: Load failed' })[0]!.getAttribute('href')).toBe('/organizations/acme/issues/4021/');
    // Beside the switch as well.
    expect(screen.getByTitle('8 stored events would have been filtered')).toBeTruthy();
    expect(sent('PUT', 'filters/localhost/')).toBeUndefined();
  });

  it('say what each dropped already, and that turning one off lets it in again', async () => {
    const { user } = openOrganization(base);
    const crawlers = await toggle('Web crawlers');
    expect(await screen.findByTitle('21,716 filtered in the last 24 hours', {}, patience)).toBeTruthy();
    await user.click(crawlers);
    expect(screen.getByText('On save, within 2 s: stored again: web crawlers (21,716 in the last 24 h).', { exact: false })).toBeTruthy();
  });

  it('show which line cannot be read before it is saved, and lead to it', async () => {
    const { user } = openOrganization(base);
    await toggle('localhost');
    paste('Error messages', '*Load failed*\n[a');
    const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Error messages' });
    await user.click(await screen.findByRole('button', { name: 'Go to line 2' }, patience));
    expect([document.activeElement === area, area.selectionStart, area.selectionEnd]).toEqual([true, 14, 16]);
    expect(screen.getAllByText(/unbalanced square brackets/).length).toBeGreaterThan(0);
  });

  it('have nothing to try while nothing was changed', async () => {
    const { asked } = openOrganization(base);
    await toggle('localhost');
    expect(within(panel()).getByText(/Nothing is dropped before you save/)).toBeTruthy();
    expect(asked.some((each) => each.path.endsWith('preview/'))).toBe(false);
  });

  it('ask before unsaved changes are left', async () => {
    const confirm = vi.spyOn(window, 'confirm').mockReturnValue(false);
    const { user } = openOrganization(base);
    await user.click(await toggle('localhost'));
    await user.click(within(screen.getByRole('navigation', { name: 'Settings' })).getByRole('link', { name: 'Environments' }));
    await waitFor(() => expect(confirm).toHaveBeenCalledOnce(), patience);
    expect(window.location.pathname).toBe(base);
  });

  it('say when they could not be loaded', async () => {
    openOrganization(base, {}, (fake) => fake.once('GET', /filters\/$/, { status: 500, body: { detail: 'Internal error', errorId: '0d3a7c5e11' } }));
    await screen.findByText('The filters could not be loaded.', {}, patience);
    expect(screen.getByText('Picket reported error 0d3a7c5e.')).toBeTruthy();
  });

  it('keep the draft when the preview fails', async () => {
    const { user } = openOrganization(base, {}, (fake) => fake.once('POST', /preview\/$/, { status: 500, body: { detail: 'Internal error', errorId: '0d3a7c5e11' } }));
    await user.click(await toggle('localhost'));
    expect(await within(panel()).findByText('The preview could not be made.', {}, patience)).toBeTruthy();
    await user.click(within(panel()).getByRole('button', { name: 'Try again' }));
    await within(panel()).findByText('Issues that would lose events', {}, patience);
    expect((await toggle('localhost') as HTMLInputElement).checked).toBe(true);
  });

  it('keep what could not be saved, and save it without a conflict', async () => {
    const { user, fake } = openOrganization(base);
    await user.click(await toggle('localhost'));
    paste('Error messages', '*Load failed*');
    fake.once('PUT', /filters\/localhost\/$/, { status: 500, body: { detail: 'Internal error', errorId: '0d3a7c5e11' } });
    await user.click(save());
    await screen.findByText('Picket reported error 0d3a7c5e.', {}, patience);
    await user.click(save());
    await said('Saved.');
    expect(screen.queryByRole('alert', { name: 'Conflict' })).toBeNull();
    expect([fake.filters.get('localhost'), fake.project('shop-api')!.options['filters:error_messages']]).toEqual([true, '*Load failed*']);
  });

  it('tell who changed them meanwhile, filters too', async () => {
    const { user, fake } = openOrganization(base);
    await user.click(await toggle('localhost'));
    fake.filters.set('browser-extensions', true);
    fake.touch('projects/acme/shop-api/');
    await user.click(save());
    const conflict = await screen.findByRole('alert', { name: 'Conflict' }, patience);
    expect(fake.filters.get('localhost')).toBe(false);
    await user.click(within(conflict).getByRole('button', { name: 'Show differences' }));
    expect(within(conflict).getByRole('row', { name: 'Browser extensions off on unchanged' })).toBeTruthy();
    await user.click(within(conflict).getByRole('button', { name: 'Keep mine' }));
    await waitFor(() => expect(fake.filters.get('localhost')).toBe(true), patience);
  });

  it('are locked for members, who cannot try them', async () => {
    openOrganization(base, { role: 'member' });
    expect((await toggle('localhost') as HTMLInputElement).disabled).toBe(true);
    expect(within(panel()).getByText('Who may change the filters sees here what a change would drop.')).toBeTruthy();
  });

  it('are found at the older address', async () => {
    openOrganization('/settings/acme/projects/shop-api/filters/');
    await heading('Inbound filters');
    await waitFor(() => expect(window.location.pathname).toBe(base), patience);
  });
});

describe('browsers', () => {
  it('are single ones, or the list that Sentry began with', () => {
    expect(toggleBrowser(['default'], 'ie', true)).toEqual(['ie']);
    expect(toggleBrowser(['ie', 'safari'], 'default', true)).toEqual(['default']);
    expect(toggleBrowser(['ie', 'safari'], 'ie', false)).toEqual(['safari']);
  });

  it('are sent as Sentry has them', () => {
    const body = (chosen: readonly string[]) => requestOf({ 'legacy-browsers': chosen }).filters['legacy-browsers'];
    expect([body([]), body(['default']), body(['ie'])]).toEqual([{ active: false }, { active: true }, { subfilters: ['ie'] }]);
    const of = (active: boolean | string[]) => pick({ project: { options: {} }, filters: [{ id: 'legacy-browsers', active }] } as unknown as Loaded)['legacy-browsers'];
    expect([of(false), of(true), of(['ie'])]).toEqual([[], ['default'], ['ie']]);
  });
});

describe('what follows on Save', () => {
  it('names switches by what becomes of their events, and rules as a whole', () => {
    const values = { localhost: true, 'web-crawlers': false, 'legacy-browsers': ['ie'], 'filters:releases': 'x' } as unknown as Values;
    expect(effectOf(values, ['localhost', 'legacy-browsers', 'web-crawlers', 'filters:releases'], {})).toBe(
      'On save, within 2 s: filtered from then on: localhost, legacy browsers; stored again: web crawlers; your rules hold for what arrives.');
    expect(effectOf(values, [], {})).toBeUndefined();
  });
});
