// The snippets of first steps with a DSN in them, as JSON: for the test that runs them (tests/e2e/test_snippets.py).
//
// usage: node tools/snippets.mjs DSN
import { join } from 'node:path';
import { build } from 'vite';

const [, , dsn] = process.argv;
if (!dsn) throw new Error('usage: node tools/snippets.mjs DSN');
const entry = join(import.meta.dirname, '../src/projects/platforms/index.ts');
const made = await build({ configFile: false, logLevel: 'error', build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'platforms' } } });
const [{ output }] = [made].flat();
const { platforms, fillSnippet } = await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`);
const filled = (snippets) => snippets.map(({ where, code }) => ({ where, code: fillSnippet(code, dsn) }));
console.log(JSON.stringify(platforms.map((platform) => ({
  ...platform, install: filled(platform.install), configure: filled(platform.configure), verify: filled(platform.verify),
}))));
