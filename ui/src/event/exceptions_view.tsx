// The exceptions of an event: the one that was reported, what caused it, and the members of a group.
import { EventText } from '../shared/event_text';
import { counted } from '../shared/format';
import { Icon } from '../shared/icons';
import { EventUrl, webUrl } from './event_url';
import { EventValue } from './event_value';
import { exceptionNodes, type ExceptionNode } from './exceptions';
import { framesOf } from './frames';
import { KeyValue } from './key_value';
import { metaAt } from './meta';
import { useRememberedOpen } from './remembered';
import { asText, isEmpty, isObject } from './shape';
import { Short } from './short';
import { StackTrace, type StackTraceProps } from './stack_trace';
import type { ExceptionData, Mechanism, MetaNode } from '../api/event_types';
import styles from './exceptions_view.module.css';

export interface ExceptionsProps extends Omit<StackTraceProps, 'stacktrace' | 'meta'> {
  readonly data: ExceptionData;
  /** `_meta` of the entry's data. */
  readonly meta?: MetaNode;
  /** Names of threads, by id. */
  readonly threads?: ReadonlyMap<string, string>;
}

/** Members of a group that are open at first; a group may have hundreds. */
const OPEN_MEMBERS = 2;
const DEPTH_PX = 16;
/** Text of an exception shown at once: some carry a whole page of a server, and the frames are what is looked for. */
const VALUE_LIMIT = 600;

export function Exceptions({ data, meta, threads, ...trace }: ExceptionsProps) {
  const nodes = exceptionNodes(data);
  const omitted = Array.isArray(data.excOmitted) ? (data.excOmitted as unknown as number[]) : undefined;
  let members = 0;
  return (
    <>
      {nodes.map((node) => {
        if (node.role === 'member') members++;
        return (
          <OneException key={node.index} node={node} openAtFirst={node.role !== 'member' || members <= OPEN_MEMBERS} threads={threads}
            meta={metaAt(meta, ['values', node.index])} {...trace} place={trace.place === undefined ? undefined : `${trace.place}/e${node.index}`} />
        );
      })}
      {omitted && <p className={styles.omitted}>Exceptions {asText(omitted[0]! + 1)}–{asText(omitted[1])} left out by the SDK</p>}
    </>
  );
}

interface OneExceptionProps extends Omit<ExceptionsProps, 'data'> {
  readonly node: ExceptionNode;
  readonly openAtFirst: boolean;
}

function OneException({ node, openAtFirst, meta, threads, ...trace }: OneExceptionProps) {
  const { exception, role, depth } = node;
  const [open, setOpen] = useRememberedOpen(trace.place, openAtFirst);
  const stacktrace = trace.view === 'raw' ? (exception.rawStacktrace ?? exception.stacktrace) : exception.stacktrace;
  return (
    <div className={`${styles.exception} ${depth > 0 ? styles.inner : ''}`} style={{ marginLeft: depth * DEPTH_PX }}>
      <div className={styles.head}>
        {role !== 'outermost' && (
          <button type="button" className={styles.role} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'down' : 'right'} size={12} />
            <Short text={roleWords(node)} limit={60} />
          </button>
        )}
        <Heading node={node} meta={meta} />
        <MechanismWords node={node} threads={threads} />
      </div>
      {(open || role === 'outermost') && (
        <>
          <MechanismDetails mechanism={exception.mechanism} meta={metaAt(meta, ['mechanism'])} />
          {isObject(stacktrace) && (framesOf(stacktrace).length > 0 || !isEmpty(stacktrace.framesOmitted))
            ? <StackTrace {...trace} stacktrace={stacktrace} meta={metaAt(meta, ['stacktrace'])} />
            : <p className={styles.omitted}>{node.members > 0 ? 'The group has no stack trace of its own.' : 'No stack trace was sent with it.'}</p>}
        </>
      )}
    </div>
  );
}

function roleWords(node: ExceptionNode): string {
  if (node.role === 'cause') return node.source === '__context__' ? 'raised while handling' : 'caused by';
  return node.source ?? 'in the group';
}

function Heading({ node, meta }: { readonly node: ExceptionNode; readonly meta?: MetaNode }) {
  const { exception, members } = node;
  const type = asText(exception.type);
  const value = asText(exception.value);
  return (
    <>
      {type !== '' && <b className={styles.type}><EventText text={type} limit={300} /></b>}
      {(value !== '' || !isEmpty(metaAt(meta, ['value']))) && (
        <span className={styles.value}><EventValue value={exception.value} meta={metaAt(meta, ['value'])} limit={VALUE_LIMIT} /></span>
      )}
      {type === '' && value === '' && <span className={styles.value}>An exception without type and text</span>}
      {members > 0 && <span className={styles.members}>{counted(members, 'exception')} in it</span>}
    </>
  );
}

/** "django, unhandled, in thread MainThread" */
function MechanismWords({ node, threads }: Pick<OneExceptionProps, 'node' | 'threads'>) {
  const { mechanism, threadId } = node.exception;
  const words = [asText(mechanism?.type)];
  if (mechanism?.handled === false) words.push('unhandled');
  else if (mechanism?.handled === true) words.push('handled');
  if (mechanism?.synthetic === true) words.push('synthetic');
  const thread = threadId == null ? undefined : threads?.get(asText(threadId));
  if (thread !== undefined && node.role === 'outermost') words.push(`in thread ${thread}`);
  const shown = words.filter((word) => word !== '' && word !== 'generic');
  return shown.length === 0 ? null : <span className={styles.mechanism}><EventText text={shown.join(', ')} limit={200} /></span>;
}

function MechanismDetails({ mechanism, meta }: { readonly mechanism: Mechanism | null | undefined; readonly meta?: MetaNode }) {
  if (!isObject(mechanism)) return null;
  const rows = [
    ['description', mechanism.description],
    ['help', mechanism.help_link],
    ...Object.entries(isObject(mechanism.data) ? mechanism.data : {}),
    ...Object.entries(isObject(mechanism.meta) ? mechanism.meta : {}),
  ].filter((row): row is [string, unknown] => !isEmpty(row[1]));
  if (rows.length === 0) return null;
  return (
    <div className={styles.details}>
      <KeyValue rows={rows} label="How it was caught" metaOf={(name) => metaAt(meta, ['data', name]) ?? metaAt(meta, [name])}
        draw={(_, value) => (typeof value === 'string' && webUrl(value) ? <EventUrl url={value} /> : undefined)} />
    </div>
  );
}
