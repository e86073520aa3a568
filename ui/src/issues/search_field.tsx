// The search field of the list: a real input whose text is the truth. Its parts are painted on a layer behind it, so
// that selection, undo, paste and input methods work as in any field. Enter searches; the server says what is wrong.
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Icon } from '../shared/icons';
import { Kbd } from '../shared/kbd';
import { queryParts } from './query_text';
import styles from './search_field.module.css';

export interface SearchFieldProps {
  /** What the address says. */
  readonly query: string;
  /** Why the server refused it. */
  readonly problem?: string;
  readonly onSearch: (query: string) => void;
}

export function SearchField({ query, problem, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  useEffect(() => setText(query), [query]);
  const follow = () => {
    if (mirror.current && field.current) mirror.current.scrollLeft = field.current.scrollLeft;
  };
  useEffect(follow, [text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <div className={styles.place}>
      <form role="search" data-search onSubmit={submit} className={`${styles.field} ${problem ? styles.bad : ''}`} onClick={() => field.current?.focus()}>
        <Icon name="search" size={14} className={styles.icon} />
        <span className={styles.text}>
          <div ref={mirror} className={styles.mirror} aria-hidden><Painted text={text} /></div>
          <input ref={field} type="text" className={styles.input} aria-label="Search issues" aria-invalid={problem !== undefined}
            aria-describedby={problem ? 'search-problem' : undefined} value={text} placeholder="Add a filter, or type words from the message"
            autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} enterKeyHint="search"
            onChange={(event) => setText(event.target.value)} onScroll={follow}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              if (text === query) field.current?.blur();
              else setText(query);
              event.stopPropagation();
            }} />
        </span>
        {text !== '' && <button type="button" className={styles.clear} aria-label="Clear the search" onClick={() => { setText(''); onSearch(''); }}><Icon name="close" size={13} /></button>}
        <span className={styles.key}><Kbd>/</Kbd></span>
      </form>
      {problem && <p id="search-problem" role="alert" className={styles.problem}><Icon name="stop" size={13} />{problem}</p>}
    </div>
  );
}

function Painted({ text }: { readonly text: string }) {
  return (
    <>
      {queryParts(text).map((part, at) =>
        part.kind === 'filter' ? (
          <span key={at} className={styles.filter}>
            {part.negation && <b>{part.negation}</b>}
            <i>{part.key}</i>
            {part.value}
          </span>
        ) : (
          <span key={at}>{part.text}</span>
        ),
      )}
    </>
  );
}
