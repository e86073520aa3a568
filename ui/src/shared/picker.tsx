// A field that finds one thing by typing and hands it over: a member for a team, a team for a project. The options come
// from the server or from a list that is loaded already. It keeps nothing: after a pick it is empty again.
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../api/problem';
import { Icon, type IconName } from './icons';
import styles from './picker.module.css';

const typingMilliseconds = 150;

export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** Second line: an address, a count. */
  readonly note?: string;
  /** Why it cannot be picked. */
  readonly disabled?: string;
}

export interface PickerProps {
  /** Accessible name and placeholder: "Add a member". */
  readonly label: string;
  /** Names the search in the cache, with what it depends on. */
  readonly name: readonly string[];
  /** At most what fits a short list; an empty text asks for the first ones. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly PickerOption[]>;
  readonly onPick: (option: PickerOption) => void;
  /** Said when nothing was found. */
  readonly none?: string;
  readonly icon?: IconName;
}

export function Picker({ label, name, search, onPick, none = 'Nothing found.', icon = 'plus' }: PickerProps) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const [cursor, setCursor] = useState(0);
  const id = useId();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), typingMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery<readonly PickerOption[]>({
    queryKey: ['picker', ...name, asked],
    enabled: open,
    staleTime: 5_000,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => search(asked, signal),
  });
  // While an answer is on its way the old one is shown as far as it still fits, and cannot be taken by Enter.
  const settled = found.isSuccess && !found.isPlaceholderData && asked === text.trim();
  const words = text.trim().toLowerCase();
  const options = settled ? found.data : (found.data ?? []).filter((option) => `${option.label} ${option.note ?? ''}`.toLowerCase().includes(words));

  const close = () => {
    setOpen(false);
    setCursor(0);
  };
  const pick = (option: PickerOption | undefined) => {
    if (!option || option.disabled) return;
    setText('');
    close();
    onPick(option);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (!open) return;
      close();
    } else if (event.key === 'ArrowDown') {
      setOpen(true);
      setCursor(Math.min(options.length - 1, open ? cursor + 1 : 0));
    } else if (event.key === 'ArrowUp') setCursor(Math.max(0, cursor - 1));
    else if (event.key === 'Enter' && open) pick(settled ? options[cursor] : undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.picker} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}>
      <div className={styles.field}>
        <Icon name={icon} size={13} />
        <input role="combobox" aria-label={label} aria-expanded={open} aria-controls={`${id}-list`} aria-autocomplete="list"
          aria-activedescendant={open && options[cursor] ? `${id}-${cursor}` : undefined} placeholder={label} value={text} autoComplete="off" spellCheck={false}
          onFocus={() => setOpen(true)} onClick={() => setOpen(true)} onKeyDown={onKey}
          onChange={(event) => { setText(event.currentTarget.value); setOpen(true); setCursor(0); }} />
      </div>
      {open && (
        <OptionList id={id} label={label} options={options} cursor={cursor} onCursor={setCursor} onPick={pick}>
          {found.isError && <p className={styles.note} role="alert">{sentenceOf(found.error)}</p>}
          {!settled && !found.isError && options.length === 0 && <p className={styles.note}>Searching…</p>}
          {settled && options.length === 0 && <p className={styles.note} role="status">{none}</p>}
        </OptionList>
      )}
    </div>
  );
}

export interface OptionListProps {
  /** Options are `ID-0` and so on, the list `ID-list`: for the field's `aria-activedescendant` and `aria-controls`. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly PickerOption[];
  /** -1: none. */
  readonly cursor: number;
  readonly onCursor: (index: number) => void;
  readonly onPick: (option: PickerOption) => void;
  /** What is said below the options. */
  readonly children?: ReactNode;
}

/** What a field suggests, below it; its container is positioned. The focus stays in the field. */
export function OptionList({ id, label, options, cursor, onCursor, onPick, children }: OptionListProps) {
  return (
    <div className={styles.popup}>
      <div role="listbox" id={`${id}-list`} aria-label={label}>
        {options.map((option, index) => (
          <div role="option" id={`${id}-${index}`} key={option.value} aria-selected={index === cursor} aria-disabled={option.disabled !== undefined}
            className={index === cursor ? `${styles.option} ${styles.cursor}` : styles.option} onMouseMove={() => onCursor(index)}
            // Before the field loses the focus.
            onMouseDown={(event) => { event.preventDefault(); onPick(option); }}>
            <bdi>{option.label}</bdi>
            {(option.disabled ?? option.note) && <small>{option.disabled ?? option.note}</small>}
          </div>
        ))}
      </div>
      {children}
    </div>
  );
}
