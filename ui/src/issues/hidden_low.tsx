// What the search leaves out by its filter of priority: nobody has to guess that there is more. Source: design reference,
// section 7.
import { useQuery } from '@tanstack/react-query';
import { exactCount } from '../shared/format';
import { COUNT_LIMIT, hiddenLowQuery, type ListParams } from './queries';
import { withLow } from './query_text';
import styles from './list_head.module.css';

export interface HiddenLow {
  /** "37", or "100+" where the server stopped counting. */
  readonly count: string;
  readonly one: boolean;
  /** The search that does not leave them out. */
  readonly query: string;
}

/** Undefined while nothing is left out, or nothing is known of it. */
export function useHiddenLow(org: string, params: ListParams): HiddenLow | undefined {
  const count = useQuery(hiddenLowQuery(org, params)).data ?? 0;
  const query = withLow(params.query);
  if (query === undefined || count === 0) return undefined;
  return { count: exactCount(count) + (count >= COUNT_LIMIT ? '+' : ''), one: count === 1, query };
}

export interface HiddenChipProps {
  readonly org: string;
  readonly params: ListParams;
  readonly onQuery: (query: string) => void;
}

/** "37 low-priority hidden": a click takes the filter out of the search. */
export function HiddenChip({ org, params, onQuery }: HiddenChipProps) {
  const hidden = useHiddenLow(org, params);
  if (!hidden) return null;
  return (
    <button type="button" className={styles.hidden} title="Show them: takes issue.priority out of the search" onClick={() => onQuery(hidden.query)}>
      {hidden.count} low-priority hidden
    </button>
  );
}
