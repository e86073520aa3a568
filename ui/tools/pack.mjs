// Makes one file of a built web app, for the program to hold (format: src/roles/web/asset_pack.h).
//
// usage: node tools/pack.mjs DIST PACK
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [dist, target] = process.argv.slice(2);
if (!dist || !target) {
  console.error('usage: node tools/pack.mjs DIST PACK');
  process.exit(2);
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};
/** Compressed already. */
const dense = new Set(['.woff2']);

/** Paths below the folder, sorted, without what Vite writes for other tools. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('.vite/'))
    .sort();
}

/** Empty unless it saves something. */
function worthwhile(compressed, plain) {
  return compressed.length < plain.length ? compressed : Buffer.alloc(0);
}

function entryOf(path) {
  const type = types[extname(path)];
  if (!type) throw new Error(`no content type is known for ${path}: add it to tools/pack.mjs`);
  const plain = readFileSync(join(dist, path));
  const compress = !dense.has(extname(path));
  const brotli = compress
    ? worthwhile(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }), plain)
    : Buffer.alloc(0);
  const gzip = compress ? worthwhile(gzipSync(plain, { level: 9 }), plain) : Buffer.alloc(0);
  const etag = createHash('sha256').update(plain).digest('hex').slice(0, 24);
  const texts = [path, type, etag].map((text) => Buffer.from(text, 'utf8'));
  const lengths = Buffer.alloc(3 * 2 + 3 * 4);
  texts.forEach((text, index) => lengths.writeUInt16LE(text.length, index * 2));
  [plain, brotli, gzip].forEach((content, index) => lengths.writeUInt32LE(content.length, 6 + index * 4));
  return Buffer.concat([lengths, ...texts, plain, brotli, gzip]);
}

const paths = filesOf(dist.replace(/\/+$/, ''));
const count = Buffer.alloc(4);
count.writeUInt32LE(paths.length);
// Written beside and renamed, so that a build that was stopped leaves no half of it.
writeFileSync(`${target}.part`, Buffer.concat([Buffer.from('picket web pack 1\n'), count, ...paths.map(entryOf)]));
renameSync(`${target}.part`, target);
