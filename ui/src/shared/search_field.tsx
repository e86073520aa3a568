// The search field of a list: a real input whose text is the truth. Its parts are painted on a layer behind it, so
// that selection, undo, paste and input methods work as in any field. Enter searches; the server says what is wrong.
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { Icon } from './icons';
import { Kbd } from './kbd';
import { queryParts } from './query_text';
import type { Scope } from './scope';
import type { SearchProblem } from './search_problem';
import { useCompletion } from './use_completion';
import { useNoteSearch, type Searched } from './use_suggestions';
import styles from './search_field.module.css';

export interface SearchFieldProps {
  readonly org: string;
  /** What the search is for: the keys, and the searches of before, are its own. */
  readonly searched?: Searched;
  /** Suggestions are of the events in it. */
  readonly scope: Scope;
  /** What the address says. */
  readonly query: string;
  /** Why the server refused it. */
  readonly problem?: SearchProblem;
  readonly onSearch: (query: string) => void;
}

export function SearchField({ org, searched = 'issues', scope, query, problem, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  useEffect(() => setText(query), [query]);
  const follow = () => {
    if (mirror.current && field.current) mirror.current.scrollLeft = field.current.scrollLeft;
  };
  useEffect(follow, [text]);
  const suggested = useCompletion({ org, searched, scope }, text, setText, field);
  const noteSearch = useNoteSearch(org, searched);
  const search = (wanted: string) => {
    suggested.close();
    noteSearch(wanted);
    onSearch(wanted);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text.trim());
  };
  const onKey = (event: KeyboardEvent) => {
    if (suggested.onKey(event)) event.preventDefault();
    else if (event.key !== 'Escape') return;
    else if (text === query) field.current?.blur();
    else setText(query);
    event.stopPropagation();
  };
  return (
    <div className={styles.place}>
      <form role="search" data-search onSubmit={submit} className={`${styles.field} ${problem ? styles.bad : ''}`} onClick={() => field.current?.focus()}>
        <Icon name="search" size={14} className={styles.icon} />
        <span className={styles.text}>
          <div ref={mirror} className={styles.mirror} aria-hidden><Painted text={text} />{problem && text === query && <Wrong text={text} problem={problem} />}</div>
          <input ref={field} type="text" className={styles.input} aria-label={`Search ${searched}`} aria-invalid={problem !== undefined}
            aria-describedby={problem ? 'search-problem' : undefined} value={text} placeholder="Add a filter, or type words from the message"
            autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} enterKeyHint="search"
            onChange={(event) => { setText(event.target.value); suggested.open(); }} onScroll={follow} onKeyDown={onKey} {...suggested.input} />
        </span>
        {text !== '' && <button type="button" className={styles.clear} aria-label="Clear the search" onClick={() => { setText(''); onSearch(''); }}><Icon name="close" size={13} /></button>}
        <span className={styles.key}><Kbd>/</Kbd></span>
      </form>
      {suggested.list}
      {problem && <p id="search-problem" role="alert" className={styles.problem}><Icon name="stop" size={13} />{problem.text}</p>}
    </div>
  );
}

/** Underlines what is wrong, over the painted text. What is missing at the end has the width of a character. */
function Wrong({ text, problem: { from, to } }: { readonly text: string; readonly problem: SearchProblem }) {
  if (from === undefined || to === undefined) return null;
  return <span className={styles.over}>{text.slice(0, from)}<u>{text.slice(from, to) || '\u00A0'}</u></span>;
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
