import { describe, expect, it } from 'vitest';
import { sharesOf } from './facets';

const facet = (key: string, values: readonly (readonly [string, number | string, number])[]) => ({ key, topValues: values.map(([name, value, count]) => ({ name, value, count })) });

describe('sharesOf', () => {
  it('makes filters of values, and puts first what tells most', () => {
    const shares = sharesOf([facet('level', [['error', 'error', 3]]), facet('project', [['shop-api', 11, 3]]), facet('os.name', [['Mac OS', 'Mac OS', 2], ['', '', 1]]), facet('release', [['1.0', 'shop@1.0', 2]]), facet('empty', [])]);
    expect(shares.map(({ key, values }) => [key, values.map(({ query }) => query)])).toEqual([
      ['release', ['release:shop@1.0']], ['project', ['project:shop-api']], ['level', ['level:error']], ['os.name', ['tags[os.name]:"Mac OS"', '!has:tags[os.name]']],
    ]);
  });
  it('knows that ten values may not be all', () => {
    const ten = sharesOf([facet('ms', Array.from({ length: 10 }, (_, at) => [String(at), String(at), 1] as const))])[0]!;
    expect([ten.total, ten.partial, sharesOf([facet('ms', [['a', 'a', 1]])])[0]!.partial]).toEqual([10, true, false]);
  });
});
