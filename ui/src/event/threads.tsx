// The threads of an event: one of them with its stack trace.
import { useState } from 'react';
import { counted } from '../shared/format';
import { plainText } from '../shared/event_text';
import { framesOf } from './frames';
import { metaAt } from './meta';
import { asText, isEmpty, isObject, objects } from './shape';
import { StackTrace, type StackTraceProps } from './stack_trace';
import { KeyValue } from './key_value';
import type { MetaNode, ThreadValue } from '../api/event_types';
import styles from './threads.module.css';

export interface ThreadsProps extends Omit<StackTraceProps, 'stacktrace' | 'meta'> {
  readonly threads: readonly ThreadValue[];
  readonly meta?: MetaNode;
  /** The exception's stack trace stands above already. */
  readonly hasException: boolean;
}

export function threadsOf(data: unknown): ThreadValue[] {
  return objects<ThreadValue>(isObject(data) ? data.values : undefined);
}

export function threadName(thread: ThreadValue, at: number): string {
  const id = asText(thread.id);
  const name = asText(thread.name) || (id === '' ? `thread ${at + 1}` : `thread ${id}`);
  const marks = [thread.crashed === true ? 'crashed' : '', thread.current === true ? 'current' : '', asText(thread.state).toLowerCase()];
  const shown = marks.filter((mark) => mark !== '');
  return shown.length === 0 ? name : `${name} (${shown.join(', ')})`;
}

/** Threads are worth a section when they say more than the exception: a stack trace of their own. */
export function hasThreadTraces(threads: readonly ThreadValue[]): boolean {
  return threads.some((thread) => framesOf(thread.stacktrace).length > 0);
}

/** The thread that people look for: the one that crashed, else the current one, else the first with frames. */
export function mainThread(threads: readonly ThreadValue[], needsFrames: boolean): number {
  const usable = (thread: ThreadValue) => !needsFrames || framesOf(thread.stacktrace).length > 0;
  for (const test of [(thread: ThreadValue) => thread.crashed === true, (thread: ThreadValue) => thread.current === true, () => true]) {
    const at = threads.findIndex((thread) => test(thread) && usable(thread));
    if (at >= 0) return at;
  }
  return 0;
}

export function Threads({ threads, meta, hasException, ...trace }: ThreadsProps) {
  const [at, setAt] = useState(() => mainThread(threads, true));
  const thread = threads[at];
  if (thread === undefined) return null;
  const locks = isObject(thread.heldLocks) ? Object.entries(thread.heldLocks) : [];
  const empty = framesOf(thread.stacktrace).length === 0;
  return (
    <>
      <div className={styles.choice}>
        <select aria-label="Thread" className={styles.select} value={at} onChange={(event) => setAt(Number(event.target.value))}>
          {threads.map((each, number) => <option key={number} value={number}>{plainText(threadName(each, number)).slice(0, 120)}</option>)}
        </select>
        <span className={styles.count}>of {counted(threads.length, 'thread')}</span>
      </div>
      {locks.length > 0 && !isEmpty(locks) && <KeyValue rows={locks} label="Locks that the thread holds" />}
      {isObject(thread.stacktrace) && !empty ? (
        <StackTrace key={at} {...trace} stacktrace={thread.stacktrace} meta={metaAt(meta, ['values', at, 'stacktrace'])}
          place={trace.place === undefined ? undefined : `${trace.place}/t${at}`} />
      ) : (
        <p className={styles.none}>{thread.crashed === true && hasException ? 'Its stack trace is that of the exception above.' : 'The SDK sent no stack trace of this thread.'}</p>
      )}
    </>
  );
}
