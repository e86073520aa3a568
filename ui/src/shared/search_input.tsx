// A plain search field above a list: `/` reaches it, Escape empties it, and its text is in the address.
import { useEffect, useState } from 'react';
import { Icon } from './icons';
import { Kbd } from './kbd';
import styles from './search_input.module.css';

const typingMilliseconds = 200;

export interface SearchInputProps {
  /** Accessible name: "Search projects". */
  readonly label: string;
  readonly placeholder?: string;
  /** As the address has it. */
  readonly value: string;
  /** Called a moment after typing stops, and at once on Enter or Escape. */
  readonly onChange: (text: string) => void;
}

export function SearchInput({ label, placeholder, value, onChange }: SearchInputProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), typingMilliseconds);
    return () => clearTimeout(timer);
    // Only the text starts the wait; `value` follows from it, and `onChange` is new with each drawing.
  }, [text]);
  return (
    <div className={styles.field} data-search>
      <Icon name="search" size={14} />
      <input type="search" aria-label={label} placeholder={placeholder ?? label} value={text} spellCheck={false} autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange(text);
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            setText('');
            onChange('');
          }
        }} />
      <Kbd>/</Kbd>
    </div>
  );
}
