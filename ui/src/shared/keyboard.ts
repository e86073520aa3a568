// Keys of the app. A page declares its keys with `useKeys`; the `?` sheet lists what is declared at the moment. Single
// letters are dead while something is being typed or a menu is open, and can be turned off (WCAG 2.1.4).
import { useEffect, useRef } from 'react';
import { createStore, useStore } from './store';

export interface KeyBinding {
  /** As `KeyboardEvent.key` has it (`j`, `J`, `Enter`, `*`), two with a space for a sequence (`g i`), `mod+k`, `mod+s`. */
  readonly keys: string;
  /** What it does, for the sheet: "Open the issue". */
  readonly label: string;
  /** Return false to let the browser have the key. */
  readonly run: () => boolean | void;
}

export interface KeyGroup {
  /** Heading in the sheet: "Issue list", "Everywhere". */
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
  /** Of the shell: listed after those of the page, which also win where both want a key. */
  readonly everywhere: boolean;
}

const sequenceMilliseconds = 1200;
const offKey = 'picket.keys.off';
const groups = createStore<readonly KeyGroup[]>([]);
const off = createStore(readOff());
let pending = '';
let pendingTimer: ReturnType<typeof setTimeout> | undefined;

function readOff(): boolean {
  try {
    return localStorage.getItem(offKey) === '1';
  } catch {
    return false;
  }
}

export function useSingleLettersOff(): boolean {
  return useStore(off);
}

export function setSingleLettersOff(value: boolean): void {
  off.set(value);
  try {
    localStorage.setItem(offKey, value ? '1' : '0');
  } catch {
    // Holds until the page is closed.
  }
}

/** What is declared now: the page's groups, the newest first, then the shell's. */
export function useKeyGroups(): readonly KeyGroup[] {
  return useStore(groups);
}

/** Declares keys for as long as the component is on the page. `run` may change without declaring again. */
export function useKeys(title: string, bindings: readonly KeyBinding[], everywhere = false): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const signature = bindings.map((binding) => `${binding.keys}\t${binding.label}`).join('\n');
  useEffect(() => {
    const group: KeyGroup = {
      title,
      everywhere,
      bindings: latest.current.map((binding, index) => ({ ...binding, run: () => latest.current[index]?.run() })),
    };
    const all = [group, ...groups.get()];
    groups.set([...all.filter((each) => !each.everywhere), ...all.filter((each) => each.everywhere)]);
    return () => groups.set(groups.get().filter((each) => each !== group));
  }, [title, signature, everywhere]);
}

/** Whether keys belong to what has the focus: a field, an open menu or list, a dialog. */
function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|reset)$/.test(target.type);
  return target.closest('[role=menu],[role=listbox],[role=dialog]') !== null;
}

/** Enter and the space bar already mean something on these. */
function activates(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a[href],button,summary,input,[role=button]') !== null;
}

function find(keys: string): KeyBinding | undefined {
  for (const group of groups.get()) {
    const found = group.bindings.find((binding) => binding.keys === keys);
    if (found) return found;
  }
  return undefined;
}

function startsSequence(key: string): boolean {
  return groups.get().some((group) => group.bindings.some((binding) => binding.keys.startsWith(`${key} `)));
}

function forget(): void {
  pending = '';
  clearTimeout(pendingTimer);
}

/** The one listener; exported for its test. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = event.key;
  if (event.ctrlKey || event.metaKey) {
    forget();
    const found = find(`mod+${key.toLowerCase()}`);
    if (found && found.run() !== false) event.preventDefault();
    return;
  }
  if (takesKeys(event.target) || (key === 'Enter' && activates(event.target))) return;
  if (off.get() && key.length === 1) return;

  const keys = pending ? `${pending} ${key}` : key;
  const found = find(keys);
  forget();
  if (found) {
    if (found.run() !== false) event.preventDefault();
  } else if (startsSequence(key)) {
    pending = key;
    pendingTimer = setTimeout(forget, sequenceMilliseconds);
  }
}

export function useKeyboard(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
