// A button that copies a text and says so where it stands.
import { useEffect, useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { Icon } from './icons';
import { toast } from './toast';

const shownMilliseconds = 2000;

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or a page without TLS: the old way still works there.
    const field = document.createElement('textarea');
    field.value = text;
    field.style.cssText = 'position:fixed;opacity:0';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

export interface CopyProps {
  readonly text: string;
  /** What is copied, for the label: "Copy the DSN". */
  readonly label: string;
  /** Shows the label as a button with a word instead of an icon. */
  readonly word?: string;
}

export function Copy({ text, label, word }: CopyProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    if (await copyText(text)) setCopied(true);
    else toast({ text: 'The browser did not let Picket copy this.', kind: 'failed' });
  };
  const icon = <Icon name={copied ? 'check' : 'copy'} size={13} />;
  return (
    <>
      {word
        ? <Button onClick={copy} leftSection={icon} aria-label={label}>{copied ? 'Copied' : word}</Button>
        : <ActionIcon onClick={copy} aria-label={label} title={label}>{icon}</ActionIcon>}
      <span role="status" className="vh">{copied ? 'Copied' : ''}</span>
    </>
  );
}
