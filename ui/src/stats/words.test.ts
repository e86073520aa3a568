// The words of the stats page: what the counts become, and what each reason says.
import { describe, expect, it } from 'vitest';
import { amountOf, categoryOf, errors } from './categories';
import { byFate, fateNames, fateOf, type Count, type Fate } from './outcomes';
import { rowsOf } from './project_table';
import { intervalOf, spanSeconds } from './queries';
import { explain, type Place } from './reasons';
import { verdictOf } from './verdict';

const count = (outcome: string, reason: string, total: number, series: readonly number[] = []): Count => ({ outcome, reason, total, series });
const place: Place = { org: 'acme', project: 'shop', superuser: false };
const verdict = (counts: readonly Count[], category = errors) =>
  verdictOf(category, 'in the last 24 hours', byFate(counts), (of) => explain(of.fate, of.reasons[0]!.reason, place));

describe('what became of things', () => {
  it('has one name for every outcome', () => {
    const cases: readonly (readonly [string, string, Fate])[] = [
      ['accepted', 'none', 'stored'], ['filtered', 'localhost', 'filtered'], ['rate_limited', 'key_quota', 'limited'], ['abuse', 'project_abuse_limit', 'limited'],
      ['cardinality_limited', 'x', 'limited'], ['client_discard', 'before_send', 'discarded'], ['invalid', 'cors', 'invalid'], ['invalid', 'unavailable', 'unavailable'],
      ['pending', 'none', 'pending'], ['lost', 'offset_gap', 'lost'],
    ];
    for (const [outcome, reason, fate] of cases) expect(fateOf(outcome, reason), `${outcome} ${reason}`).toBe(fate);
  });
  it('is summed with its reasons, the most frequent first, and without what is not there', () => {
    const found = byFate([count('filtered', 'localhost', 1, [1, 0]), count('abuse', 'x', 0), count('filtered', 'web-crawlers', 5, [2, 3]), count('accepted', 'none', 2, [0, 2])]);
    expect(found.map(({ fate, total, series, reasons }) => [fate, total, series, reasons.map(({ reason }) => reason)])).toEqual([
      ['stored', 2, [0, 2], ['none']], ['filtered', 6, [3, 3], ['web-crawlers', 'localhost']],
    ]);
  });
});

describe('the first sentences', () => {
  it('say that nothing was lost and where the rest went', () => {
    const said = verdict([count('accepted', 'none', 13_796), count('filtered', 'web-crawlers', 1204)]);
    expect(said).toEqual({ arrived: '15,000 events arrived in the last 24 hours.', lost: 'Nothing was lost.', isLost: false, rest: '1,204 events (8%) were filtered: web crawlers.' });
  });
  it('name the most frequent of several reasons', () => {
    expect(verdict([count('accepted', 'none', 900), count('filtered', 'localhost', 25), count('rate_limited', 'key_quota', 75)]).rest)
      .toBe('100 events (10%) were not stored; most of it, 75%, was rate limited: limit of a client key.');
  });
  it('count what an SDK dropped, but not as arrived', () => {
    const said = verdict([count('accepted', 'none', 3), count('client_discard', 'before_send', 1)]);
    expect(said.arrived).toBe('3 events arrived in the last 24 hours.');
    expect(said.rest).toBe('1 event (25%) was dropped by the SDK: before_send returned nothing.');
  });
  it('say what was lost, and what waits', () => {
    const said = verdict([count('accepted', 'none', 3), count('lost', 'offset_gap', 1), count('pending', 'none', 12)]);
    expect([said.lost, said.isLost]).toEqual(['1 event was lost.', true]);
    expect(said.rest).toBe('All that came was taken. 12 events are waiting to be processed.');
  });
  it('say that nothing came', () => {
    expect(verdict([])).toEqual({ arrived: 'No event arrived in the last 24 hours.', lost: 'Nothing was lost.', isLost: false, rest: '' });
  });
  it('measure attachments in bytes', () => {
    expect(verdict([count('accepted', 'none', 3 << 20)], categoryOf('attachment')).arrived).toBe('3.0 MiB of attachments arrived in the last 24 hours.');
  });
});

describe('a reason', () => {
  it('has a sentence and a way on, whatever it is', () => {
    for (const fate of fateNames) {
      for (const reason of ['none', 'never heard of', 'constructor', '__proto__', '']) {
        const { title, why, next } = explain(fate, reason, place);
        expect(title && why && next.words, `${fate} ${reason}`).toBeTruthy();
      }
    }
  });
  it('leads to the page that decides about it', () => {
    expect(explain('filtered', 'web-crawlers', place)).toEqual({
      title: 'Web crawlers', why: 'User agents of search engines, link previews and monitors.',
      next: { words: 'Open the filter of shop', to: '/settings/acme/projects/shop/filters/data-filters/' },
    });
    expect(explain('limited', 'key_quota', place).next).toMatchObject({ to: '/settings/acme/projects/shop/keys/' });
    expect(explain('invalid', 'dead_letter', place).next).toMatchObject({ part: 'letters' });
    expect(explain('pending', 'none', place).next).toMatchObject({ part: 'health' });
  });
  it('keeps what comes after its name', () => {
    expect(explain('invalid', 'too_large:attachment', place).title).toBe('Too large: attachment');
    expect(explain('filtered', 'my-condition', place).title).toBe('A condition of the project: my-condition');
  });
  it('leads to admin pages only those who may see them', () => {
    expect(explain('unavailable', 'unavailable', place).next).toMatchObject({ part: 'health' });
    expect(explain('unavailable', 'unavailable', { ...place, superuser: true }).next).toMatchObject({ to: '/manage/storage/' });
  });
  it('leads to the projects when it is of none', () => {
    expect(explain('filtered', 'localhost', { ...place, project: undefined }).next).toMatchObject({ to: '/organizations/acme/projects/' });
  });
});

describe('scales', () => {
  it('have between 24 and 60 bars', () => {
    const at = (statsPeriod: string) => ({ projects: [], environments: [], statsPeriod });
    expect(['1h', '24h', '7d', '2w', '30d', '90d'].map((period) => intervalOf(at(period)))).toEqual(['1m', '30m', '3h', '12h', '12h', '1d']);
    expect(spanSeconds({ projects: [], environments: [], start: '2026-05-01T00:00:00', end: '2026-05-02T12:00:00' })).toBe(36 * 3600);
  });
});

describe('projects', () => {
  it('stand with most first, and a deleted one without a name', () => {
    const rows = rowsOf([{ project: '1', ...count('accepted', 'none', 3) }, { project: '2', ...count('accepted', 'none', 4) }, { project: '2', ...count('filtered', 'x', 1) }], new Map([['2', 'web']]));
    expect(rows.map(({ slug, total }) => [slug, total])).toEqual([['web', 5], [undefined, 3]]);
  });
});

describe('categories', () => {
  it('are called by the words of the address, and by their own when nobody knows them', () => {
    expect(categoryOf(undefined)).toBe(errors);
    expect(categoryOf('errors')).toBe(errors);
    expect(categoryOf('profile_chunk')).toMatchObject({ key: 'profile_chunk', name: 'profile_chunk', title: 'Profile chunk' });
    expect(amountOf(errors, 1)).toBe('1 event');
  });
});
