import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fixture, on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';


const ISSUE = '/organizations/acme/issues/4021/';
type Event = Record<string, unknown> & { entries: { type: string; data: Record<string, unknown> }[] };
const event = (more: object = {}) => ({ ...fixture<Event>('event-latest'), ...more });
const eventRoute = (answer: Parameters<typeof on>[2]) => on('GET', 'organizations/{org}/issues/{issue}/events/{event}/', answer);
const main = () => document.querySelector<HTMLElement>('#main')!;
const section = (name: RegExp) => screen.getByRole('region', { name });

async function open(address = ISSUE, ...routes: FakeRoute[]) {
  const asked = installFakeApi(...routes);
  renderApp(address);
  await screen.findByText('shop.views in checkout');
  return asked;
}

const calls = (asked: ReturnType<typeof installFakeApi>, method: string, path: RegExp) => asked.filter((request) => request.method === method && path.test(request.path));
const puts = (asked: ReturnType<typeof installFakeApi>) => calls(asked, 'PUT', /issues\/$/);

describe('the page of an issue', () => {
  it('says what it is, how it is, and how often, with the span of each number', async () => {
    await open();
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading.textContent).toBe('errorValueError price must be positive, got -3');
    const facts = await waitFor(() => {
      const found = [...main().querySelectorAll('dl')].find((list) => list.textContent!.includes('Events in range'));
      expect(found).toBeTruthy();
      return found!;
    });
    expect(facts.textContent).toMatch(/StatusOngoing.*Events in range17214 lifetime.*Users in range329 lifetime.*First seen.*in 2\.3\.0.*Last seen.*in 2\.4\.1/);
    expect(document.title).toContain('SHOP-API-2F');
  });

  it('says that the issue of the address was merged into this one', async () => {
    await open('/organizations/acme/issues/4000/');
    expect(await screen.findByText('The issue of this address was merged into SHOP-API-2F.')).toBeTruthy();
  });

  it('says nothing of merges of an issue by its own address', async () => {
    await open();
    await screen.findByRole('complementary', { name: 'About this issue' });
    expect(screen.queryByText(/was merged into/)).toBeNull();
  });

  it('asks for the event in the range of the page, and for the tags', async () => {
    const asked = await open(`${ISSUE}?environment=production&statsPeriod=7d&project=11`);
    await waitFor(() => expect(calls(asked, 'GET', /tags\/$/)).toHaveLength(1));
    const query = Object.fromEntries(calls(asked, 'GET', /events\/recommended\/$/)[0]!.query);
    expect(query).toEqual({ environment: 'production', statsPeriod: '7d' });
  });

  it('shows the frame that raised first, with its source and locals', async () => {
    await open();
    await screen.findByText('raised here');
    const frames = [...section(/Stack trace/).querySelectorAll('[data-frame]')];
    expect(frames.map((frame) => frame.querySelector('[class*=function]')!.textContent)).toEqual(['charge', 'checkout', '_get_response']);
    expect(frames[0]!.textContent).toContain('raise ValueError(f"price must be positive, got {price}")');
    expect(frames[0]!.textContent).toContain('price-3');
    expect(frames[0]!.querySelector('[aria-current=location]')!.textContent).toContain('21');
    expect(frames[2]!.querySelector('pre')).toBeNull();
  });

  it('keeps the view of frames in the address', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(await screen.findByRole('button', { name: 'Raw' }));
    await waitFor(() => expect(new URLSearchParams(window.location.search).get('frames')).toBe('raw'));
    expect(section(/Stack trace/).textContent).toContain('File "shop/payments.py", line 21, in charge');
    await user.click(screen.getByRole('button', { name: 'App' }));
    await waitFor(() => expect(window.location.search).not.toContain('frames'));
  });

  it('shows what was removed, and by which rule', async () => {
    await open();
    await screen.findByText('raised here');
    expect(section(/^Request/).textContent).toContain('16 characters removed by rule @creditcard before storage');
    expect(section(/Notes|Processing/).textContent).toContain('extra_field = x');
  });

  it('says how much later an event was received', async () => {
    await open(ISSUE, eventRoute(() => ({ body: event({ dateReceived: '2026-05-13T11:45:10Z' }) })));
    expect(await screen.findByText('received 4 min 1 s later')).toBeTruthy();
  });

  it('says nothing about the time of reception within a minute', async () => {
    await open();
    await screen.findByText('raised here');
    expect(main().textContent).not.toContain('received');
  });

  it('leads to older and newer events', async () => {
    const user = userEvent.setup();
    await open(ISSUE, eventRoute((_, parts) => ({ body: event(parts[2] === 'recommended' ? {} : { eventID: parts[2], nextEventID: 'f'.repeat(32) }) })));
    await screen.findByText('latest of 17');
    expect(screen.getByRole('button', { name: 'Newer event' }).hasAttribute('disabled')).toBe(true);
    await user.keyboard('[[');
    await waitFor(() => expect(window.location.pathname).toBe(`${ISSUE}events/4be01c9a77d24b1cae53a90f6f5d2c11/`));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Newer event' }).hasAttribute('disabled')).toBe(false));
  });

  it('looks anywhere when no event lies in the range, and says so', async () => {
    await open(`${ISSUE}?statsPeriod=1h`, eventRoute((request) => (request.query.get('statsPeriod') ? { status: 404, body: { detail: 'No matching event found' } } : { body: event() })));
    expect(await screen.findByText('No event in the last hour; this is one of before.')).toBeTruthy();
    expect(screen.getByText('raised here')).toBeTruthy();
  });

  it('says that the events have expired, and keeps the rest', async () => {
    await open(ISSUE, eventRoute(() => ({ status: 404, body: { detail: 'Event not found.' } })));
    expect(await screen.findByText('The events of this issue have expired.')).toBeTruthy();
    expect(screen.getByText('214 lifetime')).toBeTruthy();
  });

  it('says that one event is gone, and offers the latest', async () => {
    const id = '9f3c1d2e4b5a46788796a5b4c3d2e1f0';
    await open(`${ISSUE}events/${id}/`, eventRoute(() => ({ status: 404, body: { detail: 'Event not found.' } })));
    expect(await screen.findByText(/Event 9f3c1d2e is not there any more/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Latest event' }).getAttribute('href')).toContain('/events/latest/');
  });

  it('leaves out what the server does not have', async () => {
    await open(ISSUE, on('GET', 'organizations/{org}/issues/{issue}/tags/', () => ({ status: 404, body: { detail: 'x' } })));
    await screen.findByText('raised here');
    expect(screen.queryByText('Tags in range')).toBeNull();
  });

  it('says that an issue is not there', async () => {
    installFakeApi(on('GET', 'organizations/{org}/issues/{issue}/', () => ({ status: 404, body: { detail: 'The requested resource does not exist' } })));
    renderApp('/organizations/acme/issues/999999/');
    expect(await screen.findByText('Nothing here.')).toBeTruthy();
  });
});

describe('what can be done with an issue', () => {
  it('resolves and takes it back', async () => {
    const user = userEvent.setup();
    const asked = await open();
    await user.click(await screen.findByRole('button', { name: /^Resolve/ }));
    expect(await screen.findByText('Resolved SHOP-API-2F.')).toBeTruthy();
    expect(puts(asked)[0]).toMatchObject({ body: { status: 'resolved' } });
    expect(puts(asked)[0]!.query.getAll('id')).toEqual(['4021']);
    expect(screen.getByRole('button', { name: /^Reopen/ })).toBeTruthy();
    await user.keyboard('z');
    await waitFor(() => expect(puts(asked)[1]).toMatchObject({ body: { status: 'unresolved', substatus: 'ongoing' } }));
  });

  it('counts as seen once it was shown, by those who may change it', async () => {
    const unseen = on('GET', 'organizations/{org}/issues/{issue}/', () => ({ body: { ...fixture<object>('issue-detail'), hasSeen: false } }));
    const asked = await open(ISSUE, unseen);
    await waitFor(() => expect(calls(asked, 'PUT', /issues\/4021\/$/).map((request) => request.body)).toEqual([{ hasSeen: true }]));
  });

  it('offers nothing to those who may only read', async () => {
    await open(ISSUE, on('GET', 'organizations/{org}/', () => ({ body: { ...fixture<object>('organization-detail'), access: ['event:read'] } })));
    await waitFor(() => expect(screen.getByRole('button', { name: /^Resolve/ }).hasAttribute('disabled')).toBe(true));
    expect(screen.queryByLabelText('Comment')).toBeNull();
  });

  it('takes a comment and shows it', async () => {
    const user = userEvent.setup();
    const asked = await open();
    await screen.findByText('raised here');
    await user.keyboard('c');
    await user.keyboard('Fixed in `2.4.2`, see https://x.test/1');
    await user.click(screen.getByRole('button', { name: 'Comment' }));
    await waitFor(() => expect(calls(asked, 'POST', /notes\/$/)[0]!.body).toEqual({ text: 'Fixed in `2.4.2`, see https://x.test/1' }));
    const link = await screen.findByRole('link', { name: 'https://x.test/1' });
    expect(link.getAttribute('rel')).toBe('noreferrer noopener');
  });

  it('goes to the issue beside it in the list that it came from', async () => {
    const user = userEvent.setup();
    await open(`${ISSUE}?query=is:unresolved&sort=date`);
    expect(await screen.findByText(/^\d+ of 318$/)).toBeTruthy();
    await user.keyboard('j');
    await waitFor(() => expect(window.location.pathname).not.toBe(ISSUE));
    expect(window.location.search).toContain('query=is%3Aunresolved');
    await screen.findByText('raised here');
  });

  it('copies what a ticket needs, without personal data', async () => {
    const user = userEvent.setup();
    await open();
    await screen.findByText('raised here');
    await screen.findByText('Tags in range');
    await user.keyboard('y');
    expect(await screen.findByText('Copied. Paste it into a ticket or chat.')).toBeTruthy();
    const text = await navigator.clipboard.readText();
    expect(text).toContain('## ValueError: price must be positive, got -3');
    expect(text).toContain('/organizations/acme/issues/4021/');
    expect(text).toMatch(/17 events, 3 users in the last 24 hours \(214, 29 lifetime\) · first .* in 2\.3\.0 · last .* in 2\.4\.1/);
    expect(text).toContain('Mostly: environment production (93.5%).');
    expect(text).not.toContain('kim@buyer.test');
  });
});

describe('pages below an issue', () => {
  it('lists its events, page by page', async () => {
    const user = userEvent.setup();
    const asked = await open(`${ISSUE}events/`, on('GET', 'organizations/{org}/issues/{issue}/events/', () => ({
      body: fixture('issue-events'), headers: { Link: '<x>; rel="previous"; results="false"; cursor="0:0:1", <x>; rel="next"; results="true"; cursor="0:50:0"' },
    })));
    expect((await screen.findByRole('link', { name: '9f3c1d2e' })).getAttribute('href')).toContain(`${ISSUE}events/9f3c1d2e4b5a46788796a5b4c3d2e1f0/`);
    await user.click(screen.getByRole('button', { name: 'Older events' }));
    await waitFor(() => expect(calls(asked, 'GET', /4021\/events\/$/).at(-1)!.query.get('cursor')).toBe('0:50:0'));
  });

  it('shows how tags are spread, and all values of one', async () => {
    const user = userEvent.setup();
    await open(`${ISSUE}tags/`);
    const link = await screen.findByRole('link', { name: 'environment' });
    expect(within(main()).getByText('93.5%')).toBeTruthy();
    await user.click(link);
    expect(await screen.findByRole('table', { name: 'Values of environment' })).toBeTruthy();
    expect(await screen.findByText('staging')).toBeTruthy();
  });

  it('tells what was done with it', async () => {
    await open(`${ISSUE}activity/`);
    expect(await screen.findByText('Looks like the discount code path.')).toBeTruthy();
    expect(main().textContent).toContain('Bo Lind assigned it to Ada Park');
  });
});

describe('the hashes of an issue', () => {
  const [hash] = fixture<Record<string, unknown>[]>('issue-hashes');
  const two = on('GET', 'organizations/{org}/issues/{issue}/hashes/', () => ({ body: [hash, { ...hash, id: 'f'.repeat(32), latestEvent: null }] }));
  const box = (id: string) => screen.findByLabelText(`Select ${id}`);

  it('are taken out of it, when that is confirmed', async () => {
    const user = userEvent.setup();
    const asked = await open(`${ISSUE}merged/`, two);
    await user.click(await box('f'.repeat(32)));
    expect(screen.getByText('none is stored any more')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Unmerge 1 hash' }));
    const dialog = await screen.findByRole('dialog');
    expect(calls(asked, 'PUT', /hashes/)).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Unmerge 1 hash' }));
    expect(await screen.findByText('1 hash will be an issue of its own in a moment.')).toBeTruthy();
    const [sent] = calls(asked, 'PUT', /issues\/4021\/hashes\/$/);
    expect([sent!.query.getAll('id'), sent!.body]).toEqual([['f'.repeat(32)], undefined]);
    expect(calls(asked, 'GET', /hashes\/$/).length).toBe(2);
    expect((await box('f'.repeat(32)) as HTMLInputElement).checked).toBe(false);
  });

  it('do not all leave', async () => {
    const user = userEvent.setup();
    await open(`${ISSUE}merged/`, two);
    await user.click(await box('f'.repeat(32)));
    await user.click(await box(String(hash!.id)));
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Unmerge 2 hashes' });
    expect([button.disabled, button.title]).toEqual([true, 'One hash has to stay']);
  });

  it('stay where the server says so, with its reason', async () => {
    const user = userEvent.setup();
    await open(`${ISSUE}merged/`, two, on('PUT', 'organizations/{org}/issues/{issue}/hashes/', () => ({ status: 409, body: { detail: 'Already being unmerged' } })));
    await user.click(await box('f'.repeat(32)));
    await user.click(screen.getByRole('button', { name: 'Unmerge 1 hash' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Unmerge 1 hash' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Already being unmerged');
  });

  it('are shown to those who may only read', async () => {
    await open(`${ISSUE}merged/`, two, on('GET', 'organizations/{org}/', () => ({ body: { ...fixture<object>('organization-detail'), access: ['org:read', 'event:read'] } })));
    expect(await screen.findByText('f'.repeat(32))).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Unmerge/ })).toBeNull();
    expect(document.querySelector('input[type=checkbox]')).toBeNull();
  });
});

describe('an issue full of hostile text', () => {
  it('stays text, in the title and in what was said and done', async () => {
    const text = '<img src=x onerror="window.pwned=1">\u202egnp';
    const evil = {
      ...fixture<object>('issue-detail'), title: text, culprit: text, level: text, metadata: { type: text, value: `${text}\n` },
      firstRelease: { version: text }, lastRelease: { version: text }, assignedTo: { type: 'user', id: '1', name: text },
      activity: [{ id: '1', user: { name: text }, type: 'note', data: { text: `${text} [a](javascript:alert(1)) https://ok.test/"onclick=x` } }, { id: '2', user: null, type: text, data: text }, { id: '3', user: { name: text }, type: 'assigned', data: { assigneeName: text } }],
    };
    const tags = [{ key: text, name: text, totalValues: 1, topValues: [{ key: text, name: text, value: text, count: 1 }] }];
    installFakeApi(on('GET', 'organizations/{org}/issues/{issue}/', () => ({ body: evil })), on('GET', 'organizations/{org}/issues/{issue}/tags/', () => ({ body: tags })));
    renderApp(ISSUE);
    await screen.findByText('raised here');
    await screen.findByText('Tags in range');
    expect(main().querySelector('img, script, iframe, object, form[action]')).toBeNull();
    for (const link of main().querySelectorAll('a')) expect(link.protocol).toMatch(/^https?:$/);
    const labels = [...main().querySelectorAll('[title], [aria-label]')].map((each) => `${each.getAttribute('title')}${each.getAttribute('aria-label')}`);
    expect([...labels, document.title].filter((label) => label.includes('\u202e'))).toEqual([]);
    expect((window as { pwned?: unknown }).pwned).toBeUndefined();
  });
});
