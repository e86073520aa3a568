// Searches that everybody needs, as tabs over the list. A tab that asks for more of the search language than the server
// has is not shown: the server says so by not counting.
import { useQuery } from '@tanstack/react-query';
import { Link, paths } from '../shared/link';
import { one, useSearchParams } from '../shared/search_params';
import { exactCount } from '../shared/format';
import type { Scope } from '../shared/scope';
import { COUNT_LIMIT, countsQuery, hitsText } from './queries';
import { DEFAULT_QUERY, TABS, tabOf } from './query_text';
import styles from './tabs.module.css';

export interface TabsProps {
  readonly org: string;
  readonly query: string;
  readonly scope: Scope;
  /** Matches of the search that is shown, where the server said it. */
  readonly hits?: number;
}

export function Tabs({ org, query, scope, hits }: TabsProps) {
  const counts = useQuery(countsQuery(org, scope)).data;
  const [params] = useSearchParams();
  const current = tabOf(query);
  const sort = one(params, 'sort');
  return (
    <nav className={styles.tabs} aria-label="Searches">
      {TABS.map((tab) => (
        <Link key={tab.name} to={paths.issues(org)} keepScope search={{ query: tab.query === DEFAULT_QUERY ? undefined : tab.query, sort }}
          className={tab === current ? styles.on : undefined} aria-current={tab === current ? 'page' : undefined}>
          {tab.name}<Count value={tab === current ? (hits ?? counts?.[tab.query]) : counts?.[tab.query]} exact={tab === current && hits !== undefined} />
        </Link>
      ))}
    </nav>
  );
}

function Count({ value, exact }: { readonly value: number | undefined; readonly exact: boolean }) {
  if (value === undefined || value === 0) return null;
  return <em>{exact ? hitsText(value) : exactCount(value) + (value >= COUNT_LIMIT ? '+' : '')}</em>;
}
