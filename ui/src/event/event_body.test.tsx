import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { PicketEvent } from '../api/event_types';
import { sampleEvent } from '../../tests/fake/sample_events';
import { renderAlone } from '../../tests/render';
import message from '../../tests/fixtures/event-message.json';
import { EventBody, sectionLinks } from './event_body';
import type { FrameView } from './frames';

vi.setConfig({ testTimeout: 20_000 });

function show(event: PicketEvent, view: FrameView = 'app', oldestFirst = false): HTMLElement {
  return renderAlone(<EventBody event={event} view={view} onView={() => {}} oldestFirst={oldestFirst} />).container;
}

const sample = (name: string, more: object = {}) => ({ ...sampleEvent(name)!, ...more }) as PicketEvent;
const frames = (root: ParentNode) => [...root.querySelectorAll('[data-frame]')].map((frame) => frame.querySelector('[class*=function], [class*=unnamed]')!.textContent);
const region = (name: RegExp) => screen.getByRole('region', { name });
const withFrames = (values: object[], more: object = {}) =>
  ({ ...(message as object), entries: [{ type: 'exception', data: { values } }], platform: 'python', ...more }) as unknown as PicketEvent;

describe('exceptions', () => {
  it('shows a group with its members below it, those of the inner group deeper', () => {
    const container = show(sample('bugsink-exception-group'));
    const heads = [...container.querySelectorAll('[class*=exception]')].filter((each) => /^exception( inner)?$/.test(each.className.trim()));
    expect(heads.map((head) => [head.querySelector('[class*=type]')!.textContent, (head as HTMLElement).style.marginLeft])).toEqual([
      ['ExceptionGroup', '0px'], ['ValueError', '16px'], ['ExceptionGroup', '16px'], ['ImportError', '32px'], ['ModuleNotFoundError', '32px'], ['TypeError', '16px'],
    ]);
    expect(heads[0]!.textContent).toContain('3 exceptions in it');
    expect(heads[1]!.textContent).toContain('exceptions[0]');
  });

  it('shows causes below, and closes them', async () => {
    const user = userEvent.setup();
    const container = show(sample('sentry-mobile1-xfh'));
    const button = screen.getByRole('button', { name: 'caused by', expanded: true });
    const before = frames(container).length;
    await user.click(button);
    expect(frames(container).length).toBeLessThan(before);
    expect(button.getAttribute('aria-expanded')).toBe('false');
  });

  it('says how an exception was caught, and where help is', () => {
    show(withFrames([{ type: 'E', value: 'x', mechanism: { type: 'signal', handled: true, synthetic: true, help_link: 'https://help.test/a', meta: { signal: { number: 11 } } } }]));
    const stack = region(/Stack trace/);
    expect(stack.textContent).toContain('signal, handled, synthetic');
    expect(stack.textContent).toContain('{"number":11}');
    expect(within(stack).getByText('https://help.test/a').closest('a')).toBeNull();
  });

  it('opens an address only after it was asked for, and shows where it leads', async () => {
    const user = userEvent.setup();
    show(withFrames([{ type: 'E', mechanism: { type: 'x', help_link: 'https://help.test/a' } }]));
    await user.click(screen.getByRole('button', { name: 'Open' }));
    const link = screen.getByRole('link', { name: 'Go to help.test' });
    expect([link.getAttribute('href'), link.getAttribute('rel'), link.getAttribute('target')]).toEqual(['https://help.test/a', 'noreferrer noopener', '_blank']);
  });
});

describe('stack traces', () => {
  const call = (name: string, inApp: boolean, more: object = {}) => ({ function: name, filename: `${name}.py`, module: `m.${name}`, lineNo: 1, inApp, context: [[1, 'pass']], ...more });

  it('folds system frames with their number, and opens them in place', async () => {
    const user = userEvent.setup();
    const container = show(withFrames([{ type: 'E', stacktrace: { frames: [call('a', false), call('b', false), call('c', false), call('view', true)] } }]));
    expect(frames(container)).toEqual(['view']);
    await user.click(screen.getByRole('button', { name: /3 system frames/ }));
    expect(frames(container)).toEqual(['view', 'c', 'b', 'a']);
  });

  it('turns around for those who read the oldest frame first', () => {
    const container = show(withFrames([{ type: 'E', stacktrace: { frames: [call('main', true), call('charge', true)] } }]), 'app', true);
    expect(frames(container)).toEqual(['main', 'charge']);
    expect(region(/Stack trace/).textContent).toContain('oldest frame first');
  });

  it('says what was left out, what was cut and how often a frame repeats', () => {
    const event = withFrames([{ type: 'E', stacktrace: { frames: [call('main', true), ...Array.from({ length: 300 }, () => call('walk', true))], framesOmitted: [1, 260] } }],
      { _meta: { entries: { 0: { data: { values: { 0: { stacktrace: { frames: { '': { len: 900 } } } } } } } } } });
    show(event);
    const text = region(/Stack trace/).textContent!;
    expect(text).toContain('same frame 300 times');
    expect(text).toContain('Frames 2–260 left out by the SDK');
    expect(text).toContain('Shortened: 900 frames were sent');
  });

  it('draws fifty rows first, and all on demand', async () => {
    const user = userEvent.setup();
    const container = show(withFrames([{ type: 'E', stacktrace: { frames: Array.from({ length: 130 }, (_, at) => call(`f${at}`, true)) } }]));
    expect(frames(container)).toHaveLength(50);
    await user.click(screen.getByRole('button', { name: 'Show 80 more rows' }));
    expect(frames(container)).toHaveLength(130);
  });

  it('says why a frame cannot be read', () => {
    const minified = sample('sentry-minified-javascript');
    const url = (minified.entries[0]!.data as { values: { stacktrace: { frames: { absPath: string }[] } }[] }).values[0]!.stacktrace.frames.at(-1)!.absPath;
    show({ ...minified, errors: [{ type: 'js_no_source', message: 'Source code was not found', data: { url } }] });
    const text = region(/Stack trace/).textContent!;
    expect(text).toContain('Some frames are minified: their source maps are missing');
    expect(text).toMatch(/Minified: no source map for \S+\. Upload it with sentry-cli/);
  });

  it('marks the column of a line that was cut', () => {
    const container = show(withFrames([{ type: 'E', stacktrace: { frames: [call('f', true, { filename: 'a.js', platform: 'javascript', colNo: 701, context: [[1, `${'a'.repeat(700)}X${'b'.repeat(700)}`]] })] } }]));
    expect(container.querySelector('mark')!.textContent).toBe('X');
  });

  it('names the library and the address of native frames', () => {
    show(withFrames([{ type: 'SIGSEGV', stacktrace: { frames: [{ package: '/lib/libart.so', instructionAddr: '0x0000001a', trust: 'scan', inApp: false }], registers: { pc: '0x1a' } } }], { platform: 'native' }));
    const text = region(/Stack trace/).textContent!;
    expect(text).toContain('unknown function');
    expect(text).toContain('libart.so');
    expect(text).toContain('0x0000001a');
    expect(text).toContain('scan');
    expect(text).toContain('1 register');
  });

  it('says so when there are no frames', () => {
    show(withFrames([{ type: 'E', value: 'x', stacktrace: { frames: [] } }]));
    expect(region(/Stack trace/).textContent).toContain('No stack trace was sent with it.');
  });

  it('is that of the thread when no exception was sent', async () => {
    const user = userEvent.setup();
    const threads = [{ id: 1, name: 'main', crashed: false, stacktrace: { frames: [call('idle', true)] } }, { id: 2, name: 'worker', crashed: true, stacktrace: { frames: [call('boom', true)] } }];
    const container = show({ ...(message as object), entries: [{ type: 'threads', data: { values: threads } }] } as unknown as PicketEvent);
    expect(frames(container)).toEqual(['boom']);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Thread' }), 'main');
    expect(frames(container)).toEqual(['idle']);
  });
});

describe('what was cut and removed', () => {
  it('shows dots for the rest of a text, and a mark for what somebody hid', () => {
    const chunks = [{ type: 'text', text: 'long' }, { type: 'redaction', text: '...', rule_id: '!limit' }];
    show(withFrames([{ type: 'E', value: 'long...' }], { _meta: { entries: { 0: { data: { values: { 0: { value: { '': { rem: [['!limit', 's', 4, 7]], len: 9033, chunks } } } } } } } } }));
    const stack = region(/Stack trace/);
    expect(stack.textContent).toContain('long...');
    expect(stack.querySelector('[class*=redacted]')).toBeNull();
    expect(stack.textContent).toContain('Shortened: 9,033 characters were sent');
  });
});

describe('breadcrumbs', () => {
  it('are searched and filtered by kind', async () => {
    const user = userEvent.setup();
    show(sample('bugsink-visualshots-rich'));
    const section = region(/^Breadcrumbs/);
    expect(section.textContent).toContain('Breadcrumbs3');
    await user.type(within(section).getByRole('searchbox'), '504');
    expect(await within(section).findByText('1 of 3')).toBeTruthy();
    expect(section.textContent).not.toContain('Opened checkout');
    await user.clear(within(section).getByRole('searchbox'));
    await user.selectOptions(within(section).getByRole('combobox'), 'Navigation');
    expect(section.textContent).toContain('Opened checkout confirmation page');
    expect(section.textContent).not.toContain('504');
  });
});

describe('sections', () => {
  it('are absent without data', () => {
    show(message as unknown as PicketEvent);
    expect(screen.getAllByRole('region').map((section) => section.querySelector('h2')!.textContent)).toEqual(['Message', 'Tags', 'SDK', 'Grouping']);
    expect(sectionLinks(message as unknown as PicketEvent).map((link) => link.title)).toEqual(['Message', 'Tags', 'SDK']);
  });

  it('of the links above are those that are there', () => {
    for (const name of ['bugsink-visualshots-rich', 'glitchtip-dotnet_divide_zero', 'sentry-native1-xdi', 'sentry-minified-javascript']) {
      const event = sample(name);
      const { container, unmount } = renderAlone(<EventBody event={event} view="app" onView={() => {}} oldestFirst={false} />);
      for (const link of sectionLinks(event)) expect(container.querySelector(`#${link.id}`), `${name} ${link.id}`).not.toBeNull();
      unmount();
    }
  });

  it('say what went wrong while the event was read', () => {
    show({ ...(message as object), errors: [{ type: 'clock_drift', data: { name: 'timestamp', value: 1 } }, { type: 'new_kind', message: 'Something new', data: {} }] } as unknown as PicketEvent);
    const notes = region(/^Processing notes/);
    expect(notes.textContent).toContain('The clock of the client is wrong');
    expect(notes.textContent).toContain('timestamp = 1');
    expect(notes.textContent).toContain('Something new');
  });
});
