// Views of one list or parts of one thing, as links: each has its own address.
import type { SearchChange } from './search_params';
import { Link } from './link';
import { exactCount } from './format';
import styles from './tabs.module.css';

export interface TabSpec {
  readonly key: string;
  readonly title: string;
  readonly to: string;
  readonly search?: SearchChange;
  readonly count?: number;
}

export function TabLinks({ label, tabs, current }: { readonly label: string; readonly tabs: readonly TabSpec[]; readonly current: string }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.key} to={tab.to} search={tab.search} replace className={tab.key === current ? `${styles.tab} ${styles.on}` : styles.tab}
          aria-current={tab.key === current ? 'page' : undefined}>
          {tab.title}{tab.count !== undefined && <em>{exactCount(tab.count)}</em>}
        </Link>
      ))}
    </nav>
  );
}
