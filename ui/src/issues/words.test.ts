// What the list says where the server stops counting, or an application said nothing.
import { describe, expect, it } from 'vitest';
import { placeWords } from './list_foot';
import { hitsText } from './queries';
import { titleParts } from './row';

describe('hitsText', () => {
  it.each([[318, '318'], [999, '999'], [1000, '1,000+'], [1250, '1,250+']])('%d', (hits, text) => expect(hitsText(hits)).toBe(text));
});

describe('placeWords', () => {
  it.each([
    [0, 50, 318, '1–50 of 318'], [950, 50, 1000, '951–1,000 of 1,000+'], [1200, 50, 1000, '1,201–1,250 of 1,250+'],
    [50, 20, undefined, '51–70'], [undefined, 50, 1000, '50 of 1,000+'], [0, 0, 0, ''],
  ])('%s + %d of %s', (start, count, hits, text) => expect(placeWords(start, count, hits)).toBe(text));
});

describe('titleParts', () => {
  const issue = (metadata: object, title = '') => titleParts({ metadata, title } as Parameters<typeof titleParts>[0]);
  it('is type and message, or the message alone', () => {
    expect(issue({ type: 'ValueError', value: 'got -3' })).toEqual(['ValueError', 'got -3']);
    expect(issue({ title: 'Payment provider timeout' })).toEqual(['Payment provider timeout', '']);
    expect(issue({}, 'From the issue')).toEqual(['From the issue', '']);
  });
  it('is never empty: there must be something to read and to click', () => {
    expect(issue({ type: '   ', value: '' }, '  ')).toEqual(['(no title)', '']);
    expect(issue({ type: ' ', value: 'only a message' }, ' ')).toEqual(['only a message', '']);
  });
});
