// From the frames of a stack trace to the rows that the page shows: newest first, adjacent system frames folded,
// a recursion as one row, what was left out as a row of its own. Source: design reference, section 9.
import { asText, objects } from './shape';
import type { Frame, StackTrace } from '../api/event_types';

/** App: frames of the application, the rest folded. All: each frame. Raw: text, see `raw.ts`. */
export type FrameView = 'app' | 'all' | 'raw';

export type FrameRow =
  | { kind: 'frame'; frame: Frame; index: number; raised: boolean; open: boolean; repeats: number }
  | { kind: 'system'; frames: { frame: Frame; index: number; repeats: number }[]; count: number; where: string }
  | { kind: 'omitted'; first: number; last: number };

/** In-app frames that are open at first: the newest ones are what people read. */
const OPEN_AT_FIRST = 3;
/** Modules named in a folded row. */
const NAMED_MODULES = 3;

export function framesOf(stacktrace: StackTrace | null | undefined): Frame[] {
  return objects<Frame>(stacktrace?.frames);
}

export function hasBody(frame: Frame): boolean {
  const vars = frame.vars !== null && typeof frame.vars === 'object' ? Object.keys(frame.vars) : [];
  return sourceLines(frame).length > 0 || vars.length > 0;
}

function sameCall(a: Frame, b: Frame): boolean {
  return (
    a.function === b.function &&
    a.filename === b.filename &&
    a.module === b.module &&
    a.lineNo === b.lineNo &&
    a.colNo === b.colNo &&
    a.instructionAddr === b.instructionAddr &&
    a.inApp === b.inApp &&
    // Without a line or an address, calls that look alike may still be different ones.
    (a.instructionAddr != null || (Boolean(a.function) && a.lineNo != null))
  );
}

interface Run {
  frame: Frame;
  /** Of the newest frame of the run, in the SDK's list. */
  index: number;
  repeats: number;
}

/** Newest first; calls of a function by itself from the same line are one run. */
function runsOf(frames: Frame[], omittedAt: number): Run[] {
  const runs: Run[] = [];
  for (let index = frames.length - 1; index >= 0; index--) {
    const frame = frames[index]!;
    const last = runs[runs.length - 1];
    if (last !== undefined && index + 1 !== omittedAt && sameCall(last.frame, frame)) last.repeats++;
    else runs.push({ frame, index, repeats: 1 });
  }
  return runs;
}

/** "django.core.handlers, django.views and 3 more": packages without their last part. */
export function placesOf(frames: Frame[]): string {
  const places: string[] = [];
  for (const frame of frames) {
    const place = placeOf(frame);
    if (place !== '' && !places.includes(place)) places.push(place);
  }
  const more = places.length - NAMED_MODULES;
  const named = places.slice(0, NAMED_MODULES).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}

function placeOf(frame: Frame): string {
  const module = asText(frame.module);
  if (module !== '') return module.includes('.') ? module.slice(0, module.lastIndexOf('.')) : module;
  if (frame.package) return baseName(asText(frame.package));
  return asText(frame.filename);
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Where `framesOmitted` lies in the list that is left: the place of the first frame behind the gap. */
function gapOf(stacktrace: StackTrace, length: number): { at: number; first: number; last: number } | undefined {
  const range: unknown = stacktrace.framesOmitted;
  if (!Array.isArray(range)) return undefined;
  const [from, to] = range as unknown[];
  if (!Number.isInteger(from) || !Number.isInteger(to)) return undefined;
  const [start, end] = [from as number, to as number];
  if (start < 0 || end <= start) return undefined;
  return { at: Math.min(start, length), first: start + 1, last: end };
}

function rowOf(run: Run, newest: number, open: boolean): FrameRow {
  return { kind: 'frame', ...run, raised: run.index === newest, open };
}

/**
 * Rows for a view, newest first unless `oldestFirst`. In the app view a frame of the system that stands alone is
 * shown as it is (a row that hides one row helps nobody), and so is the one that raised. When no frame is of the
 * application, there is nothing to fold them around: all are shown.
 */
export function rowsOf(stacktrace: StackTrace, view: FrameView, oldestFirst = false): FrameRow[] {
  const frames = framesOf(stacktrace);
  const gap = gapOf(stacktrace, frames.length);
  const runs = runsOf(frames, gap?.at ?? -1);
  const hasApp = frames.some((frame) => frame.inApp === true);
  const fold = view === 'app' && hasApp;
  const rows: FrameRow[] = [];
  let opened = 0;
  let folded: Run[] = [];
  const flush = () => {
    if (folded.length === 1) rows.push(rowOf(folded[0]!, frames.length - 1, false));
    else if (folded.length > 1) {
      const count = folded.reduce((sum, run) => sum + run.repeats, 0);
      rows.push({ kind: 'system', frames: folded, count, where: placesOf(folded.map((run) => run.frame)) });
    }
    folded = [];
  };
  const passGap = (index: number) => {
    if (gap === undefined || index !== gap.at - 1) return;
    flush();
    rows.push({ kind: 'omitted', first: gap.first, last: gap.last });
  };
  passGap(frames.length - 1);
  for (const run of runs) {
    const raised = run.index === frames.length - 1;
    if (fold && run.frame.inApp !== true && !raised) folded.push(run);
    else {
      flush();
      const open = opensAtFirst(run.frame, raised, hasApp, opened);
      if (open) opened++;
      rows.push(rowOf(run, frames.length - 1, open));
    }
    passGap(run.index - run.repeats);
  }
  flush();
  return oldestFirst ? turned(rows) : rows;
}

function turned(rows: FrameRow[]): FrameRow[] {
  return rows.reverse().map((row) => (row.kind === 'system' ? { ...row, frames: [...row.frames].reverse() } : row));
}

function opensAtFirst(frame: Frame, raised: boolean, hasApp: boolean, opened: number): boolean {
  if (!hasBody(frame)) return false;
  return hasApp ? frame.inApp === true && opened < OPEN_AT_FIRST : raised;
}

/** A name for the function of a frame; undefined when the SDK knew none. */
export function functionOf(frame: Frame): string | undefined {
  return asText(frame.function) || asText(frame.rawFunction) || asText(frame.symbol) || undefined;
}

/** Where a frame is: its file, else its module, its package or address. Empty when nothing is known. */
export function fileOf(frame: Frame): string {
  return asText(frame.filename) || asText(frame.absPath) || asText(frame.module);
}

export function isNative(frame: Frame, platform: string | null | undefined): boolean {
  const own = frame.platform ?? platform;
  return frame.instructionAddr != null && (own === 'native' || own === 'cocoa' || own === 'c' || frame.package != null);
}

export interface SourceLine {
  number: number;
  text: string;
  /** The line that the frame is at. */
  hot: boolean;
  /** 0-based place of the column in `text`, when the line was cut around it. */
  mark?: number;
  /** Text was left out before or behind. */
  cutLeft?: boolean;
  cutRight?: boolean;
}

/** Lines above this length are cut around the column: minified files are one line. */
export const LONG_LINE = 400;
/** Lines shown at first: four before, the frame's own, two behind. */
const LINES_BEFORE = 4;
const LINES_BEHIND = 2;

export function sourceLines(frame: Frame): SourceLine[] {
  const context: unknown[] = Array.isArray(frame.context) ? frame.context : [];
  const pairs = context.filter(Array.isArray);
  // Some SDKs send an empty line where they found no source: no box is better than an empty one.
  if (pairs.every((pair) => asText(pair[1]).trim() === '')) return [];
  return pairs.map((pair) => {
    const number = typeof pair[0] === 'number' ? pair[0] : 0;
    const hot = number === frame.lineNo;
    return cutLine(number, asText(pair[1]), hot, hot ? frame.colNo : undefined);
  });
}

function cutLine(number: number, text: string, hot: boolean, column: number | null | undefined): SourceLine {
  if (text.length <= LONG_LINE) return { number, text, hot };
  const at = typeof column === 'number' && column > 0 ? Math.min(column - 1, text.length - 1) : 0;
  const start = Math.max(0, Math.min(at - LONG_LINE / 2, text.length - LONG_LINE));
  const line: SourceLine = { number, text: text.slice(start, start + LONG_LINE), hot };
  if (start > 0) line.cutLeft = true;
  if (start + LONG_LINE < text.length) line.cutRight = true;
  if (typeof column === 'number' && column > 0) line.mark = at - start;
  return line;
}

/** The lines around the frame's own, and how many more there are. */
export function nearLines(lines: readonly SourceLine[]): { near: readonly SourceLine[]; more: number } {
  const hot = lines.findIndex((line) => line.hot);
  if (hot < 0 || lines.length <= LINES_BEFORE + 1 + LINES_BEHIND) return { near: lines, more: 0 };
  const size = LINES_BEFORE + 1 + LINES_BEHIND;
  const start = Math.max(0, Math.min(hot - LINES_BEFORE, lines.length - size));
  const near = lines.slice(start, start + size);
  return { near, more: lines.length - near.length };
}

/** A JavaScript frame in a file that a bundler made, without a source map. */
export function looksMinified(frame: Frame, platform: string | null | undefined): boolean {
  const own = frame.platform ?? platform;
  if ((own !== 'javascript' && own !== 'node') || frame.map || frame.origAbsPath) return false;
  const file = fileOf(frame);
  const column = typeof frame.colNo === 'number' ? frame.colNo : 0;
  if (/\.min\.js(\?|$)/.test(file)) return true;
  const lines = Array.isArray(frame.context) ? frame.context : [];
  const longest = lines.reduce((most, pair) => Math.max(most, asText(pair?.[1]).length), 0);
  return /\.m?js(\?|$)/.test(file) && (longest > LONG_LINE || column > LONG_LINE);
}
