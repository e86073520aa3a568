// The search field with its suggestions, apart from the list.
import { useState } from 'react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderAlone } from '../../tests/render';
import { SearchField } from './search_field';

const scope = { projects: ['11'], environments: [], statsPeriod: '24h' };

function Harness({ first, searched }: { readonly first: string; readonly searched: string[] }) {
  const [query, setQuery] = useState(first);
  return <SearchField org="acme" scope={scope} query={query} onSearch={(text) => { searched.push(text); setQuery(text); }} />;
}

function open(first = '', ...routes: FakeRoute[]) {
  const asked = installFakeApi(...routes);
  const searched: string[] = [];
  renderAlone(<Harness first={first} searched={searched} />);
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Search issues' });
  return { user: userEvent.setup(), asked, searched, field };
}

const labels = () => screen.queryAllByRole('option').map((option) => option.querySelector('bdi')!.textContent);
const suggests = (expected: readonly string[]) => waitFor(() => expect(labels()).toEqual(expected), { timeout: 5_000 });

describe('the search field', () => {
  it('suggests keys, then their values, and Tab takes them', async () => {
    const { user, field, searched, asked } = open();
    await user.type(field, 'l');
    await suggests(['level', 'logger']);
    await user.clear(field);
    await user.type(field, 'env');
    await suggests(['environment']);
    expect(screen.getByRole('option').textContent).toBe('environmentEnvironment of the event · 20,412 events');
    expect(field.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
    await user.keyboard('{Tab}');
    expect(field.value).toBe('environment:');
    await suggests(['production', 'pre production']);
    await user.keyboard('pre');
    await suggests(['pre production']);
    await user.keyboard('{Tab}');
    expect(field.value).toBe('environment:"pre production" ');
    expect(document.activeElement).toBe(field);
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(searched).toEqual([]);
    const values = asked.filter((each) => each.path === 'organizations/acme/search/values/').map(({ query }) => Object.fromEntries(query));
    expect(values.at(-1)).toEqual({ key: 'environment', query: 'pre', project: '11', statsPeriod: '24h' });
  });

  it('searches with Enter what is typed, whatever is suggested', async () => {
    const { user, field, searched } = open();
    await user.type(field, 'env');
    await suggests(['environment']);
    await user.keyboard('{Enter}');
    expect(searched).toEqual(['env']);
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('chooses with the arrows and by a click', async () => {
    const { user, field } = open();
    await user.type(field, 'assigned:');
    await suggests(['me', 'none', '#backend']);
    expect(field.getAttribute('aria-activedescendant')).toBeNull();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Tab}');
    expect(field.value).toBe('assigned:me ');
    await user.type(field, 'assigned:');
    await suggests(['me', 'none', '#backend']);
    await user.click(screen.getByText('#backend'));
    expect(field.value).toBe('assigned:me assigned:#backend ');
  });

  it('leaves Tab to the browser while nothing is chosen, and Escape closes the list before it takes the text back', async () => {
    const { user, field } = open('is:resolved');
    await user.click(field);
    await user.type(field, ' assigned:');
    await suggests(['me', 'none', '#backend']);
    await user.keyboard('{Escape}');
    expect([labels(), field.value]).toEqual([[], 'is:resolved assigned:']);
    await user.keyboard('{Escape}');
    expect(field.value).toBe('is:resolved');
    await user.type(field, ' assigned:');
    await suggests(['me', 'none', '#backend']);
    await user.keyboard('{Tab}');
    expect(document.activeElement).not.toBe(field);
    expect(field.value).toBe('is:resolved assigned:');
  });

  it('shows the last searches while it is empty, and notes what is searched', async () => {
    const { user, field, asked, searched } = open();
    await user.type(field, 'level:fatal "a b"{Enter}');
    await waitFor(() => expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ query: 'level:fatal "a b"' }));
    await user.click(screen.getByRole('button', { name: 'Clear the search' }));
    await user.click(field);
    await suggests(['level:fatal "a b"']);
    await user.keyboard('{ArrowDown}{Tab}');
    expect(field.value).toBe('level:fatal "a b"');
    await user.keyboard('{Enter}');
    expect(searched).toEqual(['level:fatal "a b"', '', 'level:fatal "a b"']);
  });

  it('suggests what a search of events knows, and remembers it apart from others', async () => {
    const asked = installFakeApi(on('GET', 'organizations/{org}/search/keys/', () => ({ body: [{ key: 'count', kind: 'function', about: 'Number of events', events: null }] })));
    renderAlone(<SearchField org="acme" searched="events" scope={scope} query="" onSearch={() => undefined} />);
    const user = userEvent.setup();
    const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Search events' });
    await user.type(field, 'cou');
    await suggests(['count()']);
    await user.keyboard('{Tab}');
    expect(field.value).toBe('count():');
    await user.keyboard('>5{Enter}');
    await waitFor(() => expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ query: 'count():>5', type: 1 }));
    const keys = asked.find((each) => each.path === 'organizations/acme/search/keys/');
    expect(keys?.query.get('search')).toBe('events');
    // The number of events is no value that events carry.
    expect(asked.filter((each) => each.path === 'organizations/acme/search/values/')).toEqual([]);
  });

  it('is a field as before where the server suggests nothing', async () => {
    const { user, field, searched, asked } = open('', on('GET', 'organizations/{org}/search/keys/', () => ({ status: 500, body: { detail: 'no' } })),
      on('POST', 'organizations/{org}/recent-searches/', () => ({ status: 403, body: { detail: 'no' } })));
    await user.type(field, 'level:error{Enter}');
    await waitFor(() => expect(asked.some((each) => each.method === 'POST')).toBe(true));
    expect(searched).toEqual(['level:error']);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows hostile values as text', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202e';
    const { user, field } = open('', on('GET', 'organizations/{org}/search/values/', () => ({ body: [{ value: evil, kind: 'value', about: '', events: 1, lastSeen: null }] })));
    await user.type(field, 'x:');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(document.querySelector('img')).toBeNull();
    expect(labels()[0]).not.toContain('\u202e');
  });
});
