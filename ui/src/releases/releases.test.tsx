// Releases: the list with shares of the events in range, and the page of one.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { heading, openOrganization, patience, said } from '../../tests/organization';
import { shareText } from './share';

const list = '/organizations/acme/releases/';
const one = `${list}shop-api%402.4.1/`;
const table = () => screen.findByRole('table', { name: 'Releases' }, patience);

describe('the list of releases', () => {
  it('says the share of each in the range of the page, and what began with it', async () => {
    const { asked } = openOrganization(`${list}?statsPeriod=14d&project=11&environment=production`);
    const link = await within(await table()).findByRole('link', { name: '2.4.1' }, patience);
    expect(link.getAttribute('href')).toMatch(/^\/organizations\/acme\/releases\/shop-api%402\.4\.1\/\?.*statsPeriod=14d/);
    const row = link.closest('tr')!;
    expect(within(row).getByText('6%')).toBeTruthy();
    expect(within(row).getByTitle('1,204 events')).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Events, 14 days' })).toBeTruthy();
    expect(within(row).getByTitle('2 issues first seen in it, lifetime').textContent).toBe('2');
    const began = new URL(within(row).getByTitle('2 issues first seen in it, lifetime').getAttribute('href')!, 'http://x');
    expect([began.pathname, Object.fromEntries(began.searchParams)]).toEqual([
      '/organizations/acme/issues/', { query: 'firstRelease:shop-api@2.4.1', statsPeriod: '90d', project: '11', environment: 'production' },
    ]);
    const { query } = asked.find((each) => each.path === 'organizations/acme/releases/')!;
    expect([query.get('summaryStatsPeriod'), query.getAll('project'), query.getAll('environment'), query.get('status'), query.has('statsPeriod')]).toEqual(['14d', ['11'], ['production'], 'open', false]);
  });

  it('has no share for a range with dates', async () => {
    const { asked } = openOrganization(`${list}?start=2026-05-01T00:00:00&end=2026-05-02T00:00:00`);
    await within(await table()).findByRole('link', { name: '2.4.1' }, patience);
    expect(asked.find((each) => each.path === 'organizations/acme/releases/')!.query.has('summaryStatsPeriod')).toBe(false);
    expect(screen.queryByText('6%')).toBeNull();
  });

  it('is searched by a part of the version', async () => {
    const { user } = openOrganization(list);
    await within(await table()).findByRole('link', { name: '2.4.1' }, patience);
    await user.type(screen.getByRole('searchbox', { name: 'Search releases' }), '9.9');
    await screen.findByText('No release matches.', {}, patience);
    expect(window.location.search).toContain('query=9.9');
  });

  it('says that none is archived, and that none is there at all', async () => {
    openOrganization(`${list}?status=archived`);
    await screen.findByText('No release is archived.', {}, patience);
  });

  it('teaches how a release appears', async () => {
    openOrganization(list, {}, (fake) => fake.once('GET', /releases\/$/, { body: [] }));
    await screen.findByText('No release yet.', {}, patience);
  });

  it('says when it could not be loaded, and tries again', async () => {
    const { user } = openOrganization(list, {}, (fake) => fake.once('GET', /releases\/$/, { status: 500, body: { detail: 'Internal error' } }));
    await screen.findByText('The list of releases could not be loaded.', {}, patience);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await within(await table()).findByRole('link', { name: '2.4.1' }, patience);
  });

  it('is reached with g r', async () => {
    const { user } = openOrganization('/organizations/acme/projects/');
    await screen.findByRole('table', { name: 'Projects' }, patience);
    await user.keyboard('gr');
    await table();
  });
});

describe('the page of a release', () => {
  it('shows its share, its dates and its projects', async () => {
    openOrganization(one);
    await heading('2.4.1');
    await screen.findByText('6% of all events in range', {}, patience);
    expect(screen.getByText('shop-api@2.4.1')).toBeTruthy();
    const projects = screen.getByRole('table', { name: 'Projects of the release' });
    expect(within(projects).getByRole('link', { name: 'shop-api' }).getAttribute('href')).toMatch(/project=11&query=release%3Ashop-api/);
  });

  it('lists the issues that began with it, then all, and leads to the list of them', async () => {
    const { user, asked } = openOrganization(`${one}?statsPeriod=14d`);
    const issues = await screen.findByRole('table', { name: 'Issues of the release' }, patience);
    const first = await within(issues).findByRole('link', { name: /basketId/ }, patience);
    expect(first.getAttribute('href')).toMatch(/^\/organizations\/acme\/issues\/5093\/\?statsPeriod=14d&query=firstRelease/);
    expect(within(issues).getAllByRole('row')).toHaveLength(2);
    const open = screen.getByRole('link', { name: 'Open in the issue list' });
    expect(new URL(open.getAttribute('href')!, 'http://x').searchParams.get('query')).toBe('firstRelease:shop-api@2.4.1');
    await user.click(within(screen.getByRole('navigation', { name: 'Which issues' })).getByRole('link', { name: 'All' }));
    const all = await screen.findByRole('link', { name: 'All 318 in the issue list' }, patience);
    expect(new URL(all.getAttribute('href')!, 'http://x').searchParams.get('query')).toBe('release:shop-api@2.4.1');
    expect(within(screen.getByRole('table', { name: 'Issues of the release' })).getAllByRole('row')).toHaveLength(11);
    const lists = asked.filter((each) => each.path === 'organizations/acme/issues/').map(({ query }) => [query.get('query'), query.get('limit'), query.get('statsPeriod')]);
    expect(lists).toEqual([['firstRelease:shop-api@2.4.1', '10', '14d'], ['release:shop-api@2.4.1', '10', '14d']]);
  });

  it('says when no issue began with it', async () => {
    openOrganization(`${one}?statsPeriod=14d`, {}, (fake) => fake.once('GET', /organizations\/acme\/issues\/$/, { body: [] }));
    await screen.findByText('No new issue in the last 14 days.', {}, patience);
  });

  it('leaves the list and comes back', async () => {
    const { user, sent } = openOrganization(one);
    await user.click(await screen.findByRole('button', { name: 'Archive' }, patience));
    await said('Archived shop-api@2.4.1.');
    expect(sent('PUT', 'releases/shop-api%402.4.1/')?.body).toEqual({ status: 'archived' });
    await user.click(await screen.findByRole('button', { name: 'Open again' }, patience));
    await said('shop-api@2.4.1 is open again.');
  });

  it('says when there is none', async () => {
    openOrganization(`${list}nothing%401/`);
    await screen.findByText('Nothing here.', {}, patience);
  });
});

describe('the words of releases', () => {
  it('never make nothing of something', () => {
    expect(shareText({ eventCount: 1, eventShare: 0.00001 })).toBe('< 0.1%');
    expect(shareText({ eventCount: 0, eventShare: 0 })).toBe('0%');
    expect(shareText({ eventCount: 5, eventShare: 1 })).toBe('100%');
    expect(shareText({})).toBeUndefined();
  });
});
