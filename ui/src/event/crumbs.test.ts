import { describe, expect, it } from 'vitest';
import { beforeEvent, crumbMatches, crumbOf, crumbsOf } from './crumbs';
import type { PicketEvent } from '../api/event_types';

const eventWith = (values: unknown) => ({
  id: 'a', eventID: 'a', groupID: '1', projectID: '1', title: 'Boom', type: 'error', tags: [],
  dateCreated: '2026-05-13T11:41:09Z', entries: [{ type: 'breadcrumbs', data: { values } }],
}) as unknown as PicketEvent;

describe('crumbOf', () => {
  it('says a request in one line and keeps the rest', () => {
    const crumb = crumbOf(
      { type: 'http', category: 'httplib', data: { url: 'https://pay/quote', method: 'GET', status_code: 503, duration_ms: 8, reason: 'busy' } },
      0,
    );
    expect(crumb).toMatchObject({ kind: 'http', text: 'GET https://pay/quote', status: 503, ms: 8, rest: { reason: 'busy' } });
  });

  it('says from where to where somebody went', () => {
    expect(crumbOf({ category: 'navigation', data: { from: '/a', to: '/b' } }, 0).text).toBe('/a → /b');
    expect(crumbOf({ type: 'navigation', message: 'Opened checkout' }, 0).text).toBe('Opened checkout');
  });

  it('takes the text out of the data when there is no message', () => {
    expect(crumbOf({ category: 'query', data: { query: 'SELECT 1', rows: 3 } }, 0)).toMatchObject({ text: 'SELECT 1', rest: { rows: 3 } });
    expect(crumbOf({}, 0)).toMatchObject({ kind: 'other', label: 'default', text: '', level: 'info', rest: {} });
  });

  it.each([
    [{ category: 'ui.click' }, 'user'], [{ type: 'error' }, 'error'], [{ category: 'console' }, 'log'],
    [{ type: 'log' }, 'log'], [{ category: 'xhr' }, 'http'], [{ category: 'shop.basket', type: 'default' }, 'other'],
  ])('of %j is of kind %s', (crumb, kind) => {
    expect(crumbOf(crumb, 0).kind).toBe(kind);
  });

  it('survives values of any type', () => {
    for (const odd of [1, {}, [], true]) {
      const crumb = crumbOf({ type: odd, category: odd, message: odd, level: odd, data: odd, timestamp: odd } as never, 0);
      expect(typeof crumb.text).toBe('string');
      expect(typeof crumb.label).toBe('string');
    }
  });
});

describe('crumbsOf', () => {
  it('is newest first, with the event on top', () => {
    const crumbs = crumbsOf(eventWith([{ message: 'first' }, null, { message: 'last', timestamp: '2026-05-13T11:41:08.950Z' }]));
    expect(crumbs.map((crumb) => crumb.text)).toEqual(['Boom', 'last', 'first']);
    expect(crumbs[0]!.at! - crumbs[1]!.at!).toBe(50);
  });

  it('is empty without crumbs', () => {
    expect(crumbsOf(eventWith([]))).toEqual([]);
    expect(crumbsOf({ ...eventWith([]), entries: [] })).toEqual([]);
  });
});

describe('crumbMatches', () => {
  const crumb = crumbOf({ type: 'http', category: 'fetch', data: { method: 'POST', url: 'https://Pay/x', status_code: 503, region: 'eu' } }, 0);
  it.each([
    ['', '', true], ['pay', '', true], ['post 503', '', true], ['region', '', true], ['missing', '', false],
    ['', 'http', true], ['', 'query', false],
  ] as const)('finds %j of kind %j: %s', (search, kind, expected) => {
    expect(crumbMatches(crumb, search, kind)).toBe(expected);
  });
});

describe('beforeEvent', () => {
  it.each([[0, '0 ms'], [50, '−50 ms'], [8400, '−8.4 s'], [200_000, '−3 min'], [7_300_000, '−2 h'], [-20, '+20 ms']])('%d is %s', (ms, text) => {
    expect(beforeEvent(ms)).toBe(text);
  });
});
