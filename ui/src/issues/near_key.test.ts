import { describe, expect, it } from 'vitest';
import { distance, keysOf, nearKey } from './near_key';

const known = ['environment', 'level', 'timesSeen', 'release', 'os', 'user.email', 'voucher'];

describe('the key that was meant', () => {
  it.each([['enviroment', 'environment'], ['enviornment', 'environment'], ['lvel', 'level'], ['relaese', 'release'], ['VOUCHR', 'voucher'], ['user.emial', 'user.email']])(
    '%s is %s', (written, meant) => expect(nearKey(written, known)).toBe(meant));
  it.each([['environment'], ['times_seen'], ['Level'], ['os'], ['ox'], ['nothing'], ['x'.repeat(61)]])(
    '%s is none of them, or known', (written) => expect(nearKey(written, known)).toBeUndefined());
});

describe('distance', () => {
  it.each([['', '', 0], ['abc', 'abc', 0], ['abc', 'ab', 1], ['abc', 'acb', 1], ['abc', 'xyz', 3], ['', 'ab', 2], ['ca', 'abc', 3]])(
    'from %j to %j is %d', (a, b, steps) => expect([distance(a, b), distance(b, a)]).toEqual([steps, steps]));
});

it('keysOf knows filters, negated too, and no words', () => {
  expect(keysOf('is:unresolved !enviroment:[a, b] "x:y" word')).toEqual(['is', 'enviroment']);
});
