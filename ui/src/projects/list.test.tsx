// The list of projects, against an organization of 500.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { heading, openOrganization, patience, said } from '../../tests/organization';

const rows = () => within(screen.getByRole('table', { name: 'Projects' })).getAllByRole('row').slice(1);
const slugs = () => rows().map((row) => row.querySelector('[data-row]')!.textContent);
const table = () => screen.findByRole('table', { name: 'Projects' }, patience);

describe('the project list', () => {
  it('opens with what is mine, and counts the rest', async () => {
    openOrganization('/organizations/acme/projects/', { projects: 500, teams: 120 });
    await table();
    expect(screen.getByRole('link', { name: /^Mine/, current: 'page' }).textContent).toBe('Mine9');
    expect(screen.getByRole('link', { name: /^All/ }).textContent).toBe('All500');
    expect(slugs()[0]).toBe('shop-api');
    expect(slugs()).toHaveLength(9);
  });

  it('draws 50 of 500 at a time, and turns pages in the address', async () => {
    openOrganization('/organizations/acme/projects/?view=all', { projects: 500, teams: 120 });
    await table();
    expect(rows()).toHaveLength(50);
    expect(screen.getByText('1–50 of 500 projects')).toBeTruthy();
    const first = slugs();
    fireEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await said('51–100 of 500 projects');
    expect(window.location.search).toContain('cursor=0%3A50%3A0');
    expect(slugs().filter((slug) => first.includes(slug))).toEqual([]);
    expect((screen.getByRole('button', { name: 'Previous page' }) as HTMLButtonElement).disabled).toBe(false);
  });

  it('shows names before the numbers, and a dash where there are none', async () => {
    const { asked } = openOrganization('/organizations/acme/projects/?view=all', {}, (fake) => {
      fake.once('GET', /stats-never/, { status: 500 });
      for (const project of fake.projects) if (project.slug === 'pay-api') project.stats = undefined;
    });
    await table();
    await waitFor(() => expect(rows()[0]!.querySelector('svg[role=img]')).toBeTruthy(), patience);
    const row = rows().find((each) => each.textContent!.startsWith('pay-api'))!;
    expect(row.textContent).toContain('–');
    const lists = asked.filter((each) => each.path === 'organizations/acme/projects/');
    expect(lists.map((each) => each.query.get('statsPeriod')).sort()).toEqual(['24h', null].sort());
  });

  it('searches as one types, in the address, and offers the way back', async () => {
    const { user } = openOrganization('/organizations/acme/projects/?view=all');
    await table();
    await user.type(screen.getByRole('searchbox', { name: 'Search projects' }), 'shop api');
    await waitFor(() => expect(slugs()).toEqual(['shop-api']), patience);
    expect(window.location.search).toContain('query=shop+api');
    await user.type(screen.getByRole('searchbox', { name: 'Search projects' }), 'zzz{Enter}');
    await said('No project matches.');
    await user.click(screen.getByRole('button', { name: 'Look at all 60' }));
    await waitFor(() => expect(rows()).toHaveLength(50), patience);
  });

  it('keeps to one team', async () => {
    const { user } = openOrganization('/organizations/acme/projects/?view=all');
    await table();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Team' }), 'backend');
    await waitFor(() => expect(rows().every((row) => row.textContent!.includes('#backend'))).toBe(true), patience);
    expect(rows().length).toBeLessThan(50);
  });

  it('stars at once, by pointer and by key, and puts the star back when refused', async () => {
    const { fake, sent, user } = openOrganization('/organizations/acme/projects/?view=all');
    await table();
    const star = () => screen.getByRole('button', { name: 'Star auth-api' });
    expect(star().getAttribute('aria-pressed')).toBe('false');
    await user.click(star());
    expect(star().getAttribute('aria-pressed')).toBe('true');
    await waitFor(() => expect(sent('PUT', 'projects/acme/auth-api/')?.body).toEqual({ isBookmarked: true }), patience);

    fake.once('PUT', /projects\/acme\/auth-api\/$/, { status: 403, body: { detail: 'You do not have permission to perform this action.' } });
    screen.getByRole('link', { name: 'auth-api' }).focus();
    await user.keyboard('s');
    await said(/auth-api is still starred\. You do not have permission/);
    expect(star().getAttribute('aria-pressed')).toBe('true');
  });

  it('moves the focus through the rows with j and k', async () => {
    const { user } = openOrganization('/organizations/acme/projects/?view=all');
    await table();
    await user.keyboard('jjk');
    expect(document.activeElement?.textContent).toBe(slugs()[0]);
    await user.keyboard('j');
    expect(document.activeElement?.textContent).toBe(slugs()[1]);
  });

  it('leads from a project without events to its setup', async () => {
    openOrganization('/organizations/acme/projects/?view=all');
    await table();
    const row = rows().find((each) => each.textContent!.includes('Waiting for the first event'))!;
    const slug = row.querySelector('[data-row]')!.textContent;
    expect(within(row).getByRole('link', { name: 'Show setup' }).getAttribute('href')).toBe(`/acme/${slug}/getting-started/`);
  });

  it('asks for the first project when there is none', async () => {
    const { user } = openOrganization('/organizations/acme/projects/', { projects: 0 });
    await said('Create your first project.');
    await user.click(screen.getByRole('button', { name: 'Create project' }));
    await heading('New project');
  });

  it('says what failed, and tries again', async () => {
    const { user } = openOrganization('/organizations/acme/projects/?view=all', {}, (fake) => {
      fake.once('GET', /organizations\/acme\/projects\/$/, { status: 500, body: { detail: 'Internal Error', errorId: '0d3a7c5e9b1f48d2a6c4e8f012345678' } });
    });
    await said('The list of projects could not be loaded.');
    expect(screen.getByText('Picket reported error 0d3a7c5e.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await table();
  });
});
