// One line at the bottom that says what was done, with a way back. Stays ten seconds, longer while the pointer or the
// focus is on it, and through a change of page.
import { useEffect, useState } from 'react';
import { Icon } from './icons';
import { Kbd } from './kbd';
import { createStore, useStore } from './store';
import styles from './toast.module.css';

const shownMilliseconds = 10_000;

export interface ToastText {
  /** A sentence: "Resolved SHOP-API-2F." */
  readonly text: string;
  readonly kind?: 'done' | 'failed';
  /** Takes it back. The toast closes; failures of it are the caller's to tell. */
  readonly undo?: () => void;
}

interface Shown extends ToastText {
  readonly id: number;
}

const current = createStore<Shown | undefined>(undefined);
let nextId = 1;

/** Shows a toast instead of the one before. */
export function toast(given: ToastText): void {
  current.set({ ...given, id: nextId++ });
}

export function closeToast(): void {
  current.set(undefined);
}

/** The `z` key. False when there is nothing to take back. */
export function undoLast(): boolean {
  const shown = current.get();
  if (!shown?.undo) return false;
  closeToast();
  shown.undo();
  return true;
}

export function Toasts() {
  const shown = useStore(current);
  const [held, setHeld] = useState(false);
  useEffect(() => setHeld(false), [shown?.id]);
  useEffect(() => {
    if (!shown || held) return;
    const timer = setTimeout(closeToast, shownMilliseconds);
    return () => clearTimeout(timer);
  }, [shown, held]);

  const failed = shown?.kind === 'failed';
  return (
    <div role={failed ? 'alert' : 'status'} className={styles.place}>
      {shown && (
        <div className={styles.toast} onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
          <Icon name={failed ? 'stop' : 'check'} size={14} className={failed ? styles.failed : styles.done} />
          <span>{shown.text}</span>
          {shown.undo && <button type="button" className={styles.undo} onClick={undoLast}>Undo <Kbd>z</Kbd></button>}
          <button type="button" className={styles.close} aria-label="Close" onClick={closeToast}><Icon name="close" size={12} /></button>
        </div>
      )}
    </div>
  );
}
