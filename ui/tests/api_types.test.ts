import { describe, expect, it } from 'vitest';
// @ts-expect-error: a tool, not part of the app
import { typeOf, typesOf } from '../tools/api_types.mjs';

describe('types of the API', () => {
  it('say what a schema says', () => {
    const types: readonly (readonly [unknown, string])[] = [
      [{ type: 'string' }, 'string'],
      [{ type: ['string', 'null'], format: 'date-time' }, 'Timestamp | null'],
      [{ type: ['string', 'null'], enum: ['a', 'b', null] }, "'a' | 'b' | null"],
      [{ type: 'integer', enum: [-1, 2] }, '-1 | 2'],
      [{ type: 'number' }, 'number'],
      [{ type: 'array', items: { $ref: '#/components/schemas/Team' } }, 'readonly Team[]'],
      [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } }, 'readonly (string | number)[]'],
      [{ type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false }, 'readonly [number, string]'],
      [{ type: 'object', additionalProperties: {} }, 'Readonly<Record<string, Json>>'],
      [{ anyOf: [{ $ref: '#/components/schemas/Team' }, { type: 'null' }] }, 'Team | null'],
      [{}, 'Json'],
    ];
    for (const [schema, type] of types) expect(typeOf(schema)).toBe(type);
  });

  it('name each object, mark what may be missing and leave open what is', () => {
    const Thing = { type: 'object', properties: { id: { type: 'string' }, 'event.type': { type: 'boolean' } }, required: ['id'], additionalProperties: true };
    expect(typesOf({ components: { schemas: { Thing } } })).toContain(
      "\nexport type Thing = {\n  readonly id: string;\n  readonly 'event.type'?: boolean;\n  readonly [key: string]: unknown;\n};\n");
  });

  it('refuse a schema that has no type here', () => {
    expect(() => typeOf({ type: 'object' })).toThrow('no type here');
  });
});
