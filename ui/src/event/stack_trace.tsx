// The frames of one stack trace, in the view that the reader chose.
import { useState } from 'react';
import { EventText } from '../shared/event_text';
import { counted, exactCount } from '../shared/format';
import { Icon } from '../shared/icons';
import { FrameRow } from './frame_row';
import { framesOf, rowsOf, type FrameRow as Row, type FrameView } from './frames';
import { KeyValue } from './key_value';
import { metaAt, remarksOf } from './meta';
import { rawStacktrace } from './raw';
import { useRememberedOpen } from './remembered';
import { isObject } from './shape';
import { Short } from './short';
import type { MetaNode, StackTrace as Trace } from '../api/event_types';
import styles from './stack_trace.module.css';

/** Rows drawn at once; the rest follows on demand, so that 500 frames of Java open as fast as 10. */
const FIRST_ROWS = 50;

export interface StackTraceProps {
  readonly stacktrace: Trace;
  readonly platform: string | null | undefined;
  readonly view: FrameView;
  readonly oldestFirst: boolean;
  readonly minified: ReadonlySet<string>;
  readonly meta?: MetaNode;
  /** Names this stack trace for what is remembered about its frames. */
  readonly place?: string;
}

export function StackTrace(props: StackTraceProps) {
  const { stacktrace, platform, view, oldestFirst, meta } = props;
  const [whole, setWhole] = useState(false);
  if (framesOf(stacktrace).length === 0 && !Array.isArray(stacktrace.framesOmitted)) {
    return <p className={styles.none}>The SDK sent no frames.</p>;
  }
  if (view === 'raw') {
    return <pre className={styles.raw} tabIndex={0} aria-label="Stack trace as text"><EventText text={rawStacktrace(stacktrace, platform)} multiline limit={50_000} /></pre>;
  }
  const rows = rowsOf(stacktrace, view, oldestFirst);
  const shown = whole ? rows : rows.slice(0, FIRST_ROWS);
  const cut = remarksOf(metaAt(meta, ['frames']), stacktrace.frames, 'frames');
  return (
    <>
      <div className={styles.frames}>
        {shown.map((row, at) => <TraceRow key={keyOf(row, at)} row={row} {...props} />)}
        {shown.length < rows.length && (
          <button type="button" className={styles.fold} onClick={() => setWhole(true)}>
            <Icon name="down" size={12} />Show {counted(rows.length - shown.length, 'more row')}
          </button>
        )}
      </div>
      {cut.map((remark) => <p key={remark.text} className={styles.none}>{remark.text}.</p>)}
      <Registers stacktrace={stacktrace} place={props.place} />
    </>
  );
}

function keyOf(row: Row, at: number): string {
  return row.kind === 'frame' ? `f${row.index}` : `${row.kind}${at}`;
}

function TraceRow({ row, ...props }: StackTraceProps & { readonly row: Row }) {
  if (row.kind === 'omitted') {
    const what = row.first === row.last ? `Frame ${exactCount(row.first)}` : `Frames ${exactCount(row.first)}–${exactCount(row.last)}`;
    return <p className={styles.omitted}>{what} left out by the SDK</p>;
  }
  if (row.kind === 'frame') return <OneFrame {...props} frame={row.frame} index={row.index} raised={row.raised} open={row.open} repeats={row.repeats} />;
  return <SystemFrames row={row} {...props} />;
}

function SystemFrames({ row, ...props }: StackTraceProps & { readonly row: Row & { kind: 'system' } }) {
  const place = props.place === undefined ? undefined : `${props.place}/system${row.frames[0]!.index}`;
  const [open, setOpen] = useRememberedOpen(place, false);
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} size={12} />
        {counted(row.count, 'system frame')}
        {row.where !== '' && <span className={styles.where}><Short text={row.where} /></span>}
      </button>
      {open && row.frames.map((run) => <OneFrame key={run.index} {...props} {...run} raised={false} open={false} />)}
    </>
  );
}

interface OneFrameProps extends StackTraceProps {
  readonly frame: Parameters<typeof FrameRow>[0]['frame'];
  readonly index: number;
  readonly raised: boolean;
  readonly open: boolean;
  readonly repeats: number;
}

function OneFrame({ frame, index, raised, open, repeats, platform, minified, meta, place }: OneFrameProps) {
  return (
    <FrameRow frame={frame} platform={platform} raised={raised} open={open} repeats={repeats} minified={minified}
      meta={metaAt(meta, ['frames', index])} place={place === undefined ? undefined : `${place}/${index}`} />
  );
}

function Registers({ stacktrace, place }: Pick<StackTraceProps, 'stacktrace' | 'place'>) {
  const registers = isObject(stacktrace.registers) ? Object.entries(stacktrace.registers) : [];
  const [open, setOpen] = useRememberedOpen(place === undefined ? undefined : `${place}/registers`, false);
  if (registers.length === 0) return null;
  return (
    <>
      <button type="button" className={styles.registers} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} size={12} />{counted(registers.length, 'register')}
      </button>
      {open && <KeyValue rows={registers} columns label="Registers" />}
    </>
  );
}
