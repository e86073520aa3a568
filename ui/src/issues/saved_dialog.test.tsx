// Saved searches.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fixture, on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderAlone } from '../../tests/render';
import { SavedDialog } from './saved_dialog';

const patience = { timeout: 10_000 };

async function open(query: string, ...routes: FakeRoute[]) {
  const asked = installFakeApi(...routes);
  const chosen = vi.fn();
  const closed = vi.fn();
  renderAlone(<SavedDialog org="acme" query={query} sort="freq" onChoose={chosen} onClose={closed} />);
  const list = await screen.findByRole('list', { name: 'Saved searches' }, patience);
  const sent = (method: string) => asked.filter((each) => each.method === method);
  return { user: userEvent.setup(), chosen, closed, list, sent };
}

describe('saved searches', () => {
  it('are chosen', async () => {
    const { user, chosen, closed, list } = await open('');
    await user.click(within(list).getByText('Unhandled in production'));
    expect(chosen.mock.calls[0]![0]).toMatchObject({ query: 'is:unresolved error.unhandled:true environment:production', sort: 'date' });
    expect(closed).toHaveBeenCalled();
    expect(screen.queryByLabelText('Name')).toBeNull();
  });

  it('are saved for oneself, or for everybody', async () => {
    const { user, sent } = await open('level:fatal');
    await user.type(screen.getByLabelText('Name'), ' Fatal ');
    await user.click(screen.getByRole('button', { name: 'Save the search' }));
    expect(await screen.findByText('Fatal', {}, patience)).toBeTruthy();
    await user.type(screen.getByLabelText('Name'), 'Ours');
    await user.click(await screen.findByLabelText('For everybody in the organization'));
    await user.click(screen.getByRole('button', { name: 'Save the search' }));
    expect(await screen.findByText('Ours', {}, patience)).toBeTruthy();
    expect(sent('POST').map((each) => each.body)).toEqual([
      { type: 0, name: 'Fatal', query: 'level:fatal', sort: 'freq', visibility: 'owner' },
      { type: 0, name: 'Ours', query: 'level:fatal', sort: 'freq', visibility: 'organization' },
    ]);
  });

  it('say why they were not saved, and keep the name', async () => {
    const { user } = await open('level:fatal', on('POST', 'organizations/{org}/searches/', () => ({ status: 400, body: { detail: 'Query level:fatal already exists.' } })));
    await user.type(screen.getByLabelText('Name'), 'Fatal');
    await user.click(screen.getByRole('button', { name: 'Save the search' }));
    expect((await screen.findByRole('alert', {}, patience)).textContent).toContain('already exists');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Fatal');
  });

  it('are deleted', async () => {
    const { user, sent } = await open('');
    await user.click(await screen.findByRole('button', { name: 'Delete the search Unhandled in production' }, patience));
    await waitFor(() => expect(screen.getByText('No search is saved yet.')).toBeTruthy(), patience);
    expect(sent('DELETE')[0]!.path).toBe('organizations/acme/searches/4/');
  });

  it('of the organization are not deleted or made by those who may not', async () => {
    const { list } = await open('x', on('GET', 'organizations/{org}/', () => ({ body: { ...fixture<object>('organization-detail'), access: ['org:read'] } })));
    expect(within(list).getAllByRole('button')).toHaveLength(1);
    expect(screen.queryByLabelText('For everybody in the organization')).toBeNull();
  });
});
