// Lines of source with their numbers; the line that the frame is at stands out.
import { useState } from 'react';
import { counted } from '../shared/format';
import { EventText, plainText } from '../shared/event_text';
import { nearLines, type SourceLine } from './frames';
import { tokenize, type Language } from './tokenize';
import styles from './code.module.css';

export interface SourceProps {
  readonly lines: readonly SourceLine[];
  readonly language: Language;
  /** What raised: its line is red, not grey. */
  readonly raised: boolean;
  /** For screen readers: the file. */
  readonly label: string;
}

export function Source({ lines, language, raised, label }: SourceProps) {
  const [whole, setWhole] = useState(false);
  const { near, more } = nearLines(lines);
  return (
    <>
      <pre className={`${styles.source} ${raised ? styles.raised : ''}`} role="region" tabIndex={0}
        aria-label={`Source of ${plainText(label)}`}>
        {(whole ? lines : near).map((line, at) => (
          <div key={at} className={line.hot ? styles.hot : undefined} aria-current={line.hot ? 'location' : undefined}>
            <span className={styles.number}>{line.number > 0 ? line.number : ''}</span>
            <code><Line line={line} language={language} /></code>
          </div>
        ))}
      </pre>
      {more > 0 && !whole && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>Show {counted(more, 'more line')}</button>
      )}
    </>
  );
}

/** Tokens of a line; where a long one was cut, its ends and the column are marked. */
function Line({ line, language }: { readonly line: SourceLine; readonly language: Language }) {
  if (line.mark !== undefined) {
    return (
      <>
        {line.cutLeft && <span className={styles.cut}>…</span>}
        <EventText text={line.text.slice(0, line.mark)} multiline />
        <mark className={styles.column}><EventText text={line.text.slice(line.mark, line.mark + 1)} multiline /></mark>
        <EventText text={line.text.slice(line.mark + 1)} multiline />
        {line.cutRight && <span className={styles.cut}>…</span>}
      </>
    );
  }
  return (
    <>
      {tokenize(line.text, language).map((token, at) => (
        <span key={at} className={token.kind === 'plain' ? undefined : styles[token.kind]}>
          <EventText text={token.text} multiline />
        </span>
      ))}
      {line.cutRight && <span className={styles.cut}>…</span>}
    </>
  );
}
