// The only way text that an application sent reaches a page: as text, never as markup, with the characters that could
// deceive the reader made visible, and cut where it would drown the page (ui.md section 19).
import { useState, type ReactNode } from 'react';
import { bytes } from './format';
import styles from './marks.module.css';

/** Characters shown before "show all"; measured in UTF-16 units, as they are what a page pays for. */
const shownLimit = 2000;
/** C0 and C1 controls, DEL, bidi overrides and isolates, zero-width marks, line and paragraph separators. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const invisibleRuns = new RegExp(invisible.source, 'g');

function symbolOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x0a) return '⏎';
  if (code === 0x0d) return '␍';
  if (code === 0x09) return '⇥';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text as one line of plain characters, for titles, labels and `document.title`. */
export function plainText(text: string): string {
  return text.replace(invisibleRuns, symbolOf);
}

function withSymbols(text: string, keepLines: boolean): ReactNode[] {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(invisibleRuns)) {
    if (keepLines && (match[0] === '\n' || match[0] === '\t')) continue;
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push(<span key={match.index} className={styles.symbol}>{symbolOf(match[0])}</span>);
    from = match.index + 1;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** Cuts without leaving half of a surrogate pair. */
function cut(text: string, limit: number): string {
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

export interface EventTextProps {
  readonly text: string | null | undefined;
  /** Keeps line breaks and tabs as they are (for `pre`); else they are shown as symbols. */
  readonly multiline?: boolean;
  /** Longest text shown at once; "show all" opens the rest. */
  readonly limit?: number;
  readonly className?: string;
}

export function EventText({ text, multiline = false, limit = shownLimit, className }: EventTextProps) {
  const [whole, setWhole] = useState(false);
  const value = text ?? '';
  const long = value.length > limit;
  if (whole) return <pre className={styles.whole} tabIndex={0}><bdi dir="auto">{withSymbols(value, true)}</bdi></pre>;
  return (
    <>
      <bdi dir="auto" className={`${styles.event} ${className ?? ''}`}>
        {withSymbols(long ? cut(value, limit) : value, multiline)}
        {long && '…'}
      </bdi>
      {long && (
        <button type="button" className={styles.reveal} onClick={() => setWhole(true)}>
          show all {bytes(new TextEncoder().encode(value).length)}
        </button>
      )}
    </>
  );
}
