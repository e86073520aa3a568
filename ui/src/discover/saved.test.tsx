// Queries that are kept: opened, changed, renamed, deleted, begun with.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';

const BASE = '/organizations/acme/discover/';

function open(address: string, ...routes: FakeRoute[]) {
  const asked = installFakeApi(...routes);
  renderApp(address);
  return { asked, user: userEvent.setup() };
}

/** jsdom lays nothing out, so that what floats counts as hidden. */
const item = (name: string) => screen.findByRole('menuitem', { name, hidden: true });
const params = () => new URLSearchParams(window.location.search);
const name = () => screen.findByRole('heading', { level: 2, name: /Errors by title/ });
const sent = (asked: ReturnType<typeof installFakeApi>, method: string) => asked.filter((each) => each.method === method && /discover/.test(each.path)).map(({ path, body }) => [path, body]);

describe('a saved query', () => {
  it('is opened by its id alone, with its scope, and the visit is noted', async () => {
    const { asked } = open(`${BASE}results/?id=7`);
    await name();
    await waitFor(() => expect(params().getAll('field')).toEqual(['title', 'project', 'count()']));
    expect([params().get('sort'), params().get('query'), params().get('statsPeriod'), params().get('project'), params().get('id')]).toEqual(['-count', 'event.type:error', '14d', '11', '7']);
    await waitFor(() => expect(sent(asked, 'POST')).toEqual([['organizations/acme/discover/saved/7/visit/', undefined]]));
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(document.title).toContain('Errors by title');
  });

  it('is saved once it was changed', async () => {
    const { user, asked } = open(`${BASE}results/?id=7`);
    await name();
    await user.type(await screen.findByRole('combobox', { name: 'Search events' }), ' level:error{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent(asked, 'PUT')).toHaveLength(1));
    const [path, body] = sent(asked, 'PUT')[0]!;
    expect(path).toBe('organizations/acme/discover/saved/7/');
    expect(body).toMatchObject({ name: 'Errors by title', query: 'event.type:error level:error', fields: ['title', 'project', 'count()'], projects: [11], range: '14d', display: 'default' });
    expect(await screen.findByText('Saved Errors by title.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull());
  });

  it('is saved under a new name, and that one is open then', async () => {
    const { user, asked } = open(`${BASE}results/?field=title&query=level%3Aerror`);
    await user.click(await screen.findByRole('button', { name: 'Save as…' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Only errors{Enter}');
    await screen.findByRole('heading', { level: 2, name: 'Only errors' });
    expect(sent(asked, 'POST')[0]).toEqual(['organizations/acme/discover/saved/', expect.objectContaining({ name: 'Only errors', query: 'level:error', fields: ['title'], projects: [-1] })]);
    expect(params().get('id')).toBe('11');
  });

  it('says why it was not saved', async () => {
    const { user } = open(`${BASE}results/?query=nothing`, on('POST', 'organizations/{org}/discover/saved/', () => ({ status: 400, body: { detail: 'There are as many saved queries as there may be; delete some first.' } })));
    await user.click(await screen.findByRole('button', { name: 'Save as…' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'x{Enter}');
    expect(await screen.findByText('There are as many saved queries as there may be; delete some first.')).toBeTruthy();
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it('is renamed as it was saved, and deleted', async () => {
    const { user, asked } = open(`${BASE}results/?id=7&field=title&query=nothing`);
    await name();
    const menu = async (wanted: string) => {
      await user.click(screen.getByRole('button', { name: 'More for this query' }));
      await user.click(await item(wanted));
    };
    await menu('Rename');
    const field = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(field);
    await user.type(field, 'By title{Enter}');
    await screen.findByRole('heading', { level: 2, name: /By title/ });
    expect(sent(asked, 'PUT')[0]![1]).toMatchObject({ name: 'By title', fields: ['title', 'project', 'count()'] });
    await menu('Delete');
    await user.click(await screen.findByRole('button', { name: 'Delete By title' }));
    await waitFor(() => expect(window.location.pathname).toBe(`${BASE}queries/`));
    expect(sent(asked, 'DELETE').map(([path]) => path)).toEqual(['organizations/acme/discover/saved/7/']);
    expect(await screen.findByText('No query is saved yet.')).toBeTruthy();
  });

  it('says that another deleted it, and keeps what is shown', async () => {
    const { user } = open(`${BASE}results/?id=404&field=title`);
    expect(await screen.findByText('The saved query was deleted.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(params().get('id')).toBeNull());
    expect(params().getAll('field')).toEqual(['title']);
  });
});

describe('what Discover opens with', () => {
  it('is the newest events, until a person says otherwise', async () => {
    const { user } = open(`${BASE}homepage/?field=release&field=count()&query=level%3Aerror&statsPeriod=7d`);
    await user.click(await screen.findByRole('button', { name: 'More for this query' }));
    expect(screen.queryByText('Open Discover as at first')).toBeNull();
    await user.click(await item('Open Discover with this'));
    expect(await screen.findByText('Discover opens with this query for you.')).toBeTruthy();
    await user.keyboard('gd');
    await waitFor(() => expect(params().getAll('field')).toEqual(['release', 'count()']));
    expect([params().get('query'), params().get('statsPeriod')]).toEqual(['level:error', '7d']);
    await user.click(await screen.findByRole('button', { name: 'More for this query' }));
    await user.click(await item('Open Discover as at first'));
    expect(await screen.findByText('Discover opens with the newest events for you.')).toBeTruthy();
  });
});

describe('the file', () => {
  it('is of the whole table, as it is shown', async () => {
    open(`${BASE}results/?field=title&field=count()&sort=-count()&query=level%3Aerror&project=11&cursor=0:50:0`);
    const link = await screen.findByRole('link', { name: 'CSV' });
    const address = new URL(link.getAttribute('href')!, 'http://x');
    expect(address.pathname).toBe('/api/0/organizations/acme/events/');
    expect([...address.searchParams]).toEqual([['project', '11'], ['statsPeriod', '24h'], ['field', 'title'], ['field', 'count()'], ['query', 'level:error'], ['sort', '-count()'], ['format', 'csv']]);
  });
});

describe('the list of saved queries', () => {
  it('finds them, in an order, and opens them', async () => {
    const { user, asked } = open(`${BASE}queries/`);
    const row = within(await screen.findByRole('table', { name: 'Saved queries' }));
    const link = await row.findByRole('link', { name: 'Errors by title' });
    expect(row.getByText('event.type:error')).toBeTruthy();
    expect(row.getByText('Ada Park')).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'mostPopular');
    await waitFor(() => expect(asked.filter((each) => each.path === 'organizations/acme/discover/saved/').at(-1)!.query.get('sortBy')).toBe('mostPopular'));
    await user.type(screen.getByRole('searchbox', { name: 'Search saved queries' }), 'nobody');
    expect(await screen.findByText('No saved query has this name.')).toBeTruthy();
    expect(new URL(link.getAttribute('href')!, 'http://x').searchParams.get('id')).toBe('7');
  });
});
