// A text of rules or patterns, one a line. What the server says about it names a line: one click goes there.
import { useRef } from 'react';
import { Button, Textarea } from '@mantine/core';
import styles from './rules_text.module.css';

const fewestRows = 3;
const mostRows = 18;

/** The line, from 1, that "Line 2, column 4: ..." is about, or that holds the text which the sentence quotes. */
export function lineOf(error: string, text: string): number | undefined {
  const named = /^Line (\d+)/.exec(error)?.[1];
  if (named !== undefined) return Number(named);
  const quoted = /^"(.+?)" is /s.exec(error)?.[1];
  if (quoted === undefined) return undefined;
  const at = text.split('\n').findIndex((line) => line.trim().toLowerCase().startsWith(quoted.toLowerCase()));
  return at < 0 ? undefined : at + 1;
}

/** Where the line begins and ends. */
export function lineSpan(text: string, line: number): readonly [number, number] {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return [start, start + (lines[line - 1]?.length ?? 0)];
}

export interface RulesTextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error?: string;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  /** Characters. */
  readonly limit: number;
}

export function RulesText({ label, value, onChange, error, disabled, placeholder, limit }: RulesTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const line = error === undefined ? undefined : lineOf(error, value);
  const go = (target: number) => {
    const field = area.current;
    if (!field) return;
    field.focus();
    field.setSelectionRange(...lineSpan(value, target));
    field.scrollTop = (field.scrollHeight / Math.max(1, value.split('\n').length)) * (target - 2);
  };
  return (
    <div className={styles.text}>
      <Textarea ref={area} aria-label={label} value={value} error={error} disabled={disabled} placeholder={placeholder} maxLength={limit}
        rows={Math.min(mostRows, Math.max(fewestRows, value.split('\n').length + 1))} spellCheck={false} autoComplete="off" wrap="off"
        classNames={{ input: styles.area }} onChange={(event) => onChange(event.currentTarget.value)} />
      {line !== undefined && <Button variant="subtle" className={styles.go} onClick={() => go(line)}>Go to line {line}</Button>}
    </div>
  );
}
