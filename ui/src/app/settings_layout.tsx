// The list of settings pages beside the page: of the project in the path, of the organization, and of the account.
// On a narrow screen the list is a select above the page.
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Link, useOrg, useParam } from '../shared/link';
import { useShellOrg } from './shell_org';
import { settingsGroups, type SettingsGroup, type SettingsPage } from './settings_pages';
import styles from './settings_layout.module.css';

/** The chosen one stands without its group when the list is closed, and two are called General. */
const optionText = (group: SettingsGroup, page: SettingsPage, chosen: boolean): string =>
  chosen ? `${group.title}: ${page.title}` : page.title;

export function SettingsLayout() {
  const shown = useShellOrg();
  const org = useOrg() || shown;
  const project = useParam('project');
  const navigate = useNavigate();
  const at = useLocation({ select: (location) => location.pathname });
  const groups = settingsGroups(org, project);
  const current = groups
    .flatMap((group) => group.pages)
    .filter((page) => at.startsWith(page.to))
    .sort((a, b) => b.to.length - a.to.length)[0];
  return (
    <div className={styles.layout}>
      <nav className={styles.nav} aria-label="Settings">
        {groups.map((group) => (
          <div key={group.title} className={styles.group}>
            <p className={styles.title}>{group.title}</p>
            {group.pages.map((page) => (
              <Link key={page.to} to={page.to} className={`${styles.link} ${page === current ? styles.on : ''}`}
                aria-current={page === current ? 'page' : undefined}>{page.title}</Link>
            ))}
          </div>
        ))}
      </nav>
      <select className={styles.select} aria-label="Settings page" value={current?.to ?? ''}
        onChange={(event) => void navigate({ to: event.target.value as never })}>
        {groups.map((group) => (
          <optgroup key={group.title} label={group.title}>
            {group.pages.map((page) => <option key={page.to} value={page.to}>{optionText(group, page, page === current)}</option>)}
          </optgroup>
        ))}
      </select>
      <div className={styles.page}><Outlet /></div>
    </div>
  );
}
