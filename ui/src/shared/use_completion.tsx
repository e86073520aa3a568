// The suggestions below the search field. Up and down choose, Tab takes, Enter searches: never both. Tab is the
// browser's until something is chosen or begun to be typed, so that nobody is caught in the field.
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { take, targetAt } from './completion';
import { OptionList } from './picker';
import { useSuggestions, type SearchPlace, type Suggestion } from './use_suggestions';

export interface FieldCompletion {
  /** Attributes of the input. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly list: ReactNode;
  readonly open: () => void;
  readonly close: () => void;
  /** True when the key was for the list. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

export function useCompletion(place: SearchPlace, text: string, setText: (text: string) => void, field: RefObject<HTMLInputElement | null>): FieldCompletion {
  const [isOpen, setOpen] = useState(false);
  const [caret, setCaret] = useState(0);
  /** Which one was chosen; undefined: the first one once something is typed. */
  const [chosen, setChosen] = useState<number>();
  const id = useId();
  const wanted = useRef<number>(undefined);
  const target = targetAt(text, Math.min(caret, text.length));
  const options = useSuggestions(place, text, target, isOpen);
  const first = target !== undefined && target.typed !== '' ? 0 : -1;
  const cursor = Math.min(chosen ?? first, options.length - 1);
  const shown = isOpen && options.length > 0;
  // The caret stands behind what was taken, once the field has the text.
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    field.current?.setSelectionRange(wanted.current, wanted.current);
    setCaret(wanted.current);
    wanted.current = undefined;
  }, [text, field]);
  const close = () => {
    setOpen(false);
    setChosen(undefined);
  };
  const openEmpty = () => {
    if (text === '') setOpen(true);
  };
  const accept = (option: Suggestion) => {
    if (!target) return;
    const after = option.whole ? { text: option.value, caret: option.value.length } : take(text, target, option.value, option.literal ?? false);
    wanted.current = after.caret;
    setText(after.text);
    setChosen(undefined);
    // A key wants its value next; a value is the end of it.
    setOpen(!option.whole && target.kind === 'key');
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === 'ArrowDown' && !isOpen) setOpen(true);
    else if (!shown || event.nativeEvent.isComposing) return false;
    else if (event.key === 'ArrowDown') setChosen(Math.min(options.length - 1, cursor + 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(-1, cursor - 1));
    else if (event.key === 'Tab' && !event.shiftKey && cursor >= 0) accept(options[cursor]!);
    else if (event.key === 'Escape') close();
    else return false;
    return true;
  };
  return {
    input: {
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': shown, 'aria-controls': `${id}-list`,
      'aria-activedescendant': shown && cursor >= 0 ? `${id}-${cursor}` : undefined,
      onSelect: () => setCaret(field.current?.selectionStart ?? 0), onBlur: close,
      onFocus: openEmpty, onClick: openEmpty,
    },
    list: shown && <OptionList id={id} label="Suggestions" options={options} cursor={cursor} onCursor={setChosen} onPick={(option) => accept(option)} />,
    open: () => {
      setCaret(field.current?.selectionStart ?? 0);
      setChosen(undefined);
      setOpen(true);
    },
    close,
    onKey,
  };
}
