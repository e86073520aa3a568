// What stands beside an event: what people wrote, files, owners, why it is here, other events, where tags lead.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { EventOwners } from '../api/issue_types';
import { fixture, on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';
import { componentOf, decidingVariant } from './grouping_words';
import { reasonFor } from './owners';
// Loaded here, or the first test waits for it.
import './issue_page';

const ISSUE = '/organizations/acme/issues/4021/';
const ID = '9f3c1d2e4b5a46788796a5b4c3d2e1f0';
const main = () => document.querySelector<HTMLElement>('#main')!;
const patience = { timeout: 10_000 };
const event = (more: object = {}) => ({ ...fixture<object>('event-latest'), ...more });
const eventRoute = (answer: Parameters<typeof on>[2]) => on('GET', 'organizations/{org}/issues/{issue}/events/{event}/', answer);

async function open(address = ISSUE, ...routes: FakeRoute[]) {
  const asked = installFakeApi(...routes);
  renderApp(address);
  await screen.findByText('shop.views in checkout', {}, patience);
  return { asked, user: userEvent.setup() };
}

const address = () => new URLSearchParams(window.location.search);
const reader = on('GET', 'organizations/{org}/', () => ({ body: { ...fixture<object>('organization-detail'), access: ['org:read', 'event:read'] } }));

describe('feedback', () => {
  it('is listed with who wrote it and the event', async () => {
    await open(`${ISSUE}feedback/`);
    const list = await screen.findByRole('list', { name: 'Feedback' });
    expect(list.textContent).toContain('Kimkim@buyer.test');
    expect(list.textContent).toContain('Could not pay with my voucher.');
    expect(within(list).getByRole('link', { name: '9f3c1d2e' }).getAttribute('href')).toContain(`${ISSUE}events/${ID}/`);
  });
  it('stands above the event that it is about', async () => {
    await open(ISSUE, eventRoute(() => ({ body: event({ userReport: null }) })));
    expect((await screen.findByLabelText('Feedback of a user')).textContent).toContain('Kim');
    expect(screen.getByRole('link', { name: /^Feedback ?1$/ })).toBeTruthy();
  });
  it('teaches where there is none', async () => {
    await open(`${ISSUE}feedback/`, on('GET', 'organizations/{org}/issues/{issue}/user-reports/', () => ({ body: [] })));
    expect(await screen.findByText('Nobody wrote about this issue.')).toBeTruthy();
  });
  it('shows hostile text as text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const [one] = fixture<object[]>('user-reports');
    await open(`${ISSUE}feedback/`, on('GET', 'organizations/{org}/issues/{issue}/user-reports/', () => ({ body: [{ ...one, comments: evil, name: evil, email: evil }] })));
    expect((await screen.findByRole('list', { name: 'Feedback' })).textContent).toContain(evil);
    expect(main().querySelector('img')).toBeNull();
  });
});

describe('attachments', () => {
  it('are downloaded from the event that they came with', async () => {
    await open();
    const link = await screen.findByRole('link', { name: 'Download basket.json' });
    expect(link.getAttribute('href')).toBe(`/api/0/projects/acme/shop-api/events/${ID}/attachments/301/?download=1`);
    expect(link.hasAttribute('download')).toBe(true);
  });
  it('of all events are found by name and deleted', async () => {
    const { asked, user } = await open(`${ISSUE}attachments/?statsPeriod=7d`);
    const table = await screen.findByRole('table', { name: 'Attachments' });
    expect(within(table).getByText('512 B')).toBeTruthy();
    await user.type(screen.getByRole('searchbox', { name: 'Find attachments by name' }), 'basket{Enter}');
    await waitFor(() => expect(Object.fromEntries(asked.findLast((each) => each.path.endsWith('issues/4021/attachments/'))!.query)).toMatchObject({ query: 'basket', statsPeriod: '7d' }));
    await user.click(await screen.findByRole('button', { name: 'Delete basket.json' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete the file' }));
    expect(await screen.findByText('Deleted basket.json.')).toBeTruthy();
    expect(asked.find((each) => each.method === 'DELETE')!.path).toBe(`projects/acme/shop-api/events/${ID}/attachments/301/`);
  });
  it('are not deleted by those who may only read', async () => {
    await open(`${ISSUE}attachments/`, reader);
    await screen.findByText('basket.json');
    expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
  });
  it('are absent from an event that came alone', async () => {
    await open(ISSUE, on('GET', 'projects/{org}/{project}/events/{event}/attachments/', () => ({ body: [] })));
    await screen.findByText('raised here', {}, patience);
    expect(screen.queryByRole('region', { name: 'Attachments' })).toBeNull();
  });
});

describe('suggested owners', () => {
  it('are shown with the rule that named them, and assigned by one click', async () => {
    const { asked, user } = await open();
    const list = (await screen.findByText('Suggested owners')).closest('section')!;
    expect(list.textContent).toContain('#backendpath:shop/*');
    expect(list.textContent).toContain('Bo Lindpath:shop/payments.py');
    await user.click(within(list).getByRole('button', { name: 'Assign to #backend' }));
    await waitFor(() => expect(asked.find((each) => each.method === 'PUT' && each.path.endsWith('issues/'))!.body).toEqual({ assignedTo: 'team:2' }));
    await waitFor(() => expect(within(list).getByText('assigned')).toBeTruthy());
  });
  it('are only named to those who may only read', async () => {
    await open(ISSUE, reader);
    await screen.findByText('Suggested owners');
    expect(screen.queryByRole('button', { name: /^Assign to/ })).toBeNull();
  });
  it('have the last rule that names them as the reason', () => {
    const owner = { type: 'team', id: '2', name: 'b' } as const;
    const rule = (pattern: string, id: string) => ({ matcher: { type: 'path', pattern }, owners: [{ type: 'team', name: 'b', id }] });
    const found = { owners: [owner], rule: null, rules: [rule('a/*', '2'), rule('b/*', '2'), rule('c/*', '3')] } as EventOwners;
    expect(reasonFor(owner, found)).toBe('path:b/*');
    expect(reasonFor({ ...owner, type: 'user' }, found)).toBe('');
  });
});

describe('the explanation of the grouping', () => {
  it('says what decided, and shows what counted first', async () => {
    const { user } = await open(`${ISSUE}grouping/?of=${ID}`);
    expect(await screen.findByText('Grouped by in-app exception stack-trace.')).toBeTruthy();
    const app = screen.getByRole('region', { name: 'app' });
    expect(app.textContent).toContain('functioncharge');
    expect(app.textContent).not.toContain('_get_response');
    await user.click(within(app).getByRole('button', { name: 'Also what did not count' }));
    expect(app.textContent).toContain('_get_response');
    expect(app.textContent).toContain('non app frame');
    expect(screen.getByRole('region', { name: 'default' }).textContent).toContain('does not count');
  });
  it('names the rule', async () => {
    const variant = { type: 'custom_fingerprint', description: 'custom fingerprint', hash: 'a'.repeat(32), hashMismatch: true, contributes: true, hint: null, values: ['all-of-b'], matched_rule: 'type:B -> all-of-b' };
    await open(`${ISSUE}grouping/`, on('GET', 'projects/{org}/{project}/events/{event}/grouping-info/', () => ({ body: { grouping_config: 'x', variants: { custom: variant } } })));
    expect(await screen.findByText('type:B -> all-of-b')).toBeTruthy();
    expect(main().textContent).toContain('would go into another issue');
  });
  it('is reached from the event', async () => {
    await open();
    expect((await screen.findByRole('link', { name: 'Why it is in this issue' })).getAttribute('href')).toContain(`${ISSUE}grouping/?of=${ID}`);
  });
  it('prefers the hash that the issue has', () => {
    const variant = (contributes: boolean, hashMismatch: boolean) => ({ contributes, hashMismatch }) as never;
    const info = (variants: Record<string, never>) => decidingVariant({ grouping_config: '', variants })?.name;
    expect(info({ a: variant(false, false), b: variant(true, true), c: variant(true, false) })).toBe('c');
    expect(info({ a: variant(false, false), b: variant(true, true) })).toBe('b');
    expect(info({ a: variant(false, false) })).toBeUndefined();
  });
  it('takes any shape of a component', () => {
    let deep: unknown = 'x';
    for (let at = 0; at < 100; at++) deep = { id: `d${at}`, contributes: true, values: [deep] };
    expect(componentOf(deep)!.name).toBe('d99');
    expect(componentOf(null)).toBeUndefined();
    expect(componentOf({ values: [1, null, { id: 'a' }], name: null })).toMatchObject({ name: '', texts: ['1', ''], hasQuiet: true, parts: [{ name: 'a' }] });
  });
});

describe('other events of the issue', () => {
  it('are those that a search finds', async () => {
    const { asked, user } = await open();
    await screen.findByText('latest of 17');
    await user.type(screen.getByRole('searchbox', { name: /Find events/ }), 'browser:Firefox{Enter}');
    await waitFor(() => expect(address().get('event')).toBe('browser:Firefox'));
    await waitFor(() => expect(asked.findLast((each) => /events\/recommended\/$/.test(each.path))!.query.get('query')).toBe('browser:Firefox'));
    expect(await screen.findByText('latest')).toBeTruthy();
  });
  it('are one, by an id', async () => {
    const { user } = await open();
    await user.type(await screen.findByRole('searchbox', { name: /Find events/ }), `${ID.toUpperCase()}{Enter}`);
    await waitFor(() => expect(window.location.pathname).toBe(`${ISSUE}events/${ID}/`));
  });
  it('may be none, and all come back', async () => {
    const { user } = await open(`${ISSUE}?event=nothing`, eventRoute((request) => (request.query.get('query') ? { status: 404, body: { detail: 'none' } } : { body: event() })));
    expect(await screen.findByText('No event of this issue matches.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show all events' }));
    expect(await screen.findByText('raised here', {}, patience)).toBeTruthy();
    expect(address().has('event')).toBe(false);
  });
  it('are not found by what the server cannot read', async () => {
    await open(`${ISSUE}?event=x:[`, eventRoute(() => ({ status: 400, body: { detail: 'Lists should not be open' } })));
    expect(await screen.findByText('Lists should not be open')).toBeTruthy();
  });
  it('of a release are one click from its mark', async () => {
    const detail = fixture<{ stats: Record<string, [number, number][]> }>('issue-detail');
    const [[first]] = detail.stats['24h']! as [[number, number]];
    const release = { version: 'shop-api@2.4.1', dateReleased: new Date((first + 7200) * 1000).toISOString() };
    const { user } = await open(`${ISSUE}?statsPeriod=24h`, on('GET', 'organizations/{org}/issues/{issue}/', () => ({ body: { ...detail, firstRelease: release, lastRelease: release } })));
    await user.click(await screen.findByRole('button', { name: 'Events of release shop-api@2.4.1' }));
    await waitFor(() => expect(address().get('event')).toBe('release:shop-api@2.4.1'));
  });
});

describe('the value of a tag', () => {
  it('leads where the project says, after a look at the target', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Look up at hosts.acme.test' }));
    const link = screen.getByRole('link', { name: 'Go to hosts.acme.test' });
    expect(link.getAttribute('href')).toBe('https://hosts.acme.test/?host=api-3');
    expect(link.getAttribute('rel')).toBe('noreferrer noopener');
    expect(screen.getByText('https://hosts.acme.test/?host=api-3')).toBeTruthy();
  });
});
