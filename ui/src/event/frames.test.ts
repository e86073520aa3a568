import { describe, expect, it } from 'vitest';
import { framesOf, LONG_LINE, looksMinified, nearLines, placesOf, rowsOf, sourceLines, type FrameRow } from './frames';
import type { Frame, StackTrace } from '../api/event_types';

const app = (name: string, more: Partial<Frame> = {}): Frame => ({
  function: name,
  filename: `shop/${name}.py`,
  module: `shop.${name}`,
  lineNo: 7,
  inApp: true,
  context: [[7, 'pass']],
  ...more,
});
const sys = (name: string, more: Partial<Frame> = {}): Frame => ({
  function: name,
  filename: `django/${name}.py`,
  module: `django.core.${name}`,
  lineNo: 3,
  inApp: false,
  context: [[3, 'pass']],
  ...more,
});

/** "charge*" = open, "charge!" = raised, "[2]" = folded, "…2-4" = left out. */
function brief(rows: FrameRow[]): string {
  return rows
    .map((row) => {
      if (row.kind === 'omitted') return `…${row.first}-${row.last}`;
      if (row.kind === 'system') return `[${row.count}]`;
      const times = row.repeats > 1 ? `x${row.repeats}` : '';
      return `${row.frame.function}${times}${row.open ? '*' : ''}${row.raised ? '!' : ''}`;
    })
    .join(' ');
}

const rows = (frames: Frame[], view: 'app' | 'all' = 'app', more: Partial<StackTrace> = {}, oldestFirst = false) =>
  brief(rowsOf({ frames, ...more }, view, oldestFirst));

describe('rowsOf', () => {
  it('shows the newest frame first and says which one raised', () => {
    expect(rows([app('main'), app('charge')])).toBe('charge*! main*');
  });

  it('folds adjacent system frames into one row with their number', () => {
    expect(rows([sys('a'), sys('b'), app('view'), sys('c'), sys('d'), sys('e'), app('charge')])).toBe(
      'charge*! [3] view* [2]',
    );
  });

  it('shows a system frame that stands alone, and one that raised', () => {
    expect(rows([app('main'), sys('lone'), app('view'), sys('get'), sys('raise')])).toBe('raise! get view* lone main*');
  });

  it('shows all frames when none is of the application, the one that raised open', () => {
    expect(rows([sys('a'), sys('b'), sys('c')])).toBe('c*! b a');
  });

  it('opens three frames of the application at most', () => {
    expect(rows(['a', 'b', 'c', 'd', 'e'].map((name) => app(name)))).toBe('e*! d* c* b a');
    expect(rows([app('a'), app('b'), sys('c')], 'all')).toBe('c! b* a*');
  });

  it('opens no frame that has neither source nor locals', () => {
    expect(rows([app('a', { context: [], vars: {} }), app('b', { context: null, vars: { x: 1 } })])).toBe('b*! a');
  });

  it('shows each frame in the view of all', () => {
    expect(rows([sys('a'), sys('b'), app('c')], 'all')).toBe('c*! b a');
  });

  it('makes one row of a recursion', () => {
    expect(rows([app('main'), ...Array.from({ length: 312 }, () => app('walk'))])).toBe('walkx312*! main*');
    expect(rows([app('walk', { lineNo: 1 }), app('walk', { lineNo: 2 })])).toBe('walk*! walk*');
  });

  it('counts a recursion of the system with its calls', () => {
    expect(rows([sys('x'), sys('walk'), sys('walk'), sys('walk'), app('c')])).toBe('c*! [4]');
  });

  it('does not take frames for a recursion that only look alike', () => {
    expect(rows([{ inApp: false }, { inApp: false }], 'all')).toBe('undefined! undefined');
    expect(rows([{ function: '<init>' }, { function: '<init>' }], 'all')).toBe('<init>! <init>');
    expect(rows([{ instructionAddr: '0x1' }, { instructionAddr: '0x1' }], 'all')).toBe('undefinedx2!');
  });

  it.each([
    [[1, 3], 'c*! b* …2-3 a*'],
    [[0, 2], 'c*! b* a* …1-2'],
    [[3, 9], '…4-9 c*! b* a*'],
    [[50, 90], '…51-90 c*! b* a*'],
    [[2, 2], 'c*! b* a*'],
    [[-1, 2], 'c*! b* a*'],
    [['1', 2], 'c*! b* a*'],
    ['x', 'c*! b* a*'],
  ])('puts what the SDK left out (%j) where it was', (framesOmitted, expected) => {
    const frames = [app('a'), app('b'), app('c')];
    expect(rows(frames, 'app', { framesOmitted: framesOmitted as [number, number] })).toBe(expected);
  });

  it('does not join a recursion over a gap, nor system frames', () => {
    const frames = [app('walk'), app('walk'), app('walk'), app('walk')];
    expect(rows(frames, 'app', { framesOmitted: [2, 10] })).toBe('walkx2*! …3-10 walkx2*');
    const mixed = [sys('a'), sys('b'), sys('c'), sys('d'), app('e')];
    expect(rows(mixed, 'app', { framesOmitted: [2, 10] })).toBe('e*! [2] …3-10 [2]');
  });

  it('turns the order on demand, inside a fold too', () => {
    const stacktrace = { frames: [app('a'), sys('b'), sys('c'), app('d')] };
    const turned = rowsOf(stacktrace, 'app', true);
    expect(brief(turned)).toBe('a* [2] d*!');
    expect(turned[1]).toMatchObject({ frames: [{ index: 1 }, { index: 2 }] });
  });

  it('survives what is no list of frames', () => {
    for (const frames of [null, undefined, 7, 'x', {}, [null, 1, 'x']]) {
      expect(rowsOf({ frames } as unknown as StackTrace, 'app')).toEqual([]);
    }
    expect(framesOf(undefined)).toEqual([]);
  });
});

describe('placesOf', () => {
  it('names packages once, and how many more there are', () => {
    expect(placesOf([sys('a'), sys('b')])).toBe('django.core');
    const frames = ['a.x', 'b.x', 'c.x', 'd.x', 'e.x'].map((module) => ({ module }));
    expect(placesOf(frames)).toBe('a, b, c and 2 more');
  });

  it('falls back to the library, then to the file', () => {
    expect(placesOf([{ package: '/system/lib/libart.so' }, { package: 'C:\\w\\ntdll.dll' }, { filename: 'x.js' }])).toBe(
      'libart.so, ntdll.dll, x.js',
    );
  });
});

describe('sourceLines', () => {
  it('marks the line of the frame', () => {
    expect(sourceLines({ lineNo: 2, context: [[1, 'a'], [2, 'b'], [3, null]] })).toEqual([
      { number: 1, text: 'a', hot: false },
      { number: 2, text: 'b', hot: true },
      { number: 3, text: '', hot: false },
    ]);
  });

  it('is empty where only empty lines were sent', () => {
    expect(sourceLines({ lineNo: 88, context: [[87, ''], [88, ' '], [89, null]] })).toEqual([]);
  });

  it('cuts a minified line around its column and says where that is', () => {
    const [line] = sourceLines({ lineNo: 1, colNo: 5001, context: [[1, `${'a'.repeat(5000)}X${'b'.repeat(5000)}`]] });
    expect(line!.text).toHaveLength(LONG_LINE);
    expect(line!.text.charAt(line!.mark!)).toBe('X');
    expect(line).toMatchObject({ cutLeft: true, cutRight: true });
  });

  it('cuts at the ends without leaving the line', () => {
    const text = `${'a'.repeat(999)}Z`;
    const [last] = sourceLines({ lineNo: 1, colNo: 1000, context: [[1, text]] });
    expect(last!.text.charAt(last!.mark!)).toBe('Z');
    expect(last!.cutRight).toBeUndefined();
    const [beyond] = sourceLines({ lineNo: 1, colNo: 99999, context: [[1, text]] });
    expect(beyond!.text).toHaveLength(LONG_LINE);
    const [none] = sourceLines({ lineNo: 1, context: [[1, text]] });
    expect(none).toMatchObject({ cutRight: true });
    expect(none!.mark).toBeUndefined();
  });

  it('shows seven lines around the own one first', () => {
    const context = Array.from({ length: 11 }, (_, at): [number, string] => [at + 10, `line ${at + 10}`]);
    const { near, more } = nearLines(sourceLines({ lineNo: 15, context }));
    expect(near.map((line) => line.number)).toEqual([11, 12, 13, 14, 15, 16, 17]);
    expect(more).toBe(4);
    expect(nearLines(sourceLines({ lineNo: 10, context })).near[0]!.number).toBe(10);
    expect(nearLines(sourceLines({ lineNo: 99, context })).more).toBe(0);
  });
});

describe('looksMinified', () => {
  it.each<[Partial<Frame>, string, boolean]>([
    [{ filename: 'app.min.js', lineNo: 1 }, 'javascript', true],
    [{ filename: '/static/1.chunk.js', colNo: 81234 }, 'javascript', true],
    [{ filename: 'a.js?v=2', context: [[1, 'x'.repeat(900)]] }, 'node', true],
    [{ filename: 'a.js', colNo: 20, context: [[1, 'x']] }, 'javascript', false],
    [{ filename: 'a.min.js', map: 'a.min.js.map' }, 'javascript', false],
    [{ filename: 'app.min.js' }, 'python', false],
    [{}, 'javascript', false],
  ])('of %j on %s is %s', (frame, platform, expected) => {
    expect(looksMinified(frame, platform)).toBe(expected);
  });
});
