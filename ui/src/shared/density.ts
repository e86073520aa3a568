// Height of list rows: compact, or comfortable for those who want more room. Kept in this browser.
import { createStore, useStore } from './store';

const key = 'picket.comfortable';

function read(): boolean {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    return false;
  }
}

const comfortable = createStore(read());

/** Puts the choice where CSS sees it: `--row` in px. */
export function applyDensity(): void {
  if (comfortable.get()) document.documentElement.style.setProperty('--row', '54px');
  else document.documentElement.style.removeProperty('--row');
}

export function useComfortable(): boolean {
  return useStore(comfortable);
}

export function setComfortable(value: boolean): void {
  comfortable.set(value);
  try {
    localStorage.setItem(key, value ? '1' : '0');
  } catch {
    // Holds for this window.
  }
  applyDensity();
}
