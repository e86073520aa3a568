import { describe, expect, it } from 'vitest';
import type { DiscoverQuery } from '../api/answers';
import { fixture } from '../../tests/fake/api';
import { bodyOf, DEFAULT_VIEW, differs, renamed, saysView, scopeOfSaved, searchOf, sortedBy, viewOf, viewOfSaved, withFields } from './view';

const saved = fixture<DiscoverQuery[]>('discover-saved')[0]!;
const scope = { projects: ['11'], environments: [], statsPeriod: '14d' };

describe('viewOf', () => {
  it('is the newest events where the address says nothing', () => {
    expect(viewOf({})).toEqual(DEFAULT_VIEW);
    expect(saysView({ project: '1', id: '7' })).toBe(false);
    expect(saysView({ yAxis: 'count()' })).toBe(true);
  });
  it('reads the words of Sentry, and passes over what it does not know', () => {
    expect(viewOf({ field: ['title', 'count()'], query: 'a', sort: '-count', yAxis: ['count()', 'epm()', 'eps()', 'failure_rate()'], display: 'top5' })).toEqual({
      fields: ['title', 'count()'], query: 'a', sort: '-count', axes: ['count()', 'epm()', 'eps()'], display: 'top5',
    });
    expect(viewOf({ field: 'title', display: '<b>' })).toEqual({ ...DEFAULT_VIEW, fields: ['title'], sort: '' });
  });
  it('is what is written into the address', () => {
    const view = { ...DEFAULT_VIEW, query: 'x', display: 'bar' as const };
    expect(viewOf(Object.fromEntries(Object.entries(searchOf(view)).filter(([, value]) => value !== undefined)) as Record<string, string>)).toEqual(view);
  });
});

describe('a saved query', () => {
  it('is read with its scope', () => {
    expect(viewOfSaved(saved)).toEqual({ fields: ['title', 'project', 'count()'], query: 'event.type:error', sort: '-count', axes: ['count()'], display: 'default' });
    expect(scopeOfSaved(saved)).toEqual({ project: ['11'], environment: undefined, statsPeriod: '14d', start: undefined, end: undefined });
    expect(scopeOfSaved({ ...saved, projects: [-1], start: '2026-05-01T00:00:00Z', end: '2026-05-02T00:00:00Z', range: undefined })).toMatchObject({ project: undefined, start: '2026-05-01T00:00:00', end: '2026-05-02T00:00:00' });
  });
  it('differs from what is shown once something was changed', () => {
    expect(differs(saved, viewOfSaved(saved), scope)).toBe(false);
    expect(differs(saved, { ...viewOfSaved(saved), query: 'x' }, scope)).toBe(true);
    expect(differs(saved, viewOfSaved(saved), { ...scope, statsPeriod: '24h' })).toBe(true);
  });
  it('is written so that it can be read again', () => {
    const body = bodyOf(DEFAULT_VIEW, { projects: [], environments: ['production'], start: '2026-05-01T00:00:00', end: '2026-05-02T00:00:00' }, 'Newest');
    expect(body).toMatchObject({ name: 'Newest', projects: [-1], environment: ['production'], orderby: '-timestamp', start: '2026-05-01T00:00:00Z', end: '2026-05-02T00:00:00Z' });
    expect(viewOfSaved({ ...saved, ...body } as DiscoverQuery)).toEqual(DEFAULT_VIEW);
    const again = renamed(saved, 'Other');
    expect(again).toMatchObject({ name: 'Other', fields: saved.fields, widths: saved.widths, range: '14d' });
    expect(Object.keys(again)).not.toContain('id');
  });
});

describe('the order', () => {
  it('is by a column or its alias', () => {
    expect(sortedBy({ ...DEFAULT_VIEW, fields: ['title', 'count_unique(user)'], sort: '-count_unique_user' })).toEqual({ key: 'count_unique(user)', descending: true });
    expect(sortedBy({ ...DEFAULT_VIEW, sort: 'title' })).toEqual({ key: 'title', descending: false });
    expect(sortedBy({ ...DEFAULT_VIEW, sort: '-gone' })).toBeUndefined();
  });
  it('stays when columns change, or goes to one that is there', () => {
    expect(withFields(DEFAULT_VIEW, ['timestamp']).sort).toBe('-timestamp');
    expect(withFields(DEFAULT_VIEW, ['title', 'count()']).sort).toBe('-count()');
    expect(withFields({ ...DEFAULT_VIEW, sort: '-title' }, ['release', 'timestamp']).sort).toBe('-timestamp');
    expect(withFields(DEFAULT_VIEW, ['title']).sort).toBe('');
  });
});
