import { describe, expect, it } from 'vitest';
import { metaAt, piecesOf, remarksOf, remarksWithin } from './meta';
import type { MetaNode } from '../api/event_types';

const said = (note: object, value: unknown = 'x') => remarksOf({ '': note } as MetaNode, value).map((remark) => remark.text);

describe('remarksOf', () => {
  it('names the rule that removed a value, and how much that was', () => {
    const note = {
      rem: [['@creditcard:filter', 's', 0, 10]],
      len: 16,
      chunks: [{ type: 'redaction', text: '[Filtered]', rule_id: '@creditcard:filter', remark: 's' }],
    };
    expect(said(note)).toEqual(['16 characters removed by rule @creditcard before storage']);
  });

  it('says that only a part was removed', () => {
    const note = {
      rem: [['@email', 'm', 3, 7]],
      len: 20,
      chunks: [{ type: 'text', text: 'to ' }, { type: 'redaction', text: '****' }, { type: 'text', text: ' now' }],
    };
    expect(said(note)).toEqual(['A part was masked by rule @email before storage']);
  });

  it('says what was cut and from how much', () => {
    expect(said({ rem: [['!limit', 's', 1021, 1024]], len: 5000 })).toEqual(['Shortened: 5,000 characters were sent']);
    expect(said({ len: 300 }, [])).toEqual(['Shortened: 300 items were sent']);
    expect(said({ len: 300 }, {})).toEqual(['Shortened: 300 entries were sent']);
  });

  it('says why a value is not there', () => {
    expect(said({ err: [['invalid_data', { reason: 'expected a number' }]], val: 'lots' }, null)).toEqual([
      'The SDK sent something that this field cannot hold: expected a number',
    ]);
    expect(said({ err: ['missing_attribute', 'new_kind'] }, null)).toEqual([
      'The SDK left it out',
      'Not understood (new_kind)',
    ]);
  });

  it('is nothing where nothing was done, and survives anything', () => {
    for (const node of [null, undefined, {}, { '': null }, { '': {} }, { '': { rem: 7, err: 'x' } }, { '': { rem: [null] } }]) {
      expect(remarksOf(node as MetaNode, 'x')).toEqual([]);
    }
  });
});

describe('metaAt and remarksWithin', () => {
  const meta: MetaNode = { entries: { '3': { data: { data: { card: { '': { rem: [['@c', 'x']] } }, '0': { '': { len: 9 } } } } } } };

  it('finds the node of a place', () => {
    expect(remarksOf(metaAt(meta, ['entries', 3, 'data', 'data', 'card']))).toHaveLength(1);
    expect(metaAt(meta, ['entries', 4, 'data'])).toBeUndefined();
    expect(metaAt(null, ['user'])).toBeUndefined();
  });

  it('collects what was done inside a value, with the places', () => {
    const found = remarksWithin(metaAt(meta, ['entries', 3, 'data', 'data']), { card: null, '0': 'text' });
    expect(found.map((remark) => `${remark.path}: ${remark.text}`)).toEqual([
      '0: Shortened: 9 characters were sent',
      'card: The value was removed by rule @c before storage',
    ]);
  });
});

describe('piecesOf', () => {
  it('splits a text into what was left and what stands for the rest', () => {
    const node = { '': { chunks: [{ type: 'text', text: 'to ' }, { type: 'redaction', text: '****', rule_id: '@email' }] } };
    expect(piecesOf(node as MetaNode)).toEqual([
      { text: 'to ', redacted: false },
      { text: '****', redacted: true, rule: '@email' },
    ]);
    expect(piecesOf({})).toBeUndefined();
  });
});
