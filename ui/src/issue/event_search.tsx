// Finds events of one issue: by an id, or by a search as the list of events takes it.
import { useState, type FormEvent } from 'react';
import { TextInput } from '@mantine/core';

export interface EventSearchProps {
  readonly text: string;
  /** Why the server refused it. */
  readonly problem?: string;
  readonly onSearch: (text: string) => void;
}

/** Forgets what was typed when `text` changes: give it as the key, too. */
export function EventSearch({ text, problem, onSearch }: EventSearchProps) {
  const [typed, setTyped] = useState(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <form role="search" onSubmit={submit}>
      <TextInput type="search" aria-label="Find events by an id or a search" placeholder="Event id or search" value={typed} error={problem}
        spellCheck={false} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
    </form>
  );
}
