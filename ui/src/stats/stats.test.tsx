// The stats page: the sentence, the table with its next steps, the views of it, and dead letters.
import userEvent from '@testing-library/user-event';
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { heading, patience, said } from '../../tests/organization';
import { fixture, on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';

const path = '/organizations/acme/stats/';

function open(address = path, ...first: readonly FakeRoute[]) {
  const asked = installFakeApi(...first);
  renderApp(address);
  return { asked, user: userEvent.setup() };
}
const table = () => screen.findByRole('table', { name: 'Where everything went' }, patience);
const row = async (name: string) => (await within(await table()).findByRole('link', { name }, patience)).closest('tr')!;

describe('the stats page', () => {
  it('says first how much came and whether anything was lost', async () => {
    open();
    const h1 = await heading(/arrived in the last 24 hours/);
    expect(h1.textContent).toBe('1,282,672 events arrived in the last 24 hours. Nothing was lost.');
    await said(/not stored; most of it, 75.*, was rate limited: limit of a client key\. 1,204 events are waiting to be processed\./);
    expect(document.title).toBe('Stats · acme · Picket');
  });

  it('explains each reason, and leads to what decides about it', async () => {
    open();
    const crawlers = await row('Web crawlers');
    expect(within(crawlers).getByText('21,716')).toBeTruthy();
    expect(within(crawlers).getByText(/search engines/)).toBeTruthy();
    const next = await within(crawlers).findByRole('link', { name: 'Open the filter of shop-web' }, patience);
    expect(next.getAttribute('href')).toBe('/settings/acme/projects/shop-web/filters/data-filters/');
    expect(within(await table()).getByText('Unavailable')).toBeTruthy();
  });

  it('leads from a limit to the key that reached it', async () => {
    const { asked } = open();
    const limit = await row('Limit of a client key');
    const link = await within(limit).findByRole('link', { name: 'Open key Default' }, patience);
    expect(link.getAttribute('href')).toMatch(/^\/settings\/acme\/projects\/shop-web\/keys\/[0-9a-f]{32}\/$/);
    const byKey = asked.find(({ query }) => query.getAll('groupBy').includes('key_id'))!;
    expect(byKey.query.getAll('outcome')).toEqual(['rate_limited', 'abuse']);
  });

  it('leads to the keys of the project when the key was deleted', async () => {
    open(path, on('GET', 'projects/{org}/{project}/keys/{key}/', () => ({ status: 404, body: { detail: 'The requested resource does not exist' } })));
    const limit = await row('Limit of a client key');
    expect((await within(limit).findByRole('link', { name: 'Open the keys of shop-web' }, patience)).getAttribute('href')).toBe('/settings/acme/projects/shop-web/keys/');
  });

  it('asks for no key where nothing was limited', async () => {
    const { asked } = open(path, on('GET', 'organizations/{org}/stats_v2/', () => ({ body: { start: '2026-05-12T12:00:00Z', end: '2026-05-13T12:00:00Z', intervals: [], groups: [] } })));
    await said('Nothing was sent in this time.');
    expect(asked.some(({ query }) => query.getAll('groupBy').includes('key_id'))).toBe(false);
  });

  it('asks for the projects and the time of its address, and for no environment', async () => {
    const { asked } = open(`${path}?project=11&environment=production&statsPeriod=7d`);
    await heading(/in the last 7 days/);
    const own = asked.filter((each) => each.path === 'organizations/acme/stats_v2/');
    expect(own.every(({ query }) => query.get('project') === '11' && !query.has('environment') && query.get('statsPeriod') === '7d')).toBe(true);
    expect(own.some(({ query }) => query.get('interval') === '3h')).toBe(true);
    await said(/Counted over all environments/);
  });

  it('looks at one reason alone, by its address', async () => {
    const { user } = open();
    await user.click(within(await row('Web crawlers')).getByRole('link', { name: 'Web crawlers' }));
    await screen.findByText('Show all', {}, patience);
    expect(window.location.search).toContain('outcome=filtered');
    expect(window.location.search).toContain('reason=web-crawlers');
    const chart = screen.getByRole('region', { name: 'Events per 30 minutes' });
    expect(within(chart).getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Filtered']);
    const projects = screen.getByRole('region', { name: 'Projects' });
    expect(within(projects).getAllByRole('row')).toHaveLength(2);
  });

  it('has the numbers of the chart as a table', async () => {
    open();
    const figure = await screen.findByRole('figure', { name: /Events per 30 minutes, peak/ }, patience);
    fireEvent.keyDown(figure, { key: 't' });
    const numbers = within(figure).getByRole('table');
    expect(within(numbers).getAllByRole('row')).toHaveLength(49);
    expect(within(numbers).getByRole('columnheader', { name: 'Rate limited' })).toBeTruthy();
  });

  it('counts what else there is apart', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('link', { name: 'Attachments' }, patience));
    await heading(/^3\.0 MiB of attachments arrived/);
    expect(window.location.search).toContain('dataCategory=attachments');
  });

  it('says when nothing came', async () => {
    open(path, on('GET', 'organizations/{org}/stats_v2/', () => ({ body: { start: '2026-05-12T12:00:00Z', end: '2026-05-13T12:00:00Z', intervals: [], groups: [] } })));
    await heading('No event arrived in the last 24 hours. Nothing was lost.');
    await said('Nothing was sent in this time.');
  });

  it('turns its headline into what was lost', async () => {
    open(path, on('GET', 'organizations/{org}/stats_v2/', ({ query }) => ({ body: {
      start: '2026-05-12T12:00:00Z', end: '2026-05-13T12:00:00Z', intervals: ['2026-05-12T12:00:00Z', '2026-05-13T00:00:00Z'],
      groups: [{ by: query.getAll('groupBy').includes('project') ? { project: 11, outcome: 'lost', reason: 'offset_gap' } : { category: 'error', outcome: 'lost', reason: 'offset_gap' }, totals: { 'sum(quantity)': 5 }, series: { 'sum(quantity)': [5, 0] } }],
    } })));
    await heading('5 events arrived in the last 24 hours. 5 events were lost.');
    expect(await within(await table()).findByText(/The log had a gap/, {}, patience)).toBeTruthy();
  });

  it('says when it could not be loaded, and tries again', async () => {
    let broken = true;
    const { user } = open(path, (request) => (broken && request.path.endsWith('stats_v2/') ? { status: 500, body: { detail: 'Internal error' } } : undefined));
    await said('What became of your events could not be loaded.');
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await heading(/arrived in the last 24 hours/);
  });

  it('is reached with g s', async () => {
    const { user } = open('/organizations/acme/projects/');
    await heading('Projects');
    await user.keyboard('gs');
    await heading(/arrived in the last 24 hours/);
  });
});

describe('ingest health', () => {
  it('says how far behind each topic is', async () => {
    open();
    const health = await screen.findByRole('complementary', { name: 'Ingest health' }, patience);
    expect(await within(health).findByText('1,204 events', {}, patience)).toBeTruthy();
    const events = within(health).getByRole('rowheader', { name: 'ingest-events' }).closest('tr')!;
    expect(events.textContent).toBe('ingest-events36 s1,204');
    expect(within(health).getByText('12:13:05 UTC')).toBeTruthy();
  });
});

describe('dead letters', () => {
  it('are shown with their reason and replayed one by one', async () => {
    const { user, asked } = open();
    const letters = await screen.findByRole('table', { name: 'Dead letters' }, patience);
    expect(await within(letters).findAllByText('zstd: frame checksum mismatch', {}, patience)).toHaveLength(2);
    await user.click(await within(letters).findByRole('button', { name: 'Replay message 1' }, patience));
    await said('Replayed 1 message. 1 more is left.');
    expect(asked.some(({ method, path: to }) => method === 'POST' && to === 'organizations/acme/dead-letters/1/replay/')).toBe(true);
  });
  it('are replayed together', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Replay all 2' }, patience));
    await said('Replayed 2 messages.');
    await said('None: everything that came could be processed.');
  });
  it('say why one could not be', async () => {
    const { user } = open(path, on('POST', 'organizations/{org}/dead-letters/replay/', () => ({ body: { replayed: ['1'], failed: [{ id: '2', detail: 'This version cannot read it.' }], remaining: 1 } })));
    await user.click(await screen.findByRole('button', { name: 'Replay all 2' }, patience));
    await said('Replayed 1 message. 1 could not be: This version cannot read it.');
  });
  it('are only looked at by those who may not change the project', async () => {
    open(path, on('GET', 'organizations/{org}/', () => ({ body: { ...fixture<object>('organization-detail'), access: ['org:read', 'project:read'] } })));
    const letters = await screen.findByRole('table', { name: 'Dead letters' }, patience);
    await within(letters).findAllByText('zstd: frame checksum mismatch', {}, patience);
    expect(within(letters).queryByRole('button')).toBeNull();
  });
});
