// One value of an event, of whatever type, with what was done to it before it was stored. Text only, never markup.
import { useState } from 'react';
import { EventText } from '../shared/event_text';
import { Icon } from '../shared/icons';
import { counted } from '../shared/format';
import { piecesOf, remarksOf, remarksWithin, type Remark } from './meta';
import { isObject } from './shape';
import type { Json, MetaNode } from '../api/event_types';
import styles from './event_value.module.css';

/** JSON up to this length stands in the line; longer one opens. */
const INLINE_LENGTH = 120;

export interface EventValueProps {
  readonly value: unknown;
  readonly meta?: MetaNode;
  /** Longest text shown at once. */
  readonly limit?: number;
}

export function EventValue({ value, meta, limit }: EventValueProps) {
  const remarks = isObject(value) || Array.isArray(value) ? remarksWithin(meta, value) : remarksOf(meta, value);
  return (
    <>
      <Plain value={value} meta={meta} limit={limit} hasRemark={remarks.length > 0} />
      {remarks.map((remark) => <RemarkText key={`${'path' in remark ? remark.path : ''} ${remark.text}`} remark={remark} />)}
    </>
  );
}

function Plain({ value, meta, limit, hasRemark }: EventValueProps & { readonly hasRemark: boolean }) {
  if (typeof value === 'string') {
    const pieces = piecesOf(meta);
    // What was removed may be all of the text; then the pieces say it, and an empty text says nothing.
    if (pieces !== undefined) return <Pieces pieces={pieces} limit={limit} />;
    return value === '' ? <span className={styles.nothing}>empty</span> : <EventText text={value} limit={limit} />;
  }
  if (value === null || value === undefined) return hasRemark ? null : <span className={styles.nothing}>none</span>;
  if (typeof value === 'object') return <Nested value={value as Json} />;
  return <span>{String(value)}</span>;
}

/** What stands for the rest of a text that was too long: dots, nothing that anybody hid. */
const CUT_RULE = '!limit';

function Pieces({ pieces, limit }: { readonly pieces: NonNullable<ReturnType<typeof piecesOf>>; readonly limit?: number }) {
  return (
    <>
      {pieces.map((piece, at) =>
        piece.redacted && piece.rule !== CUT_RULE ? (
          <span key={at} className={styles.redacted}>
            <Icon name="lock" size={11} />
            <EventText text={piece.text.replace(/^\[(.+)\]$/, '$1') || 'removed'} />
          </span>
        ) : (
          <EventText key={at} text={piece.text} limit={limit} />
        ),
      )}
    </>
  );
}

function RemarkText({ remark }: { readonly remark: Remark & { readonly path?: string } }) {
  return (
    <small className={styles.remark}>
      {remark.path && <><EventText text={remark.path} />: </>}
      <EventText text={remark.text} />
    </small>
  );
}

/** Lists and objects: short ones as they are, long ones behind their size. */
function Nested({ value }: { readonly value: Json }) {
  const [open, setOpen] = useState(false);
  const line = JSON.stringify(value);
  if (line.length <= INLINE_LENGTH) return <EventText text={line} />;
  const size = Array.isArray(value)
    ? counted(value.length, 'item')
    : counted(Object.keys(value as object).length, 'entry', 'entries');
  return (
    <>
      <button type="button" className={styles.nested} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} size={11} />
        {Array.isArray(value) ? `[ ${size} ]` : `{ ${size} }`}
      </button>
      {open && (
        <pre className={styles.json} tabIndex={0} aria-label="The value as JSON">
          <EventText text={JSON.stringify(value, null, 2)} multiline limit={20_000} />
        </pre>
      )}
    </>
  );
}
