// A stack trace as text, the way its language prints it: what people paste into a search or a ticket.
import { functionOf, baseName, fileOf, framesOf, isNative } from './frames';
import { asText } from './shape';
import type { ExceptionValue, Frame, StackTrace } from '../api/event_types';

type Writer = (frame: Frame, number: number) => string;

const position = (frame: Frame): string =>
  [fileOf(frame) || '?', frame.lineNo, frame.lineNo == null ? undefined : frame.colNo].filter((part) => part != null).join(':');

function python(frame: Frame): string {
  const line = frame.lineNo == null ? '' : `, line ${frame.lineNo}`;
  const head = `  File "${fileOf(frame)}"${line}, in ${functionOf(frame) ?? '?'}`;
  const source = (Array.isArray(frame.context) ? frame.context : []).find((pair) => pair?.[0] === frame.lineNo);
  const text = asText(source?.[1]).trim();
  return text === '' ? head : `${head}\n    ${text}`;
}

function java(frame: Frame): string {
  const name = [asText(frame.module), functionOf(frame) ?? '?'].filter((part) => part !== '').join('.');
  const file = asText(frame.filename) || 'Unknown Source';
  return `    at ${name}(${file}${frame.lineNo == null ? '' : `:${frame.lineNo}`})`;
}

function javascript(frame: Frame): string {
  const place = [asText(frame.absPath) || position(frame)].concat(
    frame.absPath ? [frame.lineNo, frame.colNo].filter((part) => part != null).map(String) : [],
  );
  const name = functionOf(frame);
  return name === undefined || name === '?' ? `    at ${place.join(':')}` : `    at ${name} (${place.join(':')})`;
}

function native(frame: Frame, number: number): string {
  const name = functionOf(frame) ?? '<unknown>';
  const file = frame.filename ? ` (${frame.filename}${frame.lineNo == null ? '' : `:${frame.lineNo}`})` : '';
  const image = baseName(asText(frame.package)).padEnd(24);
  return `${String(number).padEnd(3)} ${image} ${asText(frame.instructionAddr)} ${name}${file}`;
}

function plain(frame: Frame): string {
  return `    ${functionOf(frame) ?? '?'} at ${position(frame)}`;
}

function writerFor(frame: Frame | undefined, platform: string | null | undefined): Writer {
  const own = frame?.platform ?? platform ?? '';
  if (frame !== undefined && isNative(frame, platform)) return native;
  if (own === 'python') return python;
  if (own === 'java' || own === 'kotlin' || own === 'android' || own === 'groovy' || own === 'scala') return java;
  if (own.startsWith('javascript') || own === 'node') return javascript;
  return plain;
}

/** Python prints the oldest call first; everybody else the newest. */
export function rawStacktrace(stacktrace: StackTrace | null | undefined, platform: string | null | undefined): string {
  const frames = framesOf(stacktrace);
  const oldestFirst = platform === 'python';
  const ordered = oldestFirst ? frames : [...frames].reverse();
  const lines = ordered.map((frame, number) => writerFor(frame, platform)(frame, number));
  const omitted = stacktrace?.framesOmitted;
  if (Array.isArray(omitted)) lines.push(`    (frames ${omitted[0] + 1} to ${omitted[1]} left out by the SDK)`);
  if (oldestFirst && lines.length > 0) lines.unshift('Traceback (most recent call last):');
  return lines.join('\n');
}

/** One exception with its stack trace as the SDK sent it: before symbols and source maps, where that was kept. */
export function rawException(exception: ExceptionValue, platform: string | null | undefined): string {
  const type = asText(exception.rawType) || asText(exception.type);
  const value = asText(exception.rawValue) || asText(exception.value);
  const head = [type, value].filter((part) => part !== '').join(': ');
  const trace = rawStacktrace(exception.rawStacktrace ?? exception.stacktrace, platform);
  const parts = platform === 'python' ? [trace, head] : [head, trace];
  return parts.filter((part) => part !== '').join('\n');
}
