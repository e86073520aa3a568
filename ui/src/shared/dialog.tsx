// A dialog: only for what destroys or has several fields, never for a single choice (a menu does that). Import it from
// lazy pages or lazily; it is not part of the first view.
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { sentenceOf } from '../api/problem';
import { useLeaveQuestion } from './form';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Width in px. */
  readonly width?: number;
  /** Something was typed that would be gone: leaving the page, and closing the dialog other than by its own buttons, asks.
      Undefined: nothing can be typed. */
  readonly unsaved?: boolean;
  readonly question?: string;
}

const CLOSE_QUESTION = 'Close without saving what you typed?';

function AskBeforeLeaving({ unsaved, question }: { readonly unsaved: boolean; readonly question: string | undefined }) {
  useLeaveQuestion(unsaved, question);
  return null;
}

/** Shown for as long as it is rendered. */
export function Dialog({ title, onClose, children, width = 460, unsaved, question }: DialogProps) {
  // A slip beside the dialog, or Escape, must not cost what was typed.
  const close = () => {
    if (!unsaved || window.confirm(question ?? CLOSE_QUESTION)) onClose();
  };
  return (
    <Modal.Root opened onClose={close} size={width} centered transitionProps={{ duration: 0 }} lockScroll={false}
      // Nothing but `main` scrolls, and the lock would add a style that the page's policy refuses.
      classNames={{ content: styles.content }}>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        {/* Not Modal.Header: that is a landmark, the second of its kind on the page. */}
        <div className={styles.header}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>{children}</Modal.Body>
        {unsaved !== undefined && <AskBeforeLeaving unsaved={unsaved} question={question} />}
      </Modal.Content>
    </Modal.Root>
  );
}

export interface ConfirmProps {
  readonly title: string;
  /** What follows from it. */
  readonly children: ReactNode;
  /** The verb with its object: "Delete key web-old". */
  readonly action: string;
  /** Destroys something that cannot be brought back. */
  readonly danger?: boolean;
  /** A name that has to be typed first, for what takes much with it. */
  readonly typed?: string;
  /** Rejections are shown in the dialog. */
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

export function Confirm({ title, children, action, danger = false, typed, onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [text, setText] = useState('');
  const errorId = useId();
  const ready = typed === undefined || text.trim() === typed;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (problem) {
      setError(sentenceOf(problem));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <div className={styles.text}>{children}</div>
        {typed !== undefined && (
          <TextInput mt={12} label={<>Type <code>{typed}</code> to confirm</>} value={text} autoComplete="off" spellCheck={false}
            data-autofocus onChange={(event) => setText(event.currentTarget.value)} />
        )}
        {error && <p id={errorId} role="alert" className={styles.error}>{error}</p>}
        <div className={styles.actions}>
          <Button variant="subtle" onClick={onClose}>Cancel</Button>
          <Button type="submit" variant={danger ? 'danger' : 'ink'} loading={busy} disabled={!ready}
            data-autofocus={typed === undefined ? true : undefined} aria-describedby={error && errorId}>{action}</Button>
        </div>
      </form>
    </Dialog>
  );
}
