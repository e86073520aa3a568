// A dialog: only for what destroys or has several fields, never for a single choice (a menu does that). Import it from
// lazy pages or lazily; it is not part of the first view.
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { sentenceOf } from '../api/problem';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Width in px. */
  readonly width?: number;
}

/** Shown for as long as it is rendered. */
export function Dialog({ title, onClose, children, width = 460 }: DialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} size={width} centered closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }} overlayProps={{ backgroundOpacity: 0.5 }} classNames={{ title: styles.title, content: styles.content, header: styles.header }}>
      {children}
    </Modal>
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
  /** Rejections are shown in the dialog. */
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

export function Confirm({ title, children, action, danger = false, onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const errorId = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
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
        {error && <p id={errorId} role="alert" className={styles.error}>{error}</p>}
        <div className={styles.actions}>
          <Button variant="subtle" onClick={onClose}>Cancel</Button>
          <Button type="submit" variant={danger ? 'danger' : 'ink'} loading={busy} data-autofocus aria-describedby={error && errorId}>{action}</Button>
        </div>
      </form>
    </Dialog>
  );
}
