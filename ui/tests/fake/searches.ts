// What the search field suggests. Searches that were done are remembered for as long as the server runs.
import type { RecentSearch, SavedSearch, SearchKey, SearchValue } from '../../src/api/issue_types';
import { fixture, on, type FakeRoute } from './api';

const key = (name: string, kind: string, about: string, events: number | null = null): SearchKey => ({ key: name, kind, about, events });
const KEYS: readonly SearchKey[] = [
  key('environment', 'text', 'Environment of the event', 20_412), key('level', 'text', 'Level of the event', 20_412), key('voucher', 'tag', '', 318),
  key('assigned', 'actor', 'Who is assigned'), key('firstSeen', 'date', 'First event of the issue'), key('has', 'has', 'The key has a value'),
  key('is', 'is', 'Status of the issue'), key('logger', 'text', 'Logger of the event'),
];

const word = (value: string): SearchValue => ({ value, kind: 'word', about: '', events: null, lastSeen: null });
const counted = (value: string, events: number): SearchValue => ({ value, kind: 'value', about: '', events, lastSeen: '2026-05-13T11:41:09Z' });
const VALUES: Readonly<Record<string, readonly SearchValue[]>> = {
  is: ['unresolved', 'resolved', 'archived', 'escalating'].map(word),
  environment: [counted('production', 19_004), counted('pre production', 1408)],
  assigned: [word('me'), word('none'), { ...word('#backend'), kind: 'team', about: 'Backend' }],
};

export function searchRoutes(): readonly FakeRoute[] {
  let recent: RecentSearch[] = [];
  let saved = fixture<SavedSearch[]>('saved-searches');
  return [
    on('GET', 'organizations/{org}/search/keys/', () => ({ body: KEYS })),
    on('GET', 'organizations/{org}/search/values/', ({ query }) => ({
      body: (VALUES[query.get('key') ?? ''] ?? []).filter(({ value }) => value.includes(query.get('query') ?? '')),
    })),
    on('GET', 'organizations/{org}/searches/', () => ({ body: saved })),
    on('POST', 'organizations/{org}/searches/', (request) => {
      const one = { ...saved[0]!, ...(request.body as Partial<SavedSearch>), id: String(saved.length + 10) };
      saved = [...saved, one];
      return { body: one };
    }),
    on('DELETE', 'organizations/{org}/searches/{search}/', (_request, [, id]) => {
      saved = saved.filter((each) => each.id !== id);
      return { status: 204 };
    }),
    on('PUT', 'organizations/{org}/pinned-searches/', (request) => {
      const one: SavedSearch = { ...saved[0]!, ...(request.body as Partial<SavedSearch>), id: '99', name: 'My Pinned Search', isPinned: true, isOrgCustom: false, visibility: 'owner_pinned' };
      saved = [...saved.filter((each) => !each.isPinned), one];
      return { status: 201, body: one };
    }),
    on('DELETE', 'organizations/{org}/pinned-searches/', () => {
      saved = saved.filter((each) => !each.isPinned);
      return { status: 204 };
    }),
    on('GET', 'organizations/{org}/recent-searches/', () => ({ body: recent })),
    on('POST', 'organizations/{org}/recent-searches/', (request) => {
      const { query } = request.body as { readonly query: string };
      const at = new Date().toISOString();
      const one: RecentSearch = { id: String(recent.length + 1), organizationId: '1', type: 0, query, lastSeen: at, dateCreated: at };
      recent = [one, ...recent.filter((each) => each.query !== query)];
      return { status: 201, body: one };
    }),
  ];
}
