// The frame around every page of a signed-in person: navigation, top bar, banner, and the one part that scrolls.
import { lazy, Suspense, useEffect, useState } from 'react';
import { Outlet, useMatches, useRouter, useRouterState } from '@tanstack/react-router';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem';
import { organizationQuery } from '../api/queries';
import { useKeyboard, useKeys } from '../shared/keyboard';
import { Icon } from '../shared/icons';
import { useOrg, paths } from '../shared/link';
import { createStore, useStore } from '../shared/store';
import { undoLast } from '../shared/toast';
import { NoSuchOrganization } from './failures';
import { rememberOrganization } from './first_organization';
import { Nav } from './nav';
import { ScopeBar } from './scope_bar';
import { useShellOrg } from './shell_org';
import { ShellBanner } from './shell_banner';
import styles from './shell.module.css';

const KeySheet = lazy(() => import('./key_sheet'));
const Palette = lazy(() => import('./palette'));

/** Which overlay of the shell is open. */
export const overlay = createStore<'none' | 'keys' | 'palette' | 'menu'>('none');

function usePageSpec() {
  const matches = useMatches();
  return matches.at(-1)?.staticData.page;
}

/** Puts the focus on the heading of a page that was navigated to, so that a screen reader reads on from there. */
function useFocusOnNavigation(): void {
  const router = useRouter();
  useEffect(() => router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
    if (!pathChanged || !fromLocation) return;
    const target = document.querySelector<HTMLElement>('#main h1') ?? document.getElementById('main');
    if (!target) return;
    if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }), [router]);
}

function useShellKeys(org: string): void {
  const navigate = useNavigate();
  const go = (to: string) => () => void navigate({ to: to as never });
  useKeys('Everywhere', [
    { keys: '/', label: 'Search', run: focusSearch },
    { keys: 'mod+k', label: 'Find or jump', run: () => overlay.set('palette') },
    { keys: '?', label: 'All shortcuts', run: () => overlay.set('keys') },
    { keys: 'g i', label: 'Issues', run: go(org ? paths.issues(org) : paths.home()) },
    { keys: 'g d', label: 'Discover', run: go(org ? paths.discoverHome(org) : paths.home()) },
    { keys: 'g s', label: 'Stats', run: go(org ? paths.stats(org) : paths.home()) },
    { keys: 'g r', label: 'Releases', run: go(org ? paths.releases(org) : paths.home()) },
    { keys: 'g p', label: 'Projects', run: go(org ? paths.projects(org) : paths.home()) },
    { keys: 'z', label: 'Undo the last action', run: undoLast },
  ], true);
}

/** The search field of the page, if it has one; else the palette. */
function focusSearch(): void {
  const field = document.querySelector<HTMLElement>('#main [data-search] input, #main input[type=search]');
  if (field) field.focus();
  else overlay.set('palette');
}

export function Shell() {
  const spec = usePageSpec();
  const pathOrg = useOrg();
  const org = useShellOrg();
  const open = useStore(overlay);
  const [drawer, setDrawer] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useKeyboard();
  useShellKeys(org);
  useFocusOnNavigation();
  const named = useQuery({ ...organizationQuery(pathOrg), enabled: pathOrg !== '' });
  const unknown = named.error instanceof ApiProblem && named.error.status === 404;
  useEffect(() => {
    if (named.data) rememberOrganization(pathOrg);
  }, [pathOrg, named.data]);
  useEffect(() => setDrawer(false), [path]);

  const close = () => overlay.set('none');
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#main" onClick={(event) => {
        // With a <base> a bare fragment would leave the page.
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}>Skip to content</a>
      <Nav org={unknown ? '' : org} current={spec?.nav} open={drawer} onClose={() => setDrawer(false)} />
      <div className={styles.column}>
        <header className={styles.top}>
          <button type="button" className={styles.burger} aria-label="Menu" aria-expanded={drawer} onClick={() => setDrawer(true)}>
            <Icon name="menu" />
          </button>
          <span className={styles.title}>{spec?.title}</span>
          {spec?.scope && org && !unknown && <ScopeBar org={org} />}
        </header>
        <ShellBanner org={unknown ? '' : org} />
        <main id="main" tabIndex={-1} className={styles.main}>{unknown ? <NoSuchOrganization slug={pathOrg} /> : <Outlet />}</main>
      </div>
      <Suspense>
        {open === 'keys' && <KeySheet onClose={close} />}
        {open === 'palette' && <Palette org={org} onClose={close} />}
      </Suspense>
    </div>
  );
}
