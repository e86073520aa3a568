import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { heading, openOrganization, patience, said } from '../../tests/organization';

const table = (name: string) => screen.findByRole('table', { name }, patience);
const members = () => within(screen.getByRole('table', { name: 'Members of #backend' })).getAllByRole('row').slice(1);

describe('the members of a team', () => {
  it('come in pages', async () => {
    const { user } = openOrganization('/settings/acme/teams/backend/');
    await table('Members of #backend');
    await waitFor(() => expect(members()).toHaveLength(50), patience);
    const first = members()[0]!.textContent;
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(members()[0]!.textContent).not.toBe(first), patience);
  });

  it('are all looked through by a search', async () => {
    const { user, fake } = openOrganization('/settings/acme/teams/backend/');
    await table('Members of #backend');
    const last = fake.membersOf('backend').at(-1)!;
    await user.type(screen.getByRole('searchbox'), last.email);
    await waitFor(() => expect(members()).toHaveLength(1), patience);
    expect(members()[0]!.textContent).toContain(last.email);
  });

  it('get another role at once; managers and owners are admins anyway', async () => {
    const { user, sent, fake } = openOrganization('/settings/acme/teams/backend/');
    await table('Members of #backend');
    const select = await screen.findByRole('combobox', { name: 'Team role of Bo Park' }, patience);
    await user.selectOptions(select, 'admin');
    await said('Bo Park is Team Admin of #backend.');
    expect(sent('PUT', 'teams/backend/')?.body).toEqual({ teamRole: 'admin' });
    expect(fake.teamsOf.get('22')!.get('backend')).toBe('admin');
    expect(screen.queryByRole('combobox', { name: 'Team role of Ada Park' })).toBeNull();
  });

  it('are removed with a way back, and added from everybody', async () => {
    const { user, fake, asked } = openOrganization('/settings/acme/teams/backend/');
    await table('Members of #backend');
    await user.click(await screen.findByRole('button', { name: 'Remove Bo Park from #backend' }, patience));
    await said('Removed Bo Park from #backend.');
    await waitFor(() => expect(fake.teamsOf.get('22')!.has('backend')).toBe(false));
    const picker = screen.getByRole('combobox', { name: 'Add a member' });
    await user.type(picker, 'bo.park.1@');
    await waitFor(() => expect(asked.at(-1)?.query.get('query')).toBe('bo.park.1@'), patience);
    await waitFor(() => expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(1), patience);
    await user.keyboard('{Enter}');
    await said('Added Bo Park to #backend.');
    expect(fake.teamsOf.get('22')!.has('backend')).toBe(true);
  });

  it('are only read by who does not administer the team', async () => {
    openOrganization('/settings/acme/teams/backend/', { role: 'member' });
    await table('Members of #backend');
    const select = await screen.findByRole('combobox', { name: 'Team role of Bo Park' }, patience) as HTMLSelectElement;
    expect(select.disabled).toBe(true);
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Add a member' })).toBeNull();
  });
});

describe('the projects of a team', () => {
  it('are given and taken, with a way back', async () => {
    const { user, fake, sent } = openOrganization('/settings/acme/teams/backend/projects/');
    await table('Projects of #backend');
    const { slug } = fake.projects.find((project) => project.teams.every((team) => team.slug !== 'backend'))!;
    await user.click(screen.getByRole('combobox', { name: 'Add a project' }));
    await user.keyboard(slug);
    await user.click(await screen.findByRole('option', { name: new RegExp(`^${slug}`) }, patience));
    await said(`#backend looks after ${slug} now.`);
    expect(sent('POST', `projects/acme/${slug}/teams/backend/`)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: `Take ${slug} from #backend` }, patience));
    await said(`${slug} is taken from #backend.`);
    expect(fake.project(slug)!.teams.some((team) => team.slug === 'backend')).toBe(false);
  });
});

describe('the settings of a team', () => {
  it('rename it, and the address follows', async () => {
    const { user, sent } = openOrganization('/settings/acme/teams/backend/settings/');
    const name = await screen.findByRole('textbox', { name: 'Name' }, patience);
    await user.clear(name);
    await user.type(name, 'core');
    expect(screen.getByText('On save: #backend becomes #core.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await heading('#core');
    expect(sent('PUT', 'teams/acme/backend/')).toMatchObject({ body: { slug: 'core' }, headers: { 'if-match': '"1"' } });
    await waitFor(() => expect(window.location.pathname).toBe('/settings/acme/teams/core/settings/'), patience);
  });

  it('tell a taken name from a conflict', async () => {
    const { user } = openOrganization('/settings/acme/teams/backend/settings/');
    const name = await screen.findByRole('textbox', { name: 'Name' }, patience);
    await user.clear(name);
    await user.type(name, 'web');
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await said('A team with this slug already exists.');
    expect(screen.queryByRole('alert', { name: 'Conflict' })).toBeNull();
  });

  it('delete it only when its name is typed', async () => {
    const { user, fake } = openOrganization('/settings/acme/teams/backend/settings/');
    await user.click(await screen.findByRole('button', { name: 'Delete #backend' }, patience));
    const dialog = await screen.findByRole('dialog', {}, patience);
    const button = within(dialog).getByRole('button', { name: 'Delete #backend' }) as HTMLButtonElement;
    await user.type(within(dialog).getByRole('textbox'), 'backen');
    expect(button.disabled).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), 'd');
    await user.click(button);
    await heading('Teams');
    expect(fake.team('backend')).toBeUndefined();
  });

  it('are for admins of the team', async () => {
    openOrganization('/settings/acme/teams/backend/settings/', { role: 'member' });
    await said('Admins of the team change its settings.');
  });

  it('and an unknown team is not found', async () => {
    openOrganization('/settings/acme/teams/nobody/');
    await heading('Nothing here.');
  });
});
