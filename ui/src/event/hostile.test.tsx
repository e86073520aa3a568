// Every field of an event holds text that wants to be more than text. Nothing of it may become an element, a script, a
// link or a request, and what deceives the eye must be visible. Source: design reference, section 19.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PicketEvent } from '../api/event_types';
import latest from '../../tests/fixtures/event-latest.json';
import { renderAlone } from '../../tests/render';
import { EventBody } from './event_body';
import type { FrameView } from './frames';

const PAYLOADS: Readonly<Record<string, string>> = {
  image: '<img src=x onerror="window.pwned=1">',
  script: '</script><script>window.pwned=1</script>',
  svg: '<svg/onload=window.pwned=1>',
  url: 'javascript:window.pwned=1',
  data: 'data:text/html,<script>window.pwned=1</script>',
  bidi: 'safe\u202egnp.exe\u2066x\u2069',
  nul: 'a\u0000b\u0007c\u001b[31mred',
  zalgo: 'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031ea\u0489',
  attribute: '" onmouseover="window.pwned=1" x="',
  template: '{{constructor.constructor("window.pwned=1")()}}${window.pwned=1}',
  iframe: '<iframe srcdoc="<script>parent.pwned=1</script>">',
  form: '<form action=//evil.test><button>Sign in</button></form>',
};

/** The example event with another text in each field, and in each key that an application chooses. */
function poisoned(text: string): PicketEvent {
  const poison = (value: unknown): unknown => {
    if (typeof value === 'string') return text;
    if (Array.isArray(value)) return value.map(poison);
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)]));
    }
    return value;
  };
  const event = structuredClone(latest) as unknown as Record<string, unknown>;
  const entries = (event.entries as { type: string; data: Record<string, unknown> }[]).map((entry) => ({ type: entry.type, data: poison(entry.data) as Record<string, unknown> }));
  const extra = [
    { type: 'message', data: { formatted: text, message: `${text} %s`, params: [text, { [text]: text }] } },
    { type: 'csp', data: { blocked_uri: text, [text]: text, document_uri: 'https://ok.test/' } },
    { type: 'template', data: { filename: text, lineNo: 1, context: [[1, text]] } },
    { type: 'threads', data: { values: [{ id: text, name: text, crashed: true, state: text, heldLocks: { [text]: { address: text } }, stacktrace: frames(text) }] } },
  ];
  return {
    ...event,
    ...Object.fromEntries(['title', 'message', 'culprit', 'location', 'dist', 'platform'].map((key) => [key, text])),
    entries: [...entries.filter((entry) => entry.type !== 'threads'), ...extra],
    user: { id: text, email: text, username: text, name: text, ip_address: text, geo: { city: text }, data: { [text]: text } },
    contexts: { [text]: { type: text, name: text, version: text, [text]: text }, trace: { type: 'trace', trace_id: text, span_id: text } },
    context: { [text]: text, nested: { [text]: [text, { [text]: text }] } },
    packages: { [text]: text },
    sdk: { name: text, version: text },
    tags: [{ key: text, value: text, query: text }, { key: 'url', value: text }],
    errors: [{ type: text, message: text, data: { name: text, value: text, reason: text } }, { type: 'js_no_source', data: { url: text } }],
    fingerprints: [text],
    release: { version: text },
    userReport: { name: text, email: text, comments: text, dateCreated: text },
    _meta: { entries: {}, user: { email: { '': { rem: [[text, 's', 0, 1]], len: 9, chunks: [{ type: 'redaction', text, rule_id: text }, { type: 'text', text }] } } }, context: { [text]: { '': { err: [[text, { reason: text }]] } } } },
  } as unknown as PicketEvent;
}

function frames(text: string) {
  return {
    frames: [
      { filename: text, absPath: text, module: text, package: text, function: text, lineNo: 1, inApp: true, instructionAddr: text, trust: text, sourceLink: text,
        rawFunction: `${text}!`, symbol: text, lock: { address: text }, errors: [text], map: text, origAbsPath: text, context: [[1, text]], vars: { [text]: text, deep: { [text]: [text] } } },
      { filename: text, inApp: false }, { filename: `${text}2`, inApp: false },
    ],
    registers: { [text]: text },
  };
}

// Hundreds of elements, opened one by one in a browser that is written in JavaScript.
vi.setConfig({ testTimeout: 60_000 });

const ALLOWED = new Set(
  'DIV SPAN SECTION HEADER FOOTER H2 H3 P B I SMALL CODE PRE BDI BUTTON DL DT DD OL UL LI INPUT SELECT OPTION TIME BLOCKQUOTE MARK A svg path STYLE'.split(' '),
);

async function openEverything(): Promise<void> {
  const user = userEvent.setup();
  for (let round = 0; round < 3; round++) {
    for (const button of screen.queryAllByRole('button', { expanded: false })) await user.click(button);
  }
  for (const button of screen.queryAllByRole('button', { name: 'Open' })) await user.click(button);
}

function show(event: PicketEvent, view: FrameView = 'all'): HTMLElement {
  return renderAlone(<EventBody event={event} view={view} onView={() => {}} oldestFirst={false} />).container;
}

describe('an event full of hostile text', () => {
  const requested = vi.fn();

  beforeEach(() => {
    vi.stubGlobal('fetch', requested);
    vi.spyOn(window, 'open').mockImplementation(() => null);
    vi.spyOn(console, 'error').mockImplementation((...words) => {
      throw new Error(words.map(String).join(' '));
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    requested.mockClear();
  });

  it.each(Object.entries(PAYLOADS))('stays text: %s', async (_, text) => {
    for (const view of ['all', 'app', 'raw'] as const) {
      const container = show(poisoned(text), view);
      await openEverything();
      for (const element of container.querySelectorAll('*')) {
        expect(ALLOWED.has(element.tagName), `<${element.tagName}> for ${text}`).toBe(true);
        for (const attribute of element.attributes) {
          expect(attribute.name).not.toMatch(/^on|^srcdoc$|^src$|^action$|^formaction$/);
          if (attribute.name === 'href') expect(attribute.value).toMatch(/^https:\/\/ok\.test\//);
        }
      }
      expect((window as { pwned?: unknown }).pwned).toBeUndefined();
    }
    expect(requested).not.toHaveBeenCalled();
    expect(window.open).not.toHaveBeenCalled();
  });

  it('shows what deceives the eye', () => {
    for (const text of [PAYLOADS.bidi!, PAYLOADS.nul!]) {
      const container = show(poisoned(text));
      const shown = [...container.querySelectorAll('*')].filter((element) => element.tagName !== 'STYLE' && element.children.length === 0);
      const hidden = shown.filter((element) => /[\u0000-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069]/.test(element.textContent!));
      expect(hidden.map((element) => element.outerHTML)).toEqual([]);
      for (const element of container.querySelectorAll('[title], [aria-label]')) {
        expect(`${element.getAttribute('title')} ${element.getAttribute('aria-label')}`).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/);
      }
    }
  });

  it('draws a line of a mebibyte without drawing all of it', () => {
    const container = show(poisoned('x'.repeat(1 << 20)));
    const long = [...container.querySelectorAll('*')].filter((element) => element.children.length === 0 && element.tagName !== 'STYLE' && element.textContent!.length > 60_000);
    expect(long.map((element) => `${element.parentElement?.className} ${element.textContent!.length}`)).toEqual([]);
    expect([...container.querySelectorAll('[title]')].filter((element) => element.getAttribute('title')!.length > 2000)).toEqual([]);
  });
});

describe('an event of the wrong shape', () => {
  it.each([1, true, 'text', [], {}, [[]], [null], { values: 7 }, null, { '': 1 }].map((odd) => [odd]))('is drawn as far as it goes when everything is %j', (odd) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const kinds = ['exception', 'threads', 'stacktrace', 'template', 'breadcrumbs', 'request', 'message', 'csp', 'debugmeta'];
    const inner = { values: [odd, { stacktrace: { frames: [odd, { context: odd, vars: odd, lineNo: odd, function: odd }] }, mechanism: odd, type: odd, value: odd, data: odd, timestamp: odd, name: odd, id: odd }] };
    for (const data of [odd, { values: odd, frames: odd, headers: odd, query: odd, cookies: odd, data: odd, url: odd, method: odd, formatted: odd }, inner]) {
      const event = {
        ...(latest as object),
        entries: [odd, ...kinds.map((type) => ({ type, data }))],
        ...Object.fromEntries('user contexts sdk context packages metadata tags errors fingerprints release userReport _meta title'.split(' ').map((key) => [key, odd])),
      } as unknown as PicketEvent;
      const { container, unmount } = renderAlone(<EventBody event={event} view="all" onView={() => {}} oldestFirst={false} />);
      expect(container.querySelectorAll('[role=alert]')).toHaveLength(0);
      unmount();
    }
  });
});
