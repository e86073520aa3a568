// A settings form: what was changed is a draft until Save, the bar at the bottom says how much, and leaving asks.
// Single fields that save at once do not exist: one cannot see what one is about to do.
import { useCallback, useEffect, useId, useState, type FormEvent, type ReactNode } from 'react';
import { useBlocker } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { ApiProblem, sentenceOf, type FieldErrors } from '../api/problem';
import { counted } from './format';
import { commandKey, Kbd } from './kbd';
import { useKeys } from './keyboard';
import { toast } from './toast';
import styles from './form.module.css';

export interface Draft<T extends object> {
  readonly values: T;
  /** Names that differ from what was loaded. */
  readonly changed: readonly (keyof T)[];
  readonly set: <K extends keyof T>(name: K, value: T[K]) => void;
  readonly reset: () => void;
  readonly busy: boolean;
  readonly errors: FieldErrors;
  /** The sentence for the whole form: what is not about one field. */
  readonly problem: string | undefined;
  /** Sends the changes with `save`; true when it worked. */
  readonly submit: (save: (changes: Partial<T>, values: T) => Promise<unknown>) => Promise<boolean>;
}

function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

/** `loaded` is what the server has; a new one is taken over where the person changed nothing. */
export function useDraft<T extends object>(loaded: T): Draft<T> {
  const [edits, setEdits] = useState<Partial<T>>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiProblem | undefined>();
  const changed = (Object.keys(edits) as (keyof T)[]).filter((name) => !same(edits[name], loaded[name]));
  const values: T = { ...loaded, ...edits };
  const known = new Set(Object.keys(loaded));
  const fieldErrors = failure?.fields ?? {};
  const aboutFields = Object.keys(fieldErrors).some((name) => known.has(name));

  return {
    values,
    changed,
    busy,
    errors: fieldErrors,
    problem: failure && !aboutFields ? sentenceOf(failure) : undefined,
    set: (name, value) => setEdits((before) => ({ ...before, [name]: value })),
    reset: useCallback(() => {
      setEdits({});
      setFailure(undefined);
    }, []),
    submit: async (save) => {
      setBusy(true);
      setFailure(undefined);
      try {
        await save(Object.fromEntries(changed.map((name) => [name, values[name]])) as Partial<T>, values);
        setEdits({});
        return true;
      } catch (error) {
        setFailure(error instanceof ApiProblem ? error : new ApiProblem({ status: 0, detail: sentenceOf(error) }));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

export interface SaveBarProps<T extends object> {
  readonly draft: Draft<T>;
  /** What follows on Save: "On save: keys stop within 10 s." */
  readonly effect?: ReactNode;
}

/** Inside the form. Shown while there are changes. */
export function SaveBar<T extends object>({ draft, effect }: SaveBarProps<T>) {
  const dirty = draft.changed.length > 0;
  useLeaveQuestion(dirty && !draft.busy);
  if (!dirty && !draft.problem) return null;
  return (
    <div className={styles.bar} role="region" aria-label="Unsaved changes">
      <span className={styles.count}>
        {draft.problem
          ? <span role="alert" className={styles.problem}>{draft.problem}</span>
          : <><b>{counted(draft.changed.length, 'unsaved change')}.</b> {effect}</>}
      </span>
      <Button variant="subtle" onClick={draft.reset} disabled={draft.busy}>Discard</Button>
      <Button type="submit" variant="ink" loading={draft.busy} rightSection={<Kbd>{commandKey}S</Kbd>} aria-keyshortcuts="Control+S Meta+S">Save changes</Button>
    </div>
  );
}

const LEAVE_QUESTION = 'Leave without saving your changes?';

/** Asks before a page with unsaved text is left, within the app and when the window closes. Every form says so, see
    tools/check_source.mjs; in a dialog by its `unsaved`. */
export function useLeaveQuestion(unsaved: boolean, question = LEAVE_QUESTION): void {
  const blocker = useBlocker({ shouldBlockFn: () => unsaved, enableBeforeUnload: () => unsaved, withResolver: true });
  const { status, proceed, reset } = blocker;
  useEffect(() => {
    if (status !== 'blocked') return;
    // The browser's own question: it cannot be missed, and works before a lazy dialog has loaded.
    if (window.confirm(question)) proceed();
    else reset();
  }, [status, proceed, reset, question]);
}

export interface FormProps {
  readonly onSubmit: () => Promise<boolean>;
  /** Said in a toast when it worked. */
  readonly saved?: string;
  readonly children: ReactNode;
}

export function Form({ onSubmit, saved, children }: FormProps) {
  const id = useId();
  const submit = useCallback(async () => {
    if ((await onSubmit()) && saved) toast({ text: saved });
  }, [onSubmit, saved]);
  useKeys('Form', [{ keys: 'mod+s', label: 'Save changes', run: () => void submit() }]);
  return (
    <form id={id} noValidate onSubmit={(event: FormEvent) => {
      event.preventDefault();
      void submit();
    }}>
      {children}
    </form>
  );
}

export interface FieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly children: ReactNode;
  /** Draws the line beside a field that was changed. */
  readonly changed?: boolean;
  /** The control stands below the words and takes the whole width: for texts of several lines. */
  readonly wide?: boolean;
}

/** A row of a settings form: words on the left, the control on the right. The control names itself with `aria-label`. */
export function Field({ label, help, children, changed = false, wide = false }: FieldProps) {
  return (
    <div className={`${styles.field} ${wide ? styles.wide : ''} ${changed ? styles.changed : ''}`}>
      <div className={styles.words}><span>{label}</span>{help && <p>{help}</p>}</div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
