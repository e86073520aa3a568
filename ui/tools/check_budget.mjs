// Weighs the built web app: what a browser loads before the list of issues stands there, and what each other page
// adds. JavaScript, gzip -9, in units of 1,000 bytes.
//
// usage: node tools/check_budget.mjs DIST
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const firstViewLimit = 240;
const pageLimit = 40;
const firstPage = 'src/issues/stream.tsx';

const dist = process.argv[2] ?? 'dist';
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

/** The entries that `key` loads with it, itself included. */
function closure(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key]?.imports ?? []) closure(next, found);
  return found;
}

const weights = new Map();
function weight(key) {
  const { file } = manifest[key];
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000);
  return weights.get(file);
}

const sum = (keys) => [...keys].reduce((total, key) => total + weight(key), 0);
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shell = closure(entry);
const first = new Set([...shell, ...(manifest[firstPage] ? closure(firstPage) : [])]);

const lines = [[`first view${manifest[firstPage] ? '' : ' (without a list of issues)'}`, sum(first), firstViewLimit]];
for (const key of Object.keys(manifest).sort()) {
  if (!manifest[key].isDynamicEntry || key === firstPage) continue;
  lines.push([key, sum([...closure(key)].filter((each) => !first.has(each))), pageLimit]);
}
let over = 0;
for (const [name, size, limit] of lines) {
  const bad = size > limit;
  if (bad) over += 1;
  console.log(`${size.toFixed(1).padStart(7)} of ${limit} KB  ${name}${bad ? '  TOO HEAVY' : ''}`);
}
process.exitCode = over ? 1 : 0;
