// The smaller sections of an event: message, reports of browsers, template, tags, user, contexts, packages, SDK,
// grouping and what went wrong while it was read.
import type { ReactNode } from 'react';
import { Copy } from '../shared/copy';
import { EventText } from '../shared/event_text';
import { bytes, exactCount } from '../shared/format';
import { contextBlocks, isByteCount, traceOf } from './context';
import { EventUrl, webUrl } from './event_url';
import { EventValue } from './event_value';
import { KeyValue } from './key_value';
import { metaAt, remarksOf } from './meta';
import { processingNotes } from './processing';
import { EventSection } from './section';
import { asText, isEmpty, isObject } from './shape';
import { Source } from './code';
import { sourceLines } from './frames';
import { languageOf } from './tokenize';
import type { EventTag, Frame, Json, MessageData, MetaNode, PicketEvent, UserReport } from '../api/event_types';
import styles from './parts.module.css';

interface DataProps<T> {
  readonly data: T;
  /** `_meta` of the entry's data. */
  readonly meta?: MetaNode;
}

const urlOrValue = (_: string, value: unknown): ReactNode | undefined =>
  typeof value === 'string' && webUrl(value) ? <EventUrl url={value} /> : undefined;

export function Message({ data, meta }: DataProps<MessageData>) {
  const formatted = asText(data.formatted) || asText(data.message);
  const pattern = asText(data.message);
  return (
    <EventSection id="message" title="Message">
      <div className={styles.message}><EventValue value={formatted} meta={metaAt(meta, ['formatted']) ?? metaAt(meta, ['message'])} /></div>
      {pattern !== '' && pattern !== formatted && (
        <KeyValue rows={[['pattern', pattern], ['parameters', data.params]].filter(([, value]) => !isEmpty(value)) as [string, Json][]} meta={meta} label="Message" />
      )}
    </EventSection>
  );
}

const REPORT_TITLES: Readonly<Record<string, string>> = {
  csp: 'Content security policy', hpkp: 'Public key pinning', expectct: 'Certificate transparency', expectstaple: 'OCSP stapling', nel: 'Network error',
};

export function Report({ type, data, meta }: DataProps<Readonly<Record<string, unknown>>> & { readonly type: string }) {
  const rows = Object.entries(data).filter(([, value]) => !isEmpty(value));
  if (rows.length === 0) return null;
  return (
    <EventSection id={type} title={REPORT_TITLES[type] ?? 'Report'}>
      <KeyValue rows={rows} meta={meta} draw={urlOrValue} label="Report" />
    </EventSection>
  );
}

export function Template({ data }: DataProps<{ readonly filename?: string | null; readonly lineNo?: number | null; readonly context?: Frame['context'] }>) {
  const file = asText(data.filename);
  const lines = sourceLines({ context: data.context, lineNo: data.lineNo });
  return (
    <EventSection id="template" title="Template">
      <p className={styles.mono}><EventText text={file} />{data.lineNo != null && `:${asText(data.lineNo)}`}</p>
      {lines.length > 0 && <div className={styles.boxed}><Source lines={lines} language={languageOf(file)} raised label={file} /></div>}
    </EventSection>
  );
}

export function Tags({ tags, meta, after }: { readonly tags: readonly EventTag[]; readonly meta?: MetaNode; readonly after?: (tag: EventTag) => ReactNode }) {
  if (tags.length === 0) return null;
  const byKey = new Map(tags.map((tag) => [tag.key, tag]));
  return (
    <EventSection id="tags" title="Tags" count={tags.length} note="this event">
      <KeyValue columns label="Tags" rows={tags.map((tag): [string, unknown] => [asText(tag.key), tag.value])}
        metaOf={(_, at) => metaAt(meta, [at, 'value'])}
        draw={(name, value) => (name === 'url' ? urlOrValue(name, value) : undefined)}
        after={(name) => {
          const tag = byKey.get(name);
          // What is left of a value that was cut or scrubbed is not the value.
          return tag && isEmpty(metaAt(meta, [tags.indexOf(tag), 'value'])) ? after?.(tag) : undefined;
        }} />
    </EventSection>
  );
}

export function EventUserSection({ event }: { readonly event: PicketEvent }) {
  const user: Readonly<Record<string, unknown>> = isObject(event.user) ? event.user : {};
  const geo = isObject(user.geo) ? user.geo : {};
  const place = [geo.city, geo.region, geo.country_code].map(asText).filter((part) => part !== '').join(', ');
  const meta = metaAt(event._meta, ['user']);
  const rows: [string, unknown][] = ['id', 'username', 'name', 'email', 'ip_address'].map((key) => [key, user[key]]);
  if (place !== '') rows.push(['place', place]);
  rows.push(...Object.entries(isObject(user.data) ? user.data : {}));
  const shown = rows.filter(([name, value]) => !isEmpty(value) || !isEmpty(metaAt(meta, [name])));
  if (shown.length === 0) return null;
  return (
    <EventSection id="user" title="User">
      <KeyValue rows={shown} label="User" metaOf={(name) => metaAt(meta, [name]) ?? metaAt(meta, ['data', name])} />
    </EventSection>
  );
}

export function Contexts({ event }: { readonly event: PicketEvent }) {
  const blocks = contextBlocks(event).filter((block) => block.name !== 'trace');
  if (blocks.length === 0) return null;
  return (
    <EventSection id="contexts" title="Contexts">
      <div className={styles.blocks}>
        {blocks.map((block) => (
          <div key={block.name} className={styles.group}>
            <h3><EventText text={block.title} limit={100} />{block.summary !== '' && <span><EventText text={block.summary} limit={200} /></span>}</h3>
            <KeyValue rows={block.rows} meta={metaAt(event._meta, ['contexts', block.name])} label={block.title}
              draw={(name, value) => (isByteCount(block.name, name) && typeof value === 'number' ? bytes(value) : undefined)} />
          </div>
        ))}
      </div>
    </EventSection>
  );
}

export function Trace({ event }: { readonly event: PicketEvent }) {
  const trace = traceOf(event);
  if (trace === undefined) return null;
  const context = event.contexts.trace ?? {};
  const rows = Object.entries(context).filter(([key, value]) => key !== 'type' && !isEmpty(value));
  return (
    <EventSection id="trace" title="Trace" controls={<Copy text={trace.traceId} label="Copy the trace id" />}>
      <KeyValue rows={rows} meta={metaAt(event._meta, ['contexts', 'trace'])} label="Trace" />
    </EventSection>
  );
}

/** What SDKs call `extra`. */
export function Extra({ event }: { readonly event: PicketEvent }) {
  const rows = Object.entries(isObject(event.context) ? event.context : {});
  const cut = remarksOf(metaAt(event._meta, ['context']), event.context);
  if (rows.length === 0 && cut.length === 0) return null;
  return (
    <EventSection id="extra" title="Additional data" count={rows.length}>
      <KeyValue rows={rows} meta={metaAt(event._meta, ['context'])} label="Additional data" />
      {cut.map((remark) => <p key={remark.text} className={styles.quiet}>{remark.text}.</p>)}
    </EventSection>
  );
}

export function Packages({ event }: { readonly event: PicketEvent }) {
  const rows = Object.entries(isObject(event.packages) ? event.packages : {}).sort(([a], [b]) => a.localeCompare(b));
  const sdk = isObject(event.sdk) ? event.sdk : undefined;
  if (rows.length === 0 && isEmpty(sdk?.name)) return null;
  return (
    <EventSection id="packages" title={rows.length > 0 ? 'Packages and SDK' : 'SDK'} count={rows.length > 0 ? exactCount(rows.length) : undefined}>
      {!isEmpty(sdk?.name) && <p className={styles.sdk}>Sent by <span className={styles.mono}><EventText text={`${asText(sdk?.name)} ${asText(sdk?.version)}`.trim()} /></span></p>}
      {rows.length > 0 && <KeyValue rows={rows} columns meta={metaAt(event._meta, ['packages'])} label="Packages" />}
    </EventSection>
  );
}

export function Grouping({ event, why }: { readonly event: PicketEvent; readonly why?: ReactNode }) {
  const hashes = (Array.isArray(event.fingerprints) ? event.fingerprints : []).map(asText).filter((hash) => hash !== '');
  if (hashes.length === 0) return null;
  return (
    <EventSection id="grouping" title="Grouping" controls={why}>
      <KeyValue label="Grouping" rows={[['hash', hashes[0]!] as const, ...hashes.slice(1).map((hash): [string, string] => ['also', hash])]} />
    </EventSection>
  );
}

export function ProcessingNotes({ event }: { readonly event: PicketEvent }) {
  const notes = processingNotes(event.errors);
  if (notes.length === 0) return null;
  return (
    <EventSection id="processing" title="Processing notes" count={notes.length}>
      <ul className={styles.notes}>
        {notes.map((note, at) => (
          <li key={at}><EventText text={note.text} />{note.about !== '' && <span className={styles.mono}><EventText text={note.about} limit={300} /></span>}</li>
        ))}
      </ul>
    </EventSection>
  );
}

/** What the person said who had the error: one quiet block before everything else. */
export function Feedback({ report }: { readonly report: UserReport }) {
  const name = asText(report.name) || asText(report.email) || 'Somebody';
  return (
    <blockquote className={styles.quote} id="feedback" aria-label="Feedback of a user">
      <b><EventText text={name} />{report.email && report.name && <> (<EventText text={asText(report.email)} />)</>}</b>{' wrote: '}
      <EventText text={asText(report.comments)} multiline />
    </blockquote>
  );
}
