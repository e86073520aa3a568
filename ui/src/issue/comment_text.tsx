// A comment: text with a small part of Markdown (bold, code, links), built as elements. Nothing in it is HTML.
import type { ReactNode } from 'react';
import { EventText } from '../shared/event_text';
import { webUrl } from '../event/event_url';

const PARTS = /(`[^`\n]+`)|(\*\*[^*\n]+\*\*)|(https?:\/\/[^\s<>"')\]]+)/g;

export function CommentText({ text }: { readonly text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(PARTS)) {
    if (match.index > from) parts.push(<EventText key={from} text={text.slice(from, match.index)} multiline />);
    parts.push(<span key={`m${match.index}`}>{partOf(match)}</span>);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(<EventText key={from} text={text.slice(from)} multiline />);
  return <p style={{ whiteSpace: 'pre-wrap' }}>{parts}</p>;
}

function partOf([whole, code, bold]: RegExpMatchArray): ReactNode {
  if (code !== undefined) return <code><EventText text={code.slice(1, -1)} /></code>;
  if (bold !== undefined) return <b><EventText text={bold.slice(2, -2)} /></b>;
  const url = webUrl(whole!);
  return url ? <a href={url.href} target="_blank" rel="noreferrer noopener"><EventText text={whole!} limit={300} /></a> : <EventText text={whole!} />;
}
