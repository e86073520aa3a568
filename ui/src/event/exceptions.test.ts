import { describe, expect, it } from 'vitest';
import { exceptionNodes } from './exceptions';
import type { ExceptionValue, Mechanism } from '../api/event_types';

const one = (type: string, mechanism?: Mechanism): ExceptionValue => ({ type, mechanism });
const brief = (values: unknown) =>
  exceptionNodes({ values } as never).map((node) => `${'>'.repeat(node.depth)}${node.exception.type}:${node.role}`);

describe('exceptionNodes', () => {
  it('puts the outermost exception first and its causes below', () => {
    expect(brief([one('Root'), one('Middle'), one('Outer')])).toEqual(['Outer:outermost', 'Middle:cause', 'Root:cause']);
    expect(exceptionNodes({ values: [one('Root'), one('Outer')] }).map((node) => node.index)).toEqual([1, 0]);
  });

  it('shows a group as a tree, its members in their order', () => {
    const values = [
      one('TypeError', { exception_id: 5, parent_id: 0, source: 'exceptions[2]' }),
      one('ModuleNotFoundError', { exception_id: 4, parent_id: 2, source: 'exceptions[1]' }),
      one('ImportError', { exception_id: 3, parent_id: 2, source: 'exceptions[0]' }),
      one('ExceptionGroup', { exception_id: 2, parent_id: 0, source: 'exceptions[1]', is_exception_group: true }),
      one('ValueError', { exception_id: 1, parent_id: 0, source: 'exceptions[0]' }),
      one('BaseGroup', { exception_id: 0, is_exception_group: true }),
    ];
    expect(brief(values)).toEqual([
      'BaseGroup:outermost',
      '>ValueError:member',
      '>ExceptionGroup:member',
      '>>ImportError:member',
      '>>ModuleNotFoundError:member',
      '>TypeError:member',
    ]);
    expect(exceptionNodes({ values })[0]!.members).toBe(3);
  });

  it('tells the cause of a group from its members', () => {
    const values = [
      one('Cause', { exception_id: 2, parent_id: 0, source: '__cause__' }),
      one('Member', { exception_id: 1, parent_id: 0, source: 'exceptions[0]' }),
      one('Group', { exception_id: 0, is_exception_group: true }),
    ];
    expect(brief(values)).toEqual(['Group:outermost', '>Member:member', 'Cause:cause']);
  });

  it.each([
    ['a circle', [{ exception_id: 1, parent_id: 2 }, { exception_id: 2, parent_id: 1, is_exception_group: true }]],
    ['an id twice', [{ exception_id: 1, parent_id: 1 }, { exception_id: 1, is_exception_group: true }]],
    ['two roots', [{ exception_id: 1 }, { exception_id: 2, is_exception_group: true }]],
    ['a lost parent', [{ exception_id: 1, parent_id: 9 }, { exception_id: 2, is_exception_group: true }]],
    ['no ids', [{}, { is_exception_group: true }]],
  ])('falls back to a chain for %s, so that nothing is lost', (_, mechanisms) => {
    expect(brief(mechanisms.map((mechanism, at) => one(`E${at}`, mechanism as Mechanism)))).toEqual([
      'E1:outermost',
      'E0:cause',
    ]);
  });

  it('survives what is no list of exceptions', () => {
    for (const values of [null, undefined, {}, 'x', [null, 4]]) expect(brief(values)).toEqual([]);
    expect(exceptionNodes(undefined)).toEqual([]);
  });
});
