// Searches that everybody needs, as tabs over the list. A tab that asks for more of the search language than the server
// has is not shown: the server says so by not counting.
import { useQuery } from '@tanstack/react-query';
import type { SavedSearch } from '../api/issue_types';
import { EventText } from '../shared/event_text';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { one, useSearchParams } from '../shared/search_params';
import { exactCount } from '../shared/format';
import type { Scope } from '../shared/scope';
import { shortened } from '../shared/shortened';
import { COUNT_LIMIT, countsQuery, hitsText } from './queries';
import { DEFAULT_QUERY, isSame, TABS, tabOf } from './query_text';
import { savedQuery, sortOf } from './saved';
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
  const pinned = useQuery(savedQuery(org)).data?.find((search) => search.isPinned);
  const sort = one(params, 'sort');
  return (
    <nav className={styles.tabs} aria-label="Searches">
      {TABS.map((tab) => (
        <Link key={tab.name} to={paths.issues(org)} keepScope search={{ query: tab.query === DEFAULT_QUERY ? undefined : tab.query, sort }}
          className={tab === current ? styles.on : undefined} aria-current={tab === current ? 'page' : undefined}>
          {tab.name}<Count value={tab === current ? (hits ?? counts?.[tab.query]) : counts?.[tab.query]} exact={tab === current && hits !== undefined} />
        </Link>
      ))}
      {pinned && <PinnedTab org={org} search={pinned} on={isSame(pinned.query, query)} hits={hits} />}
    </nav>
  );
}

/** One's own tab is named by what it searches for: nobody has to remember what is behind it. */
function PinnedTab({ org, search, on, hits }: { readonly org: string; readonly search: SavedSearch; readonly on: boolean; readonly hits: number | undefined }) {
  return (
    <Link to={paths.issues(org)} keepScope search={{ query: search.query, sort: sortOf(search) }} className={on ? styles.on : undefined} aria-current={on ? 'page' : undefined}>
      <Icon name="star" size={12} filled /><span className={styles.pinned}><span className="vh">Pinned: </span><EventText text={shortened(search.query, 60)} /></span>
      {on && <Count value={hits} exact />}
    </Link>
  );
}

function Count({ value, exact }: { readonly value: number | undefined; readonly exact: boolean }) {
  if (value === undefined || value === 0) return null;
  return <em>{exact ? hitsText(value) : exactCount(value) + (value >= COUNT_LIMIT ? '+' : '')}</em>;
}
