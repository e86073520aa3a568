// An issue and one of its events as a Markdown block for a ticket or a chat. Source: design reference, section 20.
import { crumbsOf } from './crumbs';
import { exceptionNodes } from './exceptions';
import { functionOf, fileOf, placesOf, rowsOf, type FrameRow } from './frames';
import { curlOf } from './curl';
import { tagOf, traceOf } from './context';
import { asText, entryOf, isObject } from './shape';
import type { ExceptionData, Frame, PicketEvent, MessageData, RequestData, StackTrace } from '../api/event_types';

export interface MarkdownIssue {
  shortId: string;
  url: string;
  /** "error, unhandled", "Ongoing", "High", "Ada Park": what stands behind the link. */
  facts: string[];
  /** "17 events, 3 users in the last 24 hours (214, 29 lifetime) · first …". */
  numbers: string;
  /** "voucher SPRING (17 of 17)": tags with one value. */
  always?: string[];
  /** "environment production (94%)". */
  mostly?: string[];
}

export interface MarkdownOptions {
  /** E-mail, address, cookies and body are left out unless this is asked for. */
  personal: boolean;
}

const MAX_FRAMES = 8;
const MAX_LOCALS = 6;
const MAX_LOCAL_LENGTH = 80;
const MAX_CRUMBS = 3;
const MAX_LINE = 500;

/** A fence longer than any run of backticks inside. */
export function fence(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const marks = '`'.repeat(Math.max(3, longest + 1));
  return `${marks}\n${text}\n${marks}`;
}

/** One line of Markdown text without a meaning of its own: no links, no HTML, no emphasis. */
export function escapeLine(text: string): string {
  const line = visible(text).slice(0, MAX_LINE);
  return line.replaceAll(/[\\`*_[\]<>#|~&]/g, (sign) => `\\${sign}`).replaceAll('@', '@\u200b');
}

/** One line: ends of lines and control characters would break the block. */
function visible(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ⏎ ').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '�');
}

export function markdownOf(issue: MarkdownIssue, event: PicketEvent | undefined, options: MarkdownOptions): string {
  const title = escapeLine(asText(event?.title) || issue.shortId);
  const parts = [
    `## ${title}\n[${escapeLine(issue.shortId)}](${issue.url}) · ${issue.facts.map(escapeLine).join(' · ')}\n${issue.numbers}`,
  ];
  if (event !== undefined) {
    const trace = traceText(event);
    if (trace !== '') parts.push(fence(trace));
    parts.push(lastLines(issue, event));
    if (options.personal) parts.push(...personal(event));
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function traceText(event: PicketEvent): string {
  const exceptions = exceptionNodes(entryOf<ExceptionData>(event, 'exception')?.data);
  if (exceptions.length > 0) {
    return exceptions
      .map(({ exception, role, depth }) => {
        const head = [asText(exception.type), visible(asText(exception.value))].filter((part) => part !== '').join(': ');
        const indent = '  '.repeat(depth);
        const lead = role === 'cause' ? 'caused by ' : role === 'member' ? '- ' : '';
        const lines = [`${indent}${lead}${head}`, ...frameLines(exception.stacktrace).map((line) => indent + line)];
        return lines.join('\n');
      })
      .join('\n');
  }
  const own = entryOf<StackTrace>(event, 'stacktrace')?.data;
  const message = entryOf<MessageData>(event, 'message')?.data;
  return [visible(asText(message?.formatted)), ...frameLines(own)].filter((line) => line !== '').join('\n');
}

function frameLines(stacktrace: StackTrace | null | undefined): string[] {
  if (!isObject(stacktrace)) return [];
  const rows = rowsOf(stacktrace as StackTrace, 'app');
  const shown = rows.slice(0, MAX_FRAMES);
  const lines = shown.flatMap(rowLines);
  if (rows.length > shown.length) lines.push(`  … ${rows.length - shown.length} more`);
  return lines;
}

function rowLines(row: FrameRow): string[] {
  if (row.kind === 'omitted') return [`  … frames ${row.first} to ${row.last} left out by the SDK`];
  if (row.kind === 'system') {
    const places = placesOf(row.frames.map((run) => run.frame));
    return [`  … ${row.count} system frames${places === '' ? '' : ` (${visible(places)})`}`];
  }
  const { frame } = row;
  const line = frame.lineNo == null ? '' : `:${frame.lineNo}`;
  const head = `  ${fileOf(frame)}${line} in ${functionOf(frame) ?? '?'}${row.repeats > 1 ? ` (${row.repeats} times)` : ''}`;
  const lines = [visible(row.open && locals(frame) !== '' ? `${head.padEnd(42)} ${locals(frame)}` : head)];
  const source = (Array.isArray(frame.context) ? frame.context : []).find((pair) => pair?.[0] === frame.lineNo);
  const text = visible(asText(source?.[1]).trim()).slice(0, MAX_LINE);
  if (row.open && text !== '') lines.push(`      ${text}`);
  return lines;
}

function locals(frame: Frame): string {
  if (!isObject(frame.vars)) return '';
  return Object.entries(frame.vars)
    .slice(0, MAX_LOCALS)
    .map(([name, value]) => `${name} = ${asText(value).slice(0, MAX_LOCAL_LENGTH)}`)
    .join(', ');
}

function lastLines(issue: MarkdownIssue, event: PicketEvent): string {
  const lines: string[] = [];
  const crumbs = crumbsOf(event).slice(1, 1 + MAX_CRUMBS);
  if (crumbs.length > 0) {
    const said = crumbs.map((crumb) => {
      const time = crumb.at === undefined ? '' : `${new Date(crumb.at).toISOString().slice(11, 23)} `;
      const status = crumb.status === undefined ? '' : ` ${crumb.status}`;
      return `${time}${crumb.level === 'info' ? '' : `${crumb.level} `}${crumb.label} "${crumb.text}"${status}`;
    });
    lines.push(`Before it: ${escapeLine(said.join('; '))}`);
  }
  const always = issue.always?.length ? `Always the same: ${issue.always.map(escapeLine).join(', ')}. ` : '';
  const mostly = issue.mostly?.length ? `Mostly: ${issue.mostly.map(escapeLine).join(', ')}.` : '';
  if (always + mostly !== '') lines.push((always + mostly).trim());
  const trace = traceOf(event);
  const transaction = tagOf(event, 'transaction');
  const request = entryOf<RequestData>(event, 'request')?.data;
  const where = [asText(request?.method), transaction].filter((part) => part !== '').join(' ');
  lines.push(
    [`Event ${event.eventID}`, trace === undefined ? '' : `trace ${trace.traceId}`, transaction === '' ? '' : where]
      .filter((part) => part !== '')
      .map(escapeLine)
      .join(' · '),
  );
  return lines.join('\n');
}

function personal(event: PicketEvent): string[] {
  const parts: string[] = [];
  if (isObject(event.user)) {
    const shown = ['id', 'username', 'name', 'email', 'ip_address']
      .map((key) => [key, asText((event.user as Record<string, unknown>)[key])] as const)
      .filter(([, value]) => value !== '');
    if (shown.length > 0) parts.push(`User: ${shown.map(([key, value]) => `${escapeLine(key)} ${escapeLine(value)}`).join(', ')}`);
  }
  const request = entryOf<RequestData>(event, 'request')?.data;
  if (request !== undefined && asText(request.url) !== '') parts.push(fence(curlOf(request)));
  return parts;
}
