import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { makeOrg } from '../../tests/fake/organization/data';
import type { Member } from '../api/types';
import { openOrganization, patience, said } from '../../tests/organization';
import { inviteProblem, pageWords } from './list';
import { lastSeen } from './queries';

const rows = () => within(screen.getByRole('table', { name: 'Members' })).getAllByRole('row').slice(1);
const loaded = () => waitFor(() => expect(rows().length).toBeGreaterThan(0), patience);

describe('inviteProblem', () => {
  it('goes by scope and by the setting of the organization', () => {
    expect(inviteProblem(makeOrg('owner'))).toBeUndefined();
    expect(inviteProblem(makeOrg('member'))).toBeUndefined();
    expect(inviteProblem({ ...makeOrg('member'), allowMemberInvite: false })).toMatch(/managers and owners/);
    expect(inviteProblem({ ...makeOrg('manager'), allowMemberInvite: false })).toBeUndefined();
  });
});

describe('lastSeen', () => {
  const user = (lastActive: string | null, lastLogin: string | null) => ({ lastActive, lastLogin }) as Member['user'];
  it('is the later of signing in and being active', () => {
    expect(lastSeen(user('2026-05-01T10:00:00Z', '2026-05-02T10:00:00Z'))).toBe('2026-05-02T10:00:00Z');
    expect(lastSeen(user('2026-05-03T10:00:00Z', '2026-05-02T10:00:00Z'))).toBe('2026-05-03T10:00:00Z');
    expect(lastSeen(user(null, '2026-05-02T10:00:00Z'))).toBe('2026-05-02T10:00:00Z');
    expect(lastSeen(user(null, null))).toBeNull();
    expect(lastSeen(null)).toBeNull();
  });
});

describe('pageWords', () => {
  const data = Array.from({ length: 50 }, () => ({}) as Member);
  it('counts what it can count, and says which of the rest', () => {
    expect(pageWords({ data: data.slice(0, 11) }, undefined)).toBe('11 members');
    expect(pageWords({ data, next: '0:50:0' }, undefined)).toBe('Members 1–50');
    expect(pageWords({ data, next: '0:1200:0', previous: '0:1100:1' }, '0:1150:0')).toBe('Members 1,151–1,200');
    expect(pageWords({ data, next: '0:50:0', hits: 2000 }, undefined)).toBe('2,000 members');
  });
});

describe('the list of members', () => {
  it('pages through 2,000 with the cursors of the server', async () => {
    const { user, sent } = openOrganization('/settings/acme/members/', { members: 2000, teams: 20 });
    await loaded();
    expect(rows()).toHaveLength(50);
    expect(screen.getByText('2,000 members')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(sent('GET', 'acme/members/')?.query.get('cursor')).toBe('0:50:0'), patience);
    await waitFor(() => expect(rows()[0]!.textContent).toContain('.50@acme.test'), patience);
    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    await waitFor(() => expect(rows()[0]!.textContent).toContain('ada@acme.test'), patience);
  });

  it('sends what is typed to the server, tokens too', async () => {
    const { user, sent } = openOrganization('/settings/acme/members/');
    await loaded();
    await user.type(screen.getByRole('searchbox', { name: 'Search members' }), 'role:manager');
    await waitFor(() => expect(sent('GET', 'acme/members/')?.query.get('query')).toBe('role:manager'), patience);
    await waitFor(() => expect(rows().every((row) => row.textContent!.includes('Manager'))).toBe(true), patience);
  });

  it('shows invitations and those that expired, and what the tab asked in the field', async () => {
    const { user } = openOrganization('/settings/acme/members/');
    await loaded();
    await user.click(screen.getByRole('link', { name: 'Invited' }));
    await waitFor(() => expect(rows().every((row) => /invit/.test(row.textContent!))).toBe(true), patience);
    expect((screen.getByRole('searchbox', { name: 'Search members' }) as HTMLInputElement).value).toBe('isInvited:true');
    expect(screen.getAllByText('invitation expired').length).toBeGreaterThan(0);
    // One view is current, not also the one without a search.
    const current = within(screen.getByRole('navigation', { name: 'Which members' })).getAllByRole('link').filter((link) => link.getAttribute('aria-current') !== null);
    expect(current.map((link) => link.textContent)).toEqual(['Invited']);
  });

  it('shows the second factor of each', async () => {
    const { fake } = openOrganization('/settings/acme/members/');
    await loaded();
    const without = fake.members.find((member) => member.user && !member.user.has2fa)!;
    const row = screen.getByText(without.email).closest('tr')!;
    expect(within(row).getByText('off')).toBeTruthy();
  });

  it('tells a member why he cannot invite', async () => {
    openOrganization('/settings/acme/members/', { role: 'member' }, (fake) => { fake.org.allowMemberInvite = false; });
    await loaded();
    expect(screen.getByText('This organization leaves invitations to managers and owners. Ask one of them.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Invite people' })).toBeNull();
  });

  it('says when nobody matches', async () => {
    const { user } = openOrganization('/settings/acme/members/?query=nobody-at-all');
    await said('Nobody matches.');
    await user.click(screen.getByRole('button', { name: 'Clear search' }));
    await loaded();
  });
});
