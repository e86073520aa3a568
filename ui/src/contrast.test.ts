// The table of ui.md section 4.1, computed from tokens.css: every text colour on every ground it stands on has a
// contrast of 4.5, and what only outlines or draws has 3.0 (WCAG 2.1, 1.4.3 and 1.4.11).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Tokens = Readonly<Record<string, string>>;

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function tokensOf(scheme: string): Tokens {
  const block = new RegExp(`\\[data-mantine-color-scheme='${scheme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]));
}

/** WCAG's relative luminance. */
function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['surface', 'canvas', 'raised', 'hover', 'sel'];
const text = ['t1', 't2', 't3', 'accent', 'fatal', 'error', 'warning', 'info', 'debug', 'ok', 'esc', 'str'];
/** `g1` to `g5` tell groups in a chart apart, beside their patterns and dashes. */
const drawn = ['ctl', 'bar-c', 'g1', 'g2', 'g3', 'g4', 'g5'];
const tints = ['error-bg', 'warning-bg', 'ok-bg', 'info-bg', 'esc-bg', 'accent-bg', 'overlay'];

describe.each(['dark', 'light'])('%s', (scheme) => {
  const tokens = tokensOf(scheme);
  const pairs = (names: readonly string[], under: readonly string[]) => names.flatMap((name) => under.map((ground) => [name, ground] as const));
  const measured = (name: string, ground: string) => contrast(tokens[name] ?? '', tokens[ground] ?? '');

  it('measures what WCAG measures', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
  it.each(pairs(text, grounds))('text %s on %s', (name, ground) => expect(measured(name, ground)).toBeGreaterThanOrEqual(4.5));
  it.each(pairs(drawn, grounds))('drawn %s on %s', (name, ground) => expect(measured(name, ground)).toBeGreaterThanOrEqual(3));
  // Text on a tint is t1 or t2 only; t3 is not allowed there.
  it.each(pairs(['t1', 't2'], tints))('text %s on tint %s', (name, ground) => expect(measured(name, ground)).toBeGreaterThanOrEqual(4.5));
  it.each(['error', 'warning', 'ok', 'info', 'esc', 'accent'])('icon %s on its tint', (name) => expect(measured(name, `${name}-bg`)).toBeGreaterThanOrEqual(4.5));
  it.each(['t3', 'accent', 'error'])('text %s on an overlay', (name) => expect(measured(name, 'overlay')).toBeGreaterThanOrEqual(4.5));
  it('ink buttons', () => expect(measured('ink-t', 'ink')).toBeGreaterThanOrEqual(4.5));
  it('the face of a person', () => expect(measured('t1', 'bar-dim')).toBeGreaterThanOrEqual(4.5));
});
