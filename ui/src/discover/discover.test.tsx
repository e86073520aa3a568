// The pages of Discover on the fake API: the address says what is shown, and everything that can be done changes it.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { FakeRequest, FakeRoute } from '../../tests/fake/api';
import { on } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';

const RESULTS = '/organizations/acme/discover/results/';
const GROUPED = `${RESULTS}?field=title&field=count()&sort=-count()&yAxis=count()`;

function open(address: string, ...routes: FakeRoute[]) {
  const asked = installFakeApi(...routes);
  renderApp(address);
  return { asked, user: userEvent.setup() };
}

/** Looking for roles in a table of 50 rows takes long. */
const rows = (count: number) => waitFor(() => {
  const found = [...document.querySelectorAll<HTMLElement>('table[aria-label=Results] tbody tr')];
  expect(found).toHaveLength(count);
  return found;
});
const params = () => new URLSearchParams(window.location.search);
const last = (asked: readonly FakeRequest[], path: string) => asked.filter((each) => each.path === `organizations/acme/${path}`).at(-1)!;
const shows = (name: string, value: string | null) => waitFor(() => expect(params().get(name)).toBe(value));
/** The first cell's menu of that column. jsdom lays nothing out, so that what floats counts as hidden. */
const actions = async (of: RegExp) => (await screen.findAllByLabelText(of))[0]!;
const item = (name: string) => screen.findByRole('menuitem', { name, hidden: true });

describe('the table', () => {
  it('shows the newest events, with ways to their pages', async () => {
    const { asked } = open(RESULTS);
    const [first] = await rows(50);
    expect(within(first!).getByRole('link', { name: /ValueError/ }).getAttribute('href')).toMatch(/\/issues\/4021\/events\/0{32}\//);
    expect(within(first!).getByRole('link', { name: 'SHOP-API-1' }).getAttribute('href')).toMatch(/\/issues\/4021\//);
    const { query } = last(asked, 'events/');
    expect([query.getAll('field'), query.get('sort'), query.get('per_page'), query.get('project')]).toEqual([['title', 'issue', 'project', 'user.display', 'timestamp', 'issue.id'], '-timestamp', '50', '-1']);
    expect(await screen.findByText(/50 events on this page · 130 events in the last 24 hours/)).toBeTruthy();
  });

  it('pages with the cursor of the server', async () => {
    const { user, asked } = open(`${RESULTS}?field=title`);
    await rows(50);
    await user.click(screen.getByLabelText('Next page'));
    await shows('cursor', '0:50:0');
    await waitFor(() => expect(last(asked, 'events/').query.get('cursor')).toBe('0:50:0'));
    await user.keyboard(']');
    await shows('cursor', '0:100:0');
    expect(await screen.findByText(/30 events on this page/)).toBeTruthy();
    // Another order begins anew.
    await user.click(screen.getByText('title'));
    await shows('cursor', null);
    expect(params().get('sort')).toBe('-title');
  });

  it('sorts by a head, and back', async () => {
    const { user, asked } = open(GROUPED);
    await rows(6);
    const head = () => screen.getByRole('columnheader', { name: 'count()' });
    expect(head().getAttribute('aria-sort')).toBe('descending');
    await user.click(within(head()).getByRole('button'));
    await shows('sort', 'count()');
    await waitFor(() => expect(last(asked, 'events/').query.get('sort')).toBe('count()'));
    expect(head().getAttribute('aria-sort')).toBe('ascending');
  });

  it('narrows the search by a cell, and excludes it', async () => {
    const { user } = open(`${RESULTS}?field=release&field=level&field=count()`);
    const before = await actions(/^Actions of level error/);
    await user.click(before);
    await user.click(await item('Add to the search'));
    await shows('query', 'level:error');
    await user.click(await actions(/^Actions of release \(none\)/));
    await user.click(await item('Exclude from the search'));
    await shows('query', 'level:error has:release');
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Search events' }).value).toBe('level:error has:release');
  });

  it('bounds a count, and leads from a group to its events', async () => {
    const { user } = open(GROUPED);
    const [first] = await rows(6);
    const to = new URL(within(first!).getByRole('link', { name: 'Events of this group' }).getAttribute('href')!, 'http://x');
    expect(to.searchParams.get('query')).toMatch(/^title:"?\w/);
    expect(to.searchParams.getAll('field')).toContain('timestamp');
    await user.click(await actions(/^Actions of count\(\)/));
    await user.click(await item('Only larger'));
    await shows('query', 'count():>26');
  });

  it('shows hostile text as text', async () => {
    open(GROUPED);
    await rows(6);
    expect(await screen.findByText(/<img src=x onerror/)).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
    expect(document.body.textContent).not.toContain('\u202e');
  });
});

describe('what the server refuses', () => {
  it('is said under the search field, and nothing else is asked about it', async () => {
    const { asked } = open(`${RESULTS}?query=((`);
    const problem = await screen.findByRole('alert');
    expect(problem.textContent).toBe("Parse error at '((' (column 1). A group of filters is empty.");
    expect(screen.getByRole('combobox', { name: 'Search events' }).getAttribute('aria-describedby')).toBe(problem.id);
    expect(screen.queryByRole('complementary', { name: 'Tags of these events' })).toBeNull();
    expect(asked.filter((each) => each.path.endsWith('/events/'))).toHaveLength(1);
  });

  it('leaves what the last search found where it is', async () => {
    const { user } = open(GROUPED);
    await rows(6);
    const field = screen.getByRole('combobox', { name: 'Search events' });
    await user.type(field, '(({Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Parse error/);
    await rows(6);
    expect(screen.getByLabelText('Add environment staging to the search')).toBeTruthy();
    await user.click(screen.getByLabelText('Clear the search'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    await rows(6);
  });

  it('is taken out when it is a column', async () => {
    const { user } = open(`${RESULTS}?field=title&field=stack.filename`);
    expect((await screen.findByText("Field 'stack.filename' is not supported yet.")).closest('[role=alert]')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take the column out' }));
    await waitFor(() => expect(params().getAll('field')).toEqual(['title']));
    await rows(50);
  });

  it('can be tried again when it was a failure', async () => {
    let broken = true;
    const { user } = open(RESULTS, on('GET', 'organizations/{org}/events/', () => (broken ? { status: 500, body: { detail: 'Internal Error', errorId: '0d3a7c5eaaaa' } } : { body: { data: [], meta: { fields: {} } } })));
    expect(await screen.findByText('This table could not be loaded.')).toBeTruthy();
    expect(screen.getByText('Picket reported error 0d3a7c5e.')).toBeTruthy();
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('No event in the last 24 hours.')).toBeTruthy();
  });
});

describe('an empty table', () => {
  it('teaches with three examples', async () => {
    const { user } = open(`${RESULTS}?query=nothing`);
    expect(await screen.findByText('No event matches in the last 24 hours.')).toBeTruthy();
    const examples = screen.getByRole('list', { name: 'Examples' });
    expect(within(examples).getAllByRole('link')).toHaveLength(3);
    await user.click(within(examples).getByRole('link', { name: 'Which release made it worse?' }));
    await shows('display', 'top5');
    expect([params().getAll('field'), params().get('sort'), params().get('query')]).toEqual([['release', 'count()', 'failure_rate()'], '-count()', 'has:release']);
  });
  it('offers a longer time and the search without words', async () => {
    const { user } = open(`${RESULTS}?query=nothing`);
    await user.click(await screen.findByRole('button', { name: 'Look at 14 days' }));
    await shows('statsPeriod', '14d');
    await user.click(await screen.findByRole('button', { name: 'Clear search' }));
    await shows('query', null);
    expect(params().get('statsPeriod')).toBe('14d');
  });
});

describe('columns', () => {
  it('are edited by keyboard: added, given arguments, moved, taken out', async () => {
    const { user } = open(`${RESULTS}?field=title&field=issue&field=project&field=user.display&field=timestamp&query=nothing`);
    await screen.findByText(/^No event matches/);
    await user.keyboard('c');
    const dialog = await screen.findByRole('dialog', { name: 'Columns' });
    const inside = within(dialog);
    const items = () => inside.getAllByRole('listitem');
    expect(items()).toHaveLength(5);
    await user.click(inside.getByRole('button', { name: 'Add a column' }));
    const kind = inside.getByRole('combobox', { name: 'Column 6: what it shows' });
    await waitFor(() => expect(document.activeElement).toBe(kind));
    expect(inside.getByRole<HTMLButtonElement>('button', { name: 'Show these columns' }).disabled).toBe(true);
    await user.selectOptions(kind, 'percentile');
    await user.type(inside.getByRole('combobox', { name: 'Column 6: column of numbers' }), 'tags[[ms]');
    await user.clear(inside.getByRole('textbox', { name: 'Column 6: share' }));
    await user.type(inside.getByRole('textbox', { name: 'Column 6: share' }), '0.9');
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(within(items()[4]!).getByRole<HTMLInputElement>('textbox', { name: 'Column 5: share' }).value).toBe('0.9');
    await user.click(inside.getByRole('button', { name: 'Remove column 1' }));
    await user.click(inside.getByRole('button', { name: 'Move column 1 down' }));
    await user.click(inside.getByRole('button', { name: 'Show these columns' }));
    await waitFor(() => expect(params().getAll('field')).toEqual(['project', 'issue', 'user.display', 'percentile(tags[ms],0.9)', 'timestamp']));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('turn into a function of what they were', async () => {
    const { user } = open(`${RESULTS}?field=release`);
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Columns' }));
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Column 1: what it shows' }), 'count_unique');
    expect(dialog.getByRole<HTMLInputElement>('combobox', { name: 'Column 1: column' }).value).toBe('release');
    await user.click(dialog.getByRole('button', { name: 'Show these columns' }));
    await waitFor(() => expect(params().getAll('field')).toEqual(['count_unique(release)']));
  });
});

describe('the tags beside it', () => {
  it('lead to the search with a value', async () => {
    const { user } = open(`${RESULTS}?query=${encodeURIComponent('level:error count():>1')}&field=title&field=count()`);
    await user.click(await screen.findByRole('link', { name: 'Add environment staging to the search' }));
    await shows('query', 'level:error count():>1 environment:staging');
  });
  it('are of single events, whatever groups the search is for', async () => {
    const { asked } = open(`${RESULTS}?query=${encodeURIComponent('level:error count():>1')}&field=title&field=count()`);
    await screen.findByRole('link', { name: 'Add project shop-api to the search' });
    expect([last(asked, 'events-facets/').query.get('query'), last(asked, 'events-meta/').query.get('query'), last(asked, 'events/').query.get('query')]).toEqual(['level:error', 'level:error', 'level:error count():>1']);
  });
});

describe('the way there', () => {
  it('is g d, and old addresses lead to it', async () => {
    const { user } = open('/organizations/acme/projects/');
    await screen.findByRole('heading', { level: 1, name: 'Projects' });
    await user.keyboard('gd');
    await waitFor(() => expect(window.location.pathname).toBe('/organizations/acme/discover/homepage/'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Discover' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Discover' }).getAttribute('aria-current')).toBe('page');
  });
  it.each([
    ['/organizations/acme/discover/', '/organizations/acme/discover/homepage/'],
    ['/organizations/acme/explore/discover/results/', '/organizations/acme/discover/results/'],
    ['/organizations/acme/explore/discover/queries/', '/organizations/acme/discover/queries/'],
  ])('%s is %s', async (old, now) => {
    open(`${old}?query=level%3Aerror`);
    await waitFor(() => expect(window.location.pathname).toBe(now));
    expect(params().get('query')).toBe('level:error');
    // The page itself comes later.
    await screen.findByRole('heading', { level: 1 });
  });
});
