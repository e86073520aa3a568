// Asks for the name that a query is kept under.
import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { sentenceOf } from '../api/problem';
import { Dialog } from '../shared/dialog';
import styles from './name_dialog.module.css';

export interface NameDialogProps {
  readonly title: string;
  readonly action: string;
  /** What stands there at first. */
  readonly name: string;
  readonly note?: string;
  /** Rejections are shown in the dialog. */
  readonly onName: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Characters that the server takes. */
const LONGEST = 255;

export function NameDialog({ title, action, name, note, onName, onClose }: NameDialogProps) {
  const [text, setText] = useState(name);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setBusy(true);
    setProblem(undefined);
    try {
      await onName(text.trim());
      onClose();
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose} unsaved={text !== name && !busy}>
      <form onSubmit={submit} className={styles.form}>
        <TextInput label="Name" value={text} maxLength={LONGEST} autoComplete="off" data-autofocus error={problem} onChange={(event) => setText(event.currentTarget.value)} />
        {note && <p className={styles.note}>{note}</p>}
        <div className={styles.actions}>
          <Button variant="subtle" onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="ink" loading={busy} disabled={text.trim() === ''}>{action}</Button>
        </div>
      </form>
    </Dialog>
  );
}
