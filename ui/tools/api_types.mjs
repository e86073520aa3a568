// Writes src/api/answers.ts, the types of what the API answers and takes, from openapi.json.
//   node tools/api_types.mjs          writes it
//   node tools/api_types.mjs --check  fails when it is not what openapi.json says
// Written here because openapi-typescript drives the compiler's API, which TypeScript 7 does not have.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not `new URL('...', import.meta.url)`, which vite takes for an asset of a page when a test reads this file.
const UI = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(UI, 'openapi.json');
const TARGET = join(UI, 'src/api/answers.ts');

const HEAD = `// Made from openapi.json by tools/api_types.mjs: change the shapes in src/roles/api/shapes_*.cc instead.

/** ISO 8601 in UTC, with \`Z\`. */
export type Timestamp = string;
/** What an application sent, or what differs from case to case. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
`;

const PRIMITIVES = { null: 'null', boolean: 'boolean', integer: 'number', number: 'number', string: 'string' };

function union(types) {
  return [...new Set(types)].join(' | ');
}

function listOf(type) {
  return /^[\w.]+$/.test(type) ? `readonly ${type}[]` : `readonly (${type})[]`;
}

function typeOfKind(schema, kind) {
  if (kind === 'string' && schema.format === 'date-time') return 'Timestamp';
  if (kind in PRIMITIVES) return PRIMITIVES[kind];
  if (kind === 'array' && schema.prefixItems) return `readonly [${schema.prefixItems.map(typeOf).join(', ')}]`;
  if (kind === 'array') return listOf(typeOf(schema.items));
  if (kind === 'object' && typeof schema.additionalProperties === 'object') {
    return `Readonly<Record<string, ${typeOf(schema.additionalProperties)}>>`;
  }
  throw new Error(`a schema that has no type here: ${JSON.stringify(schema)}`);
}

export function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.anyOf) return union(schema.anyOf.map(typeOf));
  if (schema.enum) return union(schema.enum.map((word) => (typeof word === 'string' ? `'${word}'` : String(word))));
  if (!schema.type) return 'Json';
  return union([schema.type].flat().map((kind) => typeOfKind(schema, kind)));
}

function declarationOf(name, schema) {
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties ?? {}).map(([key, value]) => {
    const quoted = /^[A-Za-z_]\w*$/.test(key) ? key : `'${key}'`;
    return `  readonly ${quoted}${required.has(key) ? '' : '?'}: ${typeOf(value)};\n`;
  });
  if (schema.additionalProperties === true) lines.push('  readonly [key: string]: unknown;\n');
  // Not an interface, so that a value can stand for a record of whatever.
  return `\nexport type ${name} = {\n${lines.join('')}};\n`;
}

export function typesOf(document) {
  const schemas = Object.entries(document.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  return HEAD + schemas.map(([name, schema]) => declarationOf(name, schema)).join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fresh = typesOf(JSON.parse(readFileSync(SOURCE, 'utf8')));
  if (process.argv.includes('--check')) {
    if (readFileSync(TARGET, 'utf8') !== fresh) {
      console.error('src/api/answers.ts is not what openapi.json says: npm run api');
      process.exit(1);
    }
  } else {
    writeFileSync(TARGET, fresh);
  }
}
