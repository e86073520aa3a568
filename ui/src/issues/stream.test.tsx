import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fixture, linkHeader, on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { issueRoutes } from '../../tests/fake/issues';
import { manyIssues } from '../../tests/fake/issue_list';
import { renderApp } from '../../tests/render';
import { DEFAULT_QUERY } from './query_text';
// Pages that rows lead to: loaded here, or the first test that opens one waits for them.
import '../issue/issue_page';

const LIST = '/organizations/acme/issues/';
// Roles of fifty rows take jsdom seconds to compute, so rows are found by what marks them.
const rows = () => waitFor(() => expect(document.querySelector('[data-issue]')).not.toBeNull(), { timeout: 10_000 });
const button = (name: RegExp) => [...document.querySelectorAll('button')].find((each) => name.test(each.textContent!))!;
const tab = (name: RegExp) => [...document.querySelectorAll<HTMLElement>('nav[aria-label=Searches] a')].find((each) => name.test(each.textContent!));
const shortIds = () => [...document.querySelectorAll('[data-issue] [class*=shortId]')].map((each) => each.textContent);

/** Few rows are enough for most: fifty take jsdom seconds. */
const FEW = 8;
/** Pages of four, so that a list has several. */
const smallPages: FakeRoute = (request) => {
  if (request.query.has('limit')) request.query.set('limit', '4');
  return undefined;
};
const many = issueRoutes;

async function open(address = LIST, ...routes: FakeRoute[]) {
  const asked = installFakeApi(...routes, ...issueRoutes(FEW));
  renderApp(address);
  await rows();
  return asked;
}

const listCalls = (asked: ReturnType<typeof installFakeApi>) => asked.filter((request) => request.method === 'GET' && request.path === 'organizations/acme/issues/');
const puts = (asked: ReturnType<typeof installFakeApi>) => asked.filter((request) => request.method === 'PUT');

describe('the issue list', () => {
  it('asks for what the address says and shows fifty rows', async () => {
    const asked = await open(`${LIST}?project=11&environment=production&statsPeriod=14d&sort=freq&query=`, ...many());
    const query = listCalls(asked)[0]!.query;
    expect(Object.fromEntries(query)).toEqual({
      project: '11', environment: 'production', statsPeriod: '14d', sort: 'freq', query: '', limit: '50', groupStatsPeriod: '14d', shortIdLookup: '1',
    });
    expect(document.querySelectorAll('[data-issue]')).toHaveLength(50);
    expect(screen.getByText('1–50 of 318')).toBeTruthy();
  });

  it('says of a row what there is to know', async () => {
    await open();
    const row = document.querySelector<HTMLElement>('[data-issue="5100"]')!;
    for (const text of ['OperationalError', 'SHOP-API-4K', 'shop.db in acquire', 'unhandled', 'Escalating', '48.2k', '6,120']) {
      expect(within(row).getByText(text)).toBeTruthy();
    }
    expect(within(row).getByTitle('48,213 in range, 207,316 lifetime')).toBeTruthy();
    expect(within(row).getByLabelText(/events per hour, peak/)).toBeTruthy();
    expect(row.querySelector('a')!.getAttribute('href')).toBe('/organizations/acme/issues/5100/?query=is%3Aunresolved+issue.priority%3A%5Bhigh%2C+medium%5D&sort=date');
  });

  it('searches on Enter, and the address is the truth', async () => {
    const user = userEvent.setup();
    const asked = await open();
    const field = screen.getByLabelText('Search issues');
    await user.clear(field);
    await user.type(field, 'is:unresolved KeyError{Enter}');
    await waitFor(() => expect(new URLSearchParams(window.location.search).get('query')).toBe('is:unresolved KeyError'));
    await waitFor(() => expect(listCalls(asked).at(-1)!.query.get('query')).toBe('is:unresolved KeyError'));
    await waitFor(() => expect(shortIds().every((id) => id !== 'SHOP-API-4K')).toBe(true));
  });

  it('searches for what was saved', async () => {
    const user = userEvent.setup();
    const asked = await open(`${LIST}?sort=freq`);
    await user.click(button(/^Saved$/));
    await user.click(await screen.findByText('Unhandled in production', {}, { timeout: 10_000 }));
    const saved = 'is:unresolved error.unhandled:true environment:production';
    await waitFor(() => expect(new URLSearchParams(window.location.search).get('query')).toBe(saved));
    await waitFor(() => expect(listCalls(asked).filter(({ query }) => query.get('query') === saved).map(({ query }) => query.get('sort'))).toContain('date'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says what the server refused, under the field, and keeps the last rows', async () => {
    const user = userEvent.setup();
    await open();
    const field = screen.getByLabelText('Search issues');
    await user.type(field, ' timesSeen:lots{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe("Invalid number 'lots' for timesSeen");
    expect(document.querySelector('form[role=search] u')!.textContent).toBe('lots');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelectorAll('[data-issue]')).toHaveLength(FEW);
  });

  it('goes on by cursor, and back to where it was', async () => {
    const user = userEvent.setup();
    await open(LIST, smallPages);
    await user.keyboard('jjj');
    await user.keyboard(']');
    expect(await screen.findByText('5–8 of 8')).toBeTruthy();
    expect(new URLSearchParams(window.location.search).get('cursor')).toBe('0:4:0');
    window.history.back();
    expect(await screen.findByText('1–4 of 8')).toBeTruthy();
    await waitFor(() => expect(document.querySelector('[role=grid]')!.getAttribute('aria-activedescendant')).toMatch(/-2$/));
  });

  it('shows tabs with what the server counts', async () => {
    await open();
    await waitFor(() => expect(tab(/^Escalating2$/)).toBeTruthy());
    expect(tab(/^Unresolved8$/)!.getAttribute('aria-current')).toBe('page');
  });

  it('shows tabs without numbers where the server refuses to count', async () => {
    await open(LIST, on('GET', 'organizations/{org}/issues-count/', () => ({ status: 400, body: { detail: 'no' } })));
    expect(tab(/^Archived$/)).toBeTruthy();
    expect(tab(/^Escalating$/)).toBeTruthy();
  });

  it('says how many of low priority the search leaves out, and takes the filter out of the text', async () => {
    const user = userEvent.setup();
    const asked = await open(LIST, ...many(17));
    expect(document.querySelectorAll('[data-issue]')).toHaveLength(15);
    await user.click(await screen.findByText('2 low-priority hidden'));
    await waitFor(() => expect(new URLSearchParams(window.location.search).get('query')).toBe('is:unresolved'));
    await waitFor(() => expect(document.querySelectorAll('[data-issue]')).toHaveLength(17));
    expect(screen.getByLabelText<HTMLInputElement>('Search issues').value).toBe('is:unresolved');
    expect(screen.queryByText(/low-priority hidden/)).toBeNull();
    const counts = asked.filter((each) => each.path.endsWith('/issues-count/')).map((each) => each.query.getAll('query'));
    expect(counts).toContainEqual(['is:unresolved issue.priority:low']);
  });

  it('leads a search for a short id to its issue', async () => {
    installFakeApi();
    renderApp(`${LIST}?query=SHOP-WEB-9C`);
    await waitFor(() => expect(window.location.pathname).toBe('/organizations/acme/issues/5093/'));
    await screen.findByText('raised here');
  });

  it('opens the row under the keyboard with Enter', async () => {
    const user = userEvent.setup();
    await open();
    await user.keyboard('jj{Enter}');
    await waitFor(() => expect(window.location.pathname).toMatch(/^\/organizations\/acme\/issues\/50\d\d\/$/));
    expect(new URLSearchParams(window.location.search).get('query')).toBe(DEFAULT_QUERY);
    await screen.findByText('raised here');
  });
});

describe('changing issues in the list', () => {
  it('resolves what is selected at once, and takes it back', async () => {
    const user = userEvent.setup();
    const asked = await open();
    await user.keyboard('jxjxr');
    expect(await screen.findByText('Resolved 2 issues.')).toBeTruthy();
    expect(puts(asked)[0]!.query.getAll('id')).toEqual(['5100', '5065']);
    expect(puts(asked)[0]!.body).toEqual({ status: 'resolved' });
    expect(document.querySelector('[data-issue="5100"]')!.textContent).toContain('Resolved');
    await user.keyboard('z');
    await waitFor(() => expect(puts(asked)[1]!.body).toEqual({ status: 'unresolved', substatus: 'escalating' }));
    await waitFor(() => expect(document.querySelector('[data-issue="5100"]')!.textContent).toContain('Escalating'));
  });

  it('puts rows back when the server refuses, and says why', async () => {
    const user = userEvent.setup();
    await open(LIST, on('PUT', 'organizations/{org}/issues/', () => ({ status: 403, body: { detail: 'You do not have permission to perform this action.' } })));
    await user.keyboard('jr');
    expect((await screen.findByText(/Nothing was changed/)).textContent).toContain('You do not have permission');
    expect(document.querySelector('[data-issue="5100"]')!.textContent).toContain('Escalating');
  });

  it('selects a range with shift, and a page', async () => {
    const user = userEvent.setup();
    await open(LIST, smallPages);
    await user.keyboard('jJJ');
    expect(document.querySelectorAll('[data-issue][aria-selected=true]')).toHaveLength(3);
    await user.keyboard('{Escape}');
    expect(document.querySelectorAll('[data-issue][aria-selected=true]')).toHaveLength(0);
    await user.click(screen.getByLabelText('Select this page'));
    expect(button(/Select all 8 matching/)).toBeTruthy();
  });

  it('asks before it changes all that match, and sends the search instead of ids', async () => {
    const user = userEvent.setup();
    const asked = await open();
    await user.keyboard('j*r');
    const dialog = (await screen.findByText('Resolve 8 issues?')).closest<HTMLElement>('[role=dialog]')!;
    expect(puts(asked)).toHaveLength(0);
    await user.click(within(dialog).getByText('Resolve 8 issues'));
    await waitFor(() => expect(puts(asked)).toHaveLength(1));
    expect(puts(asked)[0]!.query.getAll('id')).toEqual([]);
    expect(puts(asked)[0]!.query.get('query')).toBe(DEFAULT_QUERY);
    expect(puts(asked)[0]!.query.get('project')).toBe('-1');
  });

  it('merges what is selected into the one of most events, when that is confirmed', async () => {
    const user = userEvent.setup();
    // Of one project, as issues that are merged have to be.
    const issues = manyIssues(4).map((issue) => ({ ...issue, project: manyIssues(1)[0]!.project }));
    let merged = false;
    const asked = await open(LIST,
      on('PUT', 'organizations/{org}/issues/', () => { merged = true; return { body: { merge: { parent: '5079', children: ['5093'] } } }; }),
      on('GET', 'organizations/{org}/issues/', () => ({ body: merged ? issues.filter((issue) => issue.id !== '5093') : issues })));
    await user.keyboard('m');
    expect(screen.queryByRole('dialog')).toBeNull();
    for (const id of ['5079', '5093']) await user.click(document.querySelector(`[data-issue="${id}"] input[type=checkbox]`)!);
    await user.keyboard('m');
    const dialog = (await screen.findByText('Merge 2 issues?')).closest<HTMLElement>('[role=dialog]')!;
    expect(dialog.textContent).toContain('They become SHOP-WEB-8T, which has had the most events');
    expect(puts(asked)).toHaveLength(0);
    await user.click(within(dialog).getByText('Merge 2 issues'));
    expect(await screen.findByText('Merged 1 issue into SHOP-WEB-8T.')).toBeTruthy();
    expect(puts(asked)[0]!.query.getAll('id').sort()).toEqual(['5079', '5093']);
    expect(puts(asked)[0]!.body).toEqual({ merge: 1 });
    await waitFor(() => expect(document.querySelector('[data-issue="5093"]')).toBeNull());
    expect(document.querySelectorAll('[data-issue][aria-selected=true]')).toHaveLength(0);
  });

  it('says why it cannot merge, without asking the server', async () => {
    const user = userEvent.setup();
    const issues = manyIssues(2).map((issue, at) => ({ ...issue, project: { ...issue.project, id: String(at) } }));
    const asked = await open(LIST, on('GET', 'organizations/{org}/issues/', () => ({ body: issues })));
    await user.keyboard('jxm');
    expect(await screen.findByText('Select two issues or more.')).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('jxm');
    expect(await screen.findByText(/They are of several projects/)).toBeTruthy();
    expect(puts(asked)).toHaveLength(0);
  });

  it('assigns the row under the keyboard to somebody who is typed', async () => {
    const user = userEvent.setup();
    const asked = await open(LIST, on('GET', 'organizations/{org}/members/', (request) => ({ body: request.query.get('query') === 'bo' ? fixture<object[]>('members') : [] })));
    await user.keyboard('jja');
    await user.type(await screen.findByLabelText('Find a person or a team'), 'bo');
    await screen.findByText('Bo Lind', { selector: '[role=option] span' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(puts(asked)[0]?.body).toEqual({ assignedTo: 'user:2' }));
  });

  it('offers nothing to those who may only read', async () => {
    const user = userEvent.setup();
    const asked = await open(LIST, on('GET', 'organizations/{org}/', () => ({ body: { ...fixture<object>('organization-detail'), access: ['org:read', 'event:read'] } })));
    expect(document.querySelector('input[type=checkbox]')).toBeNull();
    await user.keyboard('jxr');
    expect(puts(asked)).toHaveLength(0);
  });
});

describe('a list that moves', () => {
  it('renews numbers in place and keeps new rows behind a pill', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout', 'Date'] });
    try {
      let issues = manyIssues(3);
      await open(LIST, on('GET', 'organizations/{org}/issues/', () => ({ body: issues, headers: { 'X-Hits': '3' } })));
      const before = shortIds();
      const arrived = { ...issues[0]!, id: '9001', shortId: 'SHOP-NEW-1' };
      issues = [arrived, { ...issues[2]!, count: '7777' }, issues[0]!, issues[1]!];
      await vi.advanceTimersByTimeAsync(11_000);
      await screen.findByText('7,777');
      expect(shortIds()).toEqual(before);
      const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
      await user.click(await screen.findByRole('button', { name: /1 new since/ }));
      await waitFor(() => expect(shortIds()[0]).toBe('SHOP-NEW-1'));
      expect(screen.queryByRole('button', { name: /new since/ })).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a list without rows', () => {
  const empty = on('GET', 'organizations/{org}/issues/', (request) => ({ body: [], headers: { 'X-Hits': request.query.get('statsPeriod') === '14d' ? '12' : '0', ...linkHeader('x', undefined, undefined) } }));

  it('asks for a first project', async () => {
    installFakeApi(empty, on('GET', 'organizations/{org}/projects/', () => ({ body: [] })));
    renderApp(LIST);
    expect(await screen.findByText('Create your first project.')).toBeTruthy();
  });

  it('waits for the first event', async () => {
    const projects = fixture<object[]>('projects').slice(0, 1).map((project) => ({ ...project, slug: 'shop-api', firstEvent: null }));
    installFakeApi(empty, on('GET', 'organizations/{org}/projects/', () => ({ body: projects })));
    renderApp(LIST);
    expect(await screen.findByText('Waiting for the first event of shop-api.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Show setup' }).getAttribute('href')).toBe('/acme/shop-api/getting-started/');
  });

  it('says how many match in a longer time, and looks there', async () => {
    const user = userEvent.setup();
    installFakeApi(empty);
    renderApp(`${LIST}?query=release:1`);
    expect(await screen.findByText('No issue matches in the last 24 hours.')).toBeTruthy();
    expect(await screen.findByText('12 match in 14 days.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Look at 14 days' }));
    await waitFor(() => expect(new URLSearchParams(window.location.search).get('statsPeriod')).toBe('14d'));
  });

  it('says that what is left has low priority', async () => {
    const user = userEvent.setup();
    const low = manyIssues(17).filter((issue) => issue.priority === 'low');
    installFakeApi(on('GET', 'organizations/{org}/issues/', (request) => ({ body: request.query.get('query') === 'is:unresolved' ? low : [] })),
      on('GET', 'organizations/{org}/issues-count/', (request) => ({ body: Object.fromEntries(request.query.getAll('query').map((query) => [query, query.endsWith(':low') ? 2 : 0])) })));
    renderApp(LIST);
    expect(await screen.findByText('No unresolved issues in the last 24 hours.')).toBeTruthy();
    expect(await screen.findByText('2 low-priority ones are hidden.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show them' }));
    await waitFor(() => expect(document.querySelectorAll('[data-issue]')).toHaveLength(2));
  });

  it('says that the server failed, and shows again what it can', async () => {
    let broken = true;
    installFakeApi(on('GET', 'organizations/{org}/issues/', () => (broken ? { status: 500, body: { detail: 'Internal Error', errorId: '0d3a7c5e9b1f48d2a6c4e8f012345678' } } : { body: manyIssues(2) })));
    renderApp(LIST);
    expect(await screen.findByText('This list could not be loaded.')).toBeTruthy();
    expect(screen.getByText('Picket reported error 0d3a7c5e.')).toBeTruthy();
    broken = false;
    await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(document.querySelectorAll('[data-issue]')).toHaveLength(2));
  });
});

describe('hostile titles', () => {
  it('are text, in the rows, in labels and in the title of the window', async () => {
    const text = '<img src=x onerror=alert(1)>\u202egnp\u0000';
    const evil = { ...manyIssues(1)[0]!, title: text, culprit: text, level: text, substatus: text, metadata: { type: text, value: text }, assignedTo: { type: 'user', id: '1', name: text } };
    await open(LIST, on('GET', 'organizations/{org}/issues/', () => ({ body: [evil], headers: { 'X-Hits': '1' } })));
    const row = document.querySelector('[data-issue]')!;
    expect(row.querySelector('img, script, iframe')).toBeNull();
    expect(row.textContent).toContain('<img src=x onerror=alert(1)>');
    const labels = [...row.querySelectorAll('[title], [aria-label]')].map((each) => `${each.getAttribute('title')}${each.getAttribute('aria-label')}`);
    expect(labels.filter((label) => /[\u0000\u202e]/.test(label))).toEqual([]);
  });
});

describe('a search of one\u2019s own', () => {
  const pins = (asked: ReturnType<typeof installFakeApi>) => asked.filter((request) => request.path.endsWith('pinned-searches/')).map(({ method, body }) => [method, body]);

  it('is pinned as a tab, and taken away', async () => {
    const user = userEvent.setup();
    const asked = await open(`${LIST}?query=level:error&sort=user`);
    await user.click(await screen.findByRole('button', { name: 'Pin this search as a tab' }));
    await waitFor(() => expect(tab(/Pinned: level:error/)?.getAttribute('aria-current')).toBe('page'));
    expect(tab(/Pinned/)!.getAttribute('href')).toContain('sort=user');
    await user.click(screen.getByRole('button', { name: 'Take the pinned tab away' }));
    await waitFor(() => expect(tab(/Pinned/)).toBeUndefined());
    expect(pins(asked)).toEqual([['PUT', { type: 0, query: 'level:error', sort: 'user' }], ['DELETE', { type: 0 }]]);
  });

  it('needs no pin where it is a tab of everybody', async () => {
    await open(`${LIST}?query=is:resolved`, on('GET', 'organizations/{org}/issues/', () => ({ body: manyIssues(1) })));
    expect(screen.queryByRole('button', { name: /Pin this search/ })).toBeNull();
  });

  it('stays as it was when the server refuses', async () => {
    const user = userEvent.setup();
    await open(`${LIST}?query=level:error`, on('PUT', 'organizations/{org}/pinned-searches/', () => ({ status: 403, body: { detail: 'Not for tokens.' } })));
    await user.click(await screen.findByRole('button', { name: 'Pin this search as a tab' }));
    expect(await screen.findByText('The tab is as before. Not for tokens.')).toBeTruthy();
    expect(tab(/Pinned/)).toBeUndefined();
  });

  it('has an address by its number', async () => {
    await open(`${LIST}searches/4/`, on('GET', 'organizations/{org}/issues/', () => ({ body: manyIssues(1) })));
    expect(window.location.pathname).toBe(LIST);
    expect(new URLSearchParams(window.location.search).get('query')).toBe('is:unresolved error.unhandled:true environment:production');
  });

  it('of another number is not there', async () => {
    installFakeApi(...issueRoutes(FEW));
    renderApp(`${LIST}searches/77/`);
    expect(await screen.findByText('Nothing here.')).toBeTruthy();
  });
});

describe('a slip in a key', () => {
  const none = on('GET', 'organizations/{org}/issues/', () => ({ body: [] }));

  it('is noted when nothing was found, with the key that was meant', async () => {
    const user = userEvent.setup();
    installFakeApi(none, ...issueRoutes(FEW));
    renderApp(`${LIST}?query=${encodeURIComponent('is:unresolved !enviroment:production')}`);
    const meant = await screen.findByRole('button', { name: 'environment' }, { timeout: 10_000 });
    expect(meant.closest('p')!.textContent).toBe('No key enviroment in the last 24 hours. Did you mean environment?');
    await user.click(meant);
    await waitFor(() => expect(new URLSearchParams(window.location.search).get('query')).toBe('is:unresolved !environment:production'));
  });

  it('is not suspected where all keys are known', async () => {
    installFakeApi(none, ...issueRoutes(FEW));
    renderApp(`${LIST}?query=level:fatal`);
    await screen.findByText(/No issue matches/);
    expect(screen.queryByText(/Did you mean/)).toBeNull();
  });
});
