// Where in the list this page is, and the way to the next one.
import { ActionIcon } from '@mantine/core';
import { counted, exactCount } from '../shared/format';
import { Icon } from '../shared/icons';
import { Kbd } from '../shared/kbd';
import { hitsText } from './queries';
import styles from './list_foot.module.css';

export interface ListFootProps {
  /** 0-based number of the first row; undefined when only the cursor knows. */
  readonly start: number | undefined;
  readonly count: number;
  readonly hits: number | undefined;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
  readonly live: boolean;
  readonly onLive: (live: boolean) => void;
}

export function ListFoot({ start, count, hits, onPrevious, onNext, live, onLive }: ListFootProps) {
  return (
    <div className={styles.foot}>
      <span>{placeWords(start, count, hits)}</span>
      <button type="button" className={styles.live} aria-pressed={live} onClick={() => onLive(!live)}
        title={live ? 'Numbers are renewed every 10 s' : 'Numbers stand still'}>
        <i className={live ? styles.on : styles.off} />{live ? 'Live' : 'Paused'}<Icon name={live ? 'pause' : 'play'} size={12} />
      </button>
      <span className="grow" />
      <span className={styles.hint}><Kbd>j</Kbd><Kbd>k</Kbd> move <Kbd>x</Kbd> select <Kbd>Enter</Kbd> open <Kbd>?</Kbd> all shortcuts</span>
      <ActionIcon aria-label="Previous page" aria-keyshortcuts="[" disabled={!onPrevious} onClick={onPrevious}><Icon name="left" size={14} /></ActionIcon>
      <ActionIcon aria-label="Next page" aria-keyshortcuts="]" disabled={!onNext} onClick={onNext}><Icon name="right" size={14} /></ActionIcon>
    </div>
  );
}

export function placeWords(start: number | undefined, count: number, hits: number | undefined): string {
  if (count === 0) return '';
  if (start === undefined) return hits === undefined ? counted(count, 'issue') : `${exactCount(count)} of ${hitsText(hits)}`;
  const range = `${exactCount(start + 1)}–${exactCount(start + count)}`;
  return hits === undefined ? range : `${range} of ${hitsText(Math.max(hits, start + count))}`;
}
