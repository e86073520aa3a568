import { describe, expect, it } from 'vitest';
import { families, platforms, dsnParts, fillSnippet, platformName, platformOf, siblingsOf } from './index';

const DSN = 'https://4f1c2d9a7be340f54f1c2d9a7be340f5@picket.acme.test/errors/11';

describe('platforms', () => {
  it('have distinct ids and a family each', () => {
    expect(new Set(platforms.map((p) => p.id)).size).toBe(platforms.length);
    const known = new Set(families.map((f) => f.id));
    expect(platforms.filter((p) => !known.has(p.family))).toEqual([]);
    expect(families.filter((f) => !platforms.some((p) => p.family === f.id))).toEqual([]);
  });

  it.each(platforms.map((p) => [p.id, p] as const))('%s names the DSN and leaves no placeholder', (_id, platform) => {
    const filled = [...platform.install, ...platform.configure, ...platform.verify].map((s) => fillSnippet(s.code, DSN));
    const configured = platform.configure.map((s) => fillSnippet(s.code, DSN)).join('\n');
    expect(configured).toContain(DSN);
    expect(platform.verify.length).toBeGreaterThan(0);
    for (const text of filled) expect(text).not.toMatch(/\{(dsn|endpoint|key|project)\}/);
  });

  it('reads unknown frameworks as their language, and unknown languages as plain HTTP', () => {
    expect(platformOf('python-tornado').id).toBe('python');
    expect(platformOf('cobol').id).toBe('other');
    expect(platformOf(null).id).toBe('other');
    expect(platformOf('node-express').name).toBe('Express');
    expect(siblingsOf(platformOf('node-express')).map((p) => p.id)).toEqual(['node', 'node-express', 'javascript-nextjs']);
  });

  it('names a platform it does not know as the server does', () => {
    expect(platformName('python-tornado')).toBe('python-tornado');
    expect(platformName('go')).toBe('Go');
    expect(platformName(null)).toBe('No platform');
  });
});

describe('dsnParts', () => {
  it('keeps port and path prefix', () => {
    expect(dsnParts('http://abc@127.0.0.1:9000/7')).toEqual({ endpoint: 'http://127.0.0.1:9000', key: 'abc', project: '7' });
    expect(dsnParts(DSN)).toEqual({
      endpoint: 'https://picket.acme.test/errors', key: '4f1c2d9a7be340f54f1c2d9a7be340f5', project: '11',
    });
    expect(dsnParts('https://k:secret@h/1')).toEqual({ endpoint: 'https://h', key: 'k', project: '1' });
  });

  it.each(['', 'https://h/11', 'ftp://k@h/1', 'https://k@h/', 'https://k@h/abc'])('refuses %s', (text) => {
    expect(dsnParts(text)).toBeUndefined();
  });
});
