// `j` and `k` on a list of links: the focus moves from row to row, Enter opens the link as always. Rows mark their main
// link with `data-row`, whose value names the row.
import type { RefObject } from 'react';
import { useKeys, type KeyBinding } from './keyboard';

function linksOf(list: HTMLElement | null): HTMLElement[] {
  return Array.from(list?.querySelectorAll<HTMLElement>('[data-row]') ?? []);
}

/** Index of the row that holds the focus; -1 when none does. */
function currentOf(links: readonly HTMLElement[]): number {
  const focused = document.activeElement;
  const row = focused?.closest('[role=row],tr,li');
  return links.findIndex((link) => link === focused || (row?.contains(link) ?? false));
}

/** What `data-row` of the focused row says; undefined when no row has the focus. */
export function focusedRow(list: HTMLElement | null): string | undefined {
  const links = linksOf(list);
  return links[currentOf(links)]?.dataset.row;
}

export function useRowFocus(title: string, list: RefObject<HTMLElement | null>, more: readonly KeyBinding[] = []): void {
  const move = (step: 1 | -1) => {
    const links = linksOf(list.current);
    const at = currentOf(links);
    const next = links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + step))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useKeys(title, [
    { keys: 'j', label: 'Next row', run: () => move(1) },
    { keys: 'k', label: 'Previous row', run: () => move(-1) },
    ...more,
  ]);
}
