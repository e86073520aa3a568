// The foot of a list in pages: where one is, and the pages around it. The page is in the address, so Back returns to it.
import { ActionIcon } from '@mantine/core';
import { Icon } from './icons';
import { useKeys } from './keyboard';
import styles from './pager.module.css';

export interface PagerProps {
  /** What is shown: "1–50 of 500 projects". */
  readonly text: string;
  /** Undefined: there is no such page. */
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

export function Pager({ text, onPrevious, onNext }: PagerProps) {
  useKeys('Pages', [
    { keys: '[', label: 'Previous page', run: () => onPrevious?.() },
    { keys: ']', label: 'Next page', run: () => onNext?.() },
  ]);
  return (
    <nav className={styles.foot} aria-label="Pages">
      <span className="num">{text}</span>
      {(onPrevious || onNext) && (
        <>
          <ActionIcon aria-label="Previous page" aria-keyshortcuts="[" disabled={!onPrevious} onClick={onPrevious}><Icon name="left" size={14} /></ActionIcon>
          <ActionIcon aria-label="Next page" aria-keyshortcuts="]" disabled={!onNext} onClick={onNext}><Icon name="right" size={14} /></ActionIcon>
        </>
      )}
    </nav>
  );
}
