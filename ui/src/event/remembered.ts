// What was opened and closed on a page, so that Back finds it as it was left. For the life of the window.
import { useState } from 'react';

/** Keys that are remembered; the oldest go first. One event has some ten. */
const LIMIT = 2000;
const kept = new Map<string, boolean>();

/** `undefined` as key: remembered by nobody. */
export function useRememberedOpen(key: string | undefined, initial: boolean): [boolean, (open: boolean) => void] {
  const known = key === undefined ? undefined : kept.get(key);
  const [open, setOpen] = useState(known ?? initial);
  const change = (next: boolean) => {
    setOpen(next);
    if (key === undefined) return;
    kept.delete(key);
    kept.set(key, next);
    if (kept.size > LIMIT) kept.delete(kept.keys().next().value!);
  };
  return [open, change];
}
