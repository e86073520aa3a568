// All sections of an event in their order. A section without data is absent, not empty.
// Source: design reference, section 8.
import type { ReactNode } from 'react';
import { Copy } from '../shared/copy';
import { Breadcrumbs } from './breadcrumbs';
import { crumbsOf } from './crumbs';
import { Exceptions } from './exceptions_view';
import { exceptionNodes } from './exceptions';
import { framesOf, type FrameView } from './frames';
import { metaAt } from './meta';
import { Contexts, EventUserSection, Extra, Feedback, Grouping, Message, Packages, ProcessingNotes, Report, Tags, Template, Trace } from './parts';
import { contextBlocks } from './context';
import { minifiedFiles, processingNotes } from './processing';
import { rawException, rawStacktrace } from './raw';
import { Request } from './request';
import { EventSection, Guard } from './section';
import { asText, entryOf, isEmpty, isObject, objects } from './shape';
import { Short } from './short';
import { StackTrace } from './stack_trace';
import { hasThreadTraces, mainThread, threadName, Threads, threadsOf } from './threads';
import { ViewSwitch } from './view_switch';
import type { EventTag, ExceptionData, MessageData, PicketEvent, RequestData, StackTrace as Trace_, UserReport } from '../api/event_types';
import styles from './event_body.module.css';

export interface EventBodyProps {
  readonly event: PicketEvent;
  /** False: only what is read first, down to the stack trace. */
  readonly whole?: boolean;
  readonly view: FrameView;
  readonly onView: (view: FrameView) => void;
  /** The account's order of frames. */
  readonly oldestFirst: boolean;
  /** Behind the value of a tag: where it leads. */
  readonly afterTag?: (tag: EventTag) => ReactNode;
  /** The files that came with the event; they are not part of it. */
  readonly attachments?: ReactNode;
  /** What somebody wrote about it, where the event itself does not say. */
  readonly report?: UserReport;
  /** Where the grouping is explained. */
  readonly grouping?: ReactNode;
}

const REPORTS = ['csp', 'hpkp', 'expectct', 'expectstaple', 'nel'];
/** Feedback, stack trace, message and what stands in for them in reports of browsers. */
const READ_FIRST = 3 + REPORTS.length;

export function EventBody({ event, whole = true, view, onView, oldestFirst, afterTag, attachments, report: said, grouping }: EventBodyProps) {
  const entry = <T,>(type: string) => entryOf<T>(event, type);
  const metaOf = (index: number) => metaAt(event._meta, ['entries', index, 'data']);
  const message = entry<MessageData>('message');
  const request = entry<RequestData>('request');
  const crumbs = entry('breadcrumbs');
  const template = entry<Parameters<typeof Template>[0]['data']>('template');
  const feedback = event.userReport ?? said;
  const parts: readonly (readonly [string, ReactNode])[] = [
    ['Feedback', feedback && !isEmpty(feedback.comments) && <Feedback report={feedback} />],
    ['Stack trace', <Stack event={event} view={view} onView={onView} oldestFirst={oldestFirst} />],
    ['Message', message && <Message data={message.data} meta={metaOf(message.index)} />],
    ...REPORTS.map((type): [string, ReactNode] => {
      const report = entry<Record<string, unknown>>(type);
      return [type, report && <Report type={type} data={report.data} meta={metaOf(report.index)} />];
    }),
    ['Template', template && <Template data={template.data} />],
    ['Breadcrumbs', crumbs && <Breadcrumbs key={event.id} event={event} meta={metaOf(crumbs.index)} />],
    ['Tags', <Tags tags={objects<EventTag>(event.tags)} meta={metaAt(event._meta, ['tags'])} after={afterTag} />],
    ['Request', request && <Request data={request.data} meta={metaOf(request.index)} />],
    ['User', <EventUserSection event={event} />],
    ['Contexts', <Contexts event={event} />],
    ['Additional data', <Extra event={event} />],
    ['Packages', <Packages event={event} />],
    ['Attachments', attachments],
    ['Trace', <Trace event={event} />],
    ['Grouping', <Grouping event={event} why={grouping} />],
    ['Processing notes', <ProcessingNotes event={event} />],
  ];
  return (
    <div className={styles.body}>
      {(whole ? parts : parts.slice(0, READ_FIRST)).map(([what, part]) => part && <Guard key={what} what={what}>{part}</Guard>)}
    </div>
  );
}

/** Exceptions, else the stack trace of the message, and the threads. */
function Stack({ event, view, onView, oldestFirst }: Pick<EventBodyProps, 'event' | 'view' | 'onView' | 'oldestFirst'>) {
  const found = stackOf(event);
  const minified = minifiedFiles(event.errors);
  const shared = { platform: event.platform, view, oldestFirst, minified };
  const metaOf = (index: number) => metaAt(event._meta, ['entries', index, 'data']);
  const controls = (text: string) => (
    <><ViewSwitch view={view} onView={onView} /><Copy text={text} label="Copy the stack trace" /></>
  );
  const note = oldestFirst ? 'oldest frame first' : 'newest frame first';
  const names = new Map(found.threads.map((thread, at) => [asText(thread.id), asText(thread.name) || threadName(thread, at)]));
  return (
    <>
      {found.exception && (
        <EventSection id="stack" title="Stack trace" note={note} controls={controls(exceptionText(found.exception.data, event.platform))}>
          <MinifiedNote event={event} />
          <Exceptions data={found.exception.data} meta={metaOf(found.exception.index)} threads={names} {...shared} place={event.id} />
        </EventSection>
      )}
      {found.own && (
        <EventSection id={found.exception ? 'own-stack' : 'stack'} title={found.exception ? 'Stack trace of the event itself' : 'Stack trace'} note={note} controls={controls(rawStacktrace(found.own.data, event.platform))}>
          <StackTrace stacktrace={found.own.data} meta={metaOf(found.own.index)} {...shared} place={event.id} />
        </EventSection>
      )}
      {found.showThreads && (
        <EventSection id={found.exception || found.own ? 'threads' : 'stack'} title="Threads" count={found.threads.length}
          controls={!found.exception && !found.own && controls(rawStacktrace(found.threads[mainThread(found.threads, true)]?.stacktrace, event.platform))}>
          <Threads key={event.id} threads={found.threads} meta={metaOf(found.threadsIndex)} hasException={found.exception !== undefined} {...shared} place={event.id} />
        </EventSection>
      )}
    </>
  );
}

function exceptionText(data: ExceptionData, platform: string | null | undefined): string {
  return exceptionNodes(data).map((node) => rawException(node.exception, platform)).join('\n\n');
}

function stackOf(event: PicketEvent) {
  const exception = entryOf<ExceptionData>(event, 'exception');
  const own = entryOf<Trace_>(event, 'stacktrace');
  const entry = entryOf(event, 'threads');
  const threads = threadsOf(entry?.data);
  return {
    exception: exception && exceptionNodes(exception.data).length > 0 ? exception : undefined,
    own: own && framesOf(own.data).length > 0 ? own : undefined,
    threads,
    threadsIndex: entry?.index ?? -1,
    showThreads: hasThreadTraces(threads),
  };
}

/** Once above the frames, that some of them could not be read. */
function MinifiedNote({ event }: { readonly event: PicketEvent }) {
  const files = [...minifiedFiles(event.errors)];
  if (files.length === 0) return null;
  const release = asText(event.release?.version);
  return (
    <p className={styles.minified}>
      Some frames are minified: their source maps are missing{release !== '' && <> in release <Short text={release} limit={100} /></>}.
    </p>
  );
}

export interface SectionLink {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
}

/** The sections that this event has, for the links above them. */
export function sectionLinks(event: PicketEvent): SectionLink[] {
  const stack = stackOf(event);
  const has = (type: string) => entryOf(event, type) !== undefined;
  const size = (value: unknown) => (isObject(value) ? Object.keys(value).length : 0);
  const user = isObject(event.user) && Object.values(event.user).some((value) => !isEmpty(value));
  const links: (SectionLink | false)[] = [
    !isEmpty(event.userReport?.comments) && { id: 'feedback', title: 'Feedback' },
    (stack.exception !== undefined || stack.own !== undefined) && { id: 'stack', title: 'Stack trace' },
    stack.showThreads && { id: stack.exception || stack.own ? 'threads' : 'stack', title: 'Threads', count: stack.threads.length },
    has('message') && { id: 'message', title: 'Message' },
    ...REPORTS.map((type) => has(type) && { id: type, title: 'Report' }),
    has('template') && { id: 'template', title: 'Template' },
    crumbsOf(event).length > 0 && { id: 'breadcrumbs', title: 'Breadcrumbs', count: crumbsOf(event).length - 1 },
    objects(event.tags).length > 0 && { id: 'tags', title: 'Tags', count: objects(event.tags).length },
    has('request') && { id: 'request', title: 'Request' },
    user && { id: 'user', title: 'User' },
    contextBlocks(event).some((block) => block.name !== 'trace') && { id: 'contexts', title: 'Contexts' },
    size(event.context) > 0 && { id: 'extra', title: 'Data', count: size(event.context) },
    (size(event.packages) > 0 || !isEmpty(event.sdk?.name)) && { id: 'packages', title: size(event.packages) > 0 ? 'Packages' : 'SDK', ...(size(event.packages) > 0 && { count: size(event.packages) }) },
    processingNotes(event.errors).length > 0 && { id: 'processing', title: 'Notes', count: processingNotes(event.errors).length },
  ];
  return links.filter((link): link is SectionLink => link !== false);
}
