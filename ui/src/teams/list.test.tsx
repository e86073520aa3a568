import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { heading, openOrganization, patience, said } from '../../tests/organization';

const table = () => screen.findByRole('table', { name: 'Teams' }, patience);
const row = (slug: string) => screen.getByRole('link', { name: `#${slug}` }).closest<HTMLElement>('[role=row]')!;

describe('the list of teams', () => {
  it('opens with mine, and pages through all of them', async () => {
    const { user, asked } = openOrganization('/settings/acme/teams/', { teams: 230, members: 20 });
    await table();
    expect(screen.getByText('3 teams')).toBeTruthy();
    await user.click(screen.getByRole('link', { name: /^All/ }));
    await said('1–50 of 230 teams');
    // 230 teams come in three answers.
    expect(asked.filter((each) => each.path === 'organizations/acme/teams/').map((each) => each.query.get('cursor'))).toEqual([null, '0:100:0', '0:200:0']);
  });

  it('finds a team by part of its name, with or without #', async () => {
    const { user } = openOrganization('/settings/acme/teams/?view=all');
    await table();
    await user.type(screen.getByRole('searchbox', { name: 'Search teams' }), '#back');
    await said('1 team');
    expect(row('backend')).toBeTruthy();
  });

  it('joins, says so, and takes it back', async () => {
    const { user, sent, fake } = openOrganization('/settings/acme/teams/?view=all');
    await table();
    await user.click(screen.getByRole('button', { name: 'Join #auth-api' }));
    await said('Joined #auth-api.');
    expect(sent('POST', 'organizations/acme/members/me/teams/auth-api/')).toBeTruthy();
    await screen.findByRole('button', { name: 'Leave #auth-api' }, patience);
    expect(row('auth-api').textContent).toContain('Contributor');
    await user.click(screen.getByRole('button', { name: /Undo/ }));
    await said('Left #auth-api.');
    await waitFor(() => expect(fake.team('auth-api')!.isMember).toBe(false));
    await screen.findByRole('button', { name: 'Join #auth-api' }, patience);
  });

  it('asks to join where membership is not open', async () => {
    const { user } = openOrganization('/settings/acme/teams/?view=all', { role: 'member' }, (fake) => { fake.org.openMembership = false; });
    await table();
    await user.click(screen.getByRole('button', { name: 'Ask to join #auth-api' }));
    await said('Asked to join #auth-api. Its admins decide.');
    await waitFor(() => expect(row('auth-api').textContent).toContain('asked to join'), patience);
  });

  it('says why it did not work', async () => {
    const { user, fake } = openOrganization('/settings/acme/teams/?view=all');
    await table();
    fake.once('POST', /teams\/auth-api\/$/, { status: 403, body: { detail: 'Only team admins add members.' } });
    await user.click(screen.getByRole('button', { name: 'Join #auth-api' }));
    await said('You did not join #auth-api. Only team admins add members.');
  });

  it('leaves membership alone that the identity provider decides', async () => {
    const { fake } = openOrganization('/settings/acme/teams/?view=all');
    await table();
    const provisioned = fake.teams.find((team) => team.flags?.['idp:provisioned'])!;
    expect(within(row(provisioned.slug)).queryByRole('button')).toBeNull();
    expect(row(provisioned.slug).textContent).toContain('by identity provider');
  });

  it('creates a team whose name becomes a slug', async () => {
    const { user, sent } = openOrganization('/settings/acme/teams/?view=all');
    await table();
    await user.click(screen.getByRole('button', { name: 'New team' }));
    await user.type(screen.getByRole('textbox', { name: 'Name of the new team' }), 'Till Crew');
    expect(screen.getByText('#till-crew')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Create team' }));
    await heading('#till-crew');
    expect(sent('POST', 'organizations/acme/teams/')?.body).toEqual({ slug: 'till-crew' });
  });

  it('keeps what was typed when the name is taken or empty', async () => {
    const { user } = openOrganization('/settings/acme/teams/?view=all');
    await table();
    await user.click(screen.getByRole('button', { name: 'New team' }));
    await user.click(screen.getByRole('button', { name: 'Create team' }));
    expect(screen.getByText('A name is needed.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Name of the new team' }), 'backend');
    await user.click(screen.getByRole('button', { name: 'Create team' }));
    await said('A team with this slug already exists.');
    expect((screen.getByRole('textbox', { name: 'Name of the new team' }) as HTMLInputElement).value).toBe('backend');
  });

  it('offers members no new team, and tells who makes the first', async () => {
    openOrganization('/settings/acme/teams/', { role: 'member', teams: 0, projects: 0, members: 0, audit: 0 });
    await said('No team yet.');
    expect(screen.getByText(/A manager or an owner creates the first one/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'New team' })).toBeNull();
  });
});
