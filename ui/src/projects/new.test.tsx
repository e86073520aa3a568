import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { makeOrg, makeTeams } from '../../tests/fake/organization/data';
import { heading, openOrganization, patience, said } from '../../tests/organization';
import { teamsForNewProject } from './new';

const submit = () => screen.getByRole('button', { name: 'Create project' });
const nameField = () => screen.findByRole('textbox', { name: 'Name' }, patience);

describe('teamsForNewProject', () => {
  const team = (access: string[]) => ({ ...makeTeams(1)[0]!, access });

  it('needs project:write by organization or team role', () => {
    const org = makeOrg('member');
    expect(teamsForNewProject(org, [team(['project:read'])])).toEqual([]);
    expect(teamsForNewProject(org, [team(['project:write'])])).toHaveLength(1);
  });

  it('needs to administer the team where members may not create projects', () => {
    const org = { ...makeOrg('member'), allowMemberProjectCreation: false };
    expect(teamsForNewProject(org, [team(['project:write'])])).toEqual([]);
    expect(teamsForNewProject(org, [team(['project:write', 'team:admin'])])).toHaveLength(1);
    expect(teamsForNewProject({ ...org, access: ['org:write'] }, [team(['project:write'])])).toHaveLength(1);
  });
});

describe('a new project', () => {
  it('says what is missing, each at its field', async () => {
    const { user, sent } = openOrganization('/organizations/acme/projects/new/');
    await nameField();
    await user.click(submit());
    expect(screen.getByText(/Choose a platform/)).toBeTruthy();
    expect(screen.getByText('A name is needed.')).toBeTruthy();
    expect(sent('POST', 'projects/')).toBeUndefined();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Filter platforms' })));
    await user.click(screen.getByRole('radio', { name: 'Go' }));
    await user.click(submit());
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' })));
  });

  it('asks before what was typed is left, and only then', async () => {
    const confirm = vi.spyOn(window, 'confirm').mockReturnValue(false);
    const { user } = openOrganization('/organizations/acme/projects/new/');
    await user.type(await nameField(), 'Shop');
    await user.click(screen.getAllByRole('link', { name: /^Projects/ })[0]!);
    await waitFor(() => expect(confirm).toHaveBeenCalledWith('Leave without creating the project?'));
    expect(window.location.pathname).toBe('/organizations/acme/projects/new/');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Shop');
    await user.clear(await nameField());
    await user.click(screen.getAllByRole('link', { name: /^Projects/ })[0]!);
    await heading('Projects');
    expect(confirm).toHaveBeenCalledTimes(1);
    confirm.mockRestore();
  });

  it('shows the slug that the name becomes, and refuses a taken one before asking', async () => {
    const { user, sent } = openOrganization('/organizations/acme/projects/new/');
    await user.type(await nameField(), 'Shop ÄPI');
    expect(screen.getByText('shop-api').tagName).toBe('CODE');
    expect(screen.getByText('shop-api is taken by another project.')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Django' }));
    await user.click(submit());
    expect(sent('POST', 'projects/')).toBeUndefined();
  });

  it('creates it for the chosen team and goes on to the first steps', async () => {
    const { user, sent } = openOrganization('/organizations/acme/projects/new/');
    await user.type(await nameField(), 'Till Printer');
    await user.type(screen.getByRole('searchbox', { name: 'Filter platforms' }), 'djan');
    await waitFor(() => expect(screen.queryByRole('radio', { name: 'Rails' })).toBeNull());
    await user.click(screen.getByRole('radio', { name: 'Django' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Team' }), 'web');
    await user.click(submit());
    await heading('Send the first event of till-printer');
    expect(sent('POST', 'teams/acme/web/projects/')?.body).toEqual({ name: 'Till Printer', slug: 'till-printer', platform: 'python-django' });
    expect(window.location.pathname).toBe('/acme/till-printer/getting-started/');
  });

  it('puts the refusals of the server at their fields', async () => {
    const { user, fake } = openOrganization('/organizations/acme/projects/new/');
    await user.type(await nameField(), 'Till');
    await user.click(screen.getByRole('radio', { name: 'Go' }));
    fake.once('POST', /projects\/$/, { status: 400, body: { name: ['This name is reserved.'] } });
    await user.click(submit());
    await said('This name is reserved.');
    fake.once('POST', /projects\/$/, { status: 409, body: { detail: 'A project with this slug already exists.' } });
    await user.click(submit());
    await said('A project with this slug already exists.');
    await user.click(screen.getByRole('button', { name: 'Change' }));
    const slug = screen.getByRole('textbox', { name: 'Slug' });
    await user.clear(slug);
    await user.type(slug, '123');
    await user.click(submit());
    await said(/Not digits alone/);
  });

  it('tells a member who may not, and whom to ask', async () => {
    openOrganization('/organizations/acme/projects/new/', { role: 'member' });
    await said('You may not create projects here.');
    expect(screen.queryByRole('button', { name: 'Create project' })).toBeNull();
  });

  it('sends to the teams first where there is none', async () => {
    openOrganization('/organizations/acme/projects/new/', { teams: 0, projects: 0, members: 0 });
    await said('A project belongs to a team, and there is none yet.');
    await waitFor(() => expect(screen.getByRole('link', { name: 'Create a team' }).getAttribute('href')).toBe('/settings/acme/teams/'));
  });
});
