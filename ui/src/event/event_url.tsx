// An address that an application sent: text with a copy button. It becomes a link only after it was asked for, and then
// shows where it leads; only http and https do. Source: design reference, section 19.
import { useState } from 'react';
import { Copy } from '../shared/copy';
import { EventText, plainText } from '../shared/event_text';
import styles from './event_url.module.css';

/** The address, when it is one that a browser may be sent to; undefined for all else. */
export function webUrl(text: string): URL | undefined {
  // A URL with control characters in it is not what it seems.
  if (plainText(text) !== text) return undefined;
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
  } catch {
    return undefined;
  }
}

export interface EventUrlProps {
  readonly url: string;
  /** Shown instead of the address itself. */
  readonly text?: string;
  /** Shown behind the text, quieter: the query. */
  readonly tail?: string;
  /** What the button says that asks for the target. */
  readonly ask?: string;
}

export function EventUrl({ url, text, tail = '', ask = 'Open' }: EventUrlProps) {
  const [asked, setAsked] = useState(false);
  const target = webUrl(url);
  const shown = text ?? url;
  return (
    <span className={styles.url}>
      <EventText text={shown} />
      {tail !== '' && <span className={styles.tail}><EventText text={tail} /></span>}
      {target && !asked && <button type="button" className={styles.ask} onClick={() => setAsked(true)}>{ask}</button>}
      {target && asked && (
        <span className={styles.target}>
          <a href={target.href} target="_blank" rel="noreferrer noopener">Go to {target.host}</a>
          {shown + tail !== target.href && <span className={styles.full}><EventText text={target.href} /></span>}
          <Copy text={url} label="Copy the address" />
        </span>
      )}
    </span>
  );
}
