// Nothing was found, and a key of the search is one that no event has: a note with the key that was meant.
// Source: design reference, section 13.
import { useQuery } from '@tanstack/react-query';
import { EventText } from '../shared/event_text';
import { queryParts } from '../shared/query_text';
import { spanWords } from '../shared/scope';
import { keysQuery } from '../shared/use_suggestions';
import { keysOf, nearKey } from './near_key';
import type { ListParams } from './queries';
import styles from './did_you_mean.module.css';

export interface DidYouMeanProps {
  readonly org: string;
  readonly params: ListParams;
  readonly onQuery: (query: string) => void;
}

export function DidYouMean({ org, params, onQuery }: DidYouMeanProps) {
  const { query, scope } = params;
  const written = keysOf(query);
  const known = useQuery({ ...keysQuery({ org, searched: 'issues', scope }), enabled: written.length > 0 }).data?.map(({ key }) => key) ?? [];
  const slip = written.find((key) => nearKey(key, known) !== undefined);
  const meant = slip === undefined ? undefined : nearKey(slip, known);
  if (slip === undefined || meant === undefined) return null;
  const corrected = queryParts(query).map((part) => (part.key === `${slip}:` ? `${part.negation}${meant}:${part.value}` : part.text)).join('');
  return (
    <p className={styles.note} role="status">
      No key <code><EventText text={slip} limit={60} /></code> {spanWords(scope)}. Did you mean{' '}
      <button type="button" onClick={() => onQuery(corrected)}><code><EventText text={meant} limit={60} /></code></button>?
    </p>
  );
}
