// The navigation: only what exists. 176 px with words, a rail of icons on a middle screen, a drawer on a phone.
import { useEffect, useRef } from 'react';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { serverVersion } from '../api/base';
import { organizationsQuery, useMe } from '../api/queries';
import { Face } from '../shared/face';
import { Icon, Mark, type IconName } from '../shared/icons';
import { commandKey, Kbd } from '../shared/kbd';
import { Link, paths } from '../shared/link';
import type { NavArea } from './page_spec';
import { signOut } from './session';
import { overlay } from './shell';
import styles from './nav.module.css';

interface Entry {
  readonly area: NavArea;
  readonly word: string;
  readonly icon: IconName;
  readonly to: string;
  readonly keys?: string;
  readonly scope?: boolean;
}

function entriesOf(org: string): readonly Entry[] {
  return [
    { area: 'issues', word: 'Issues', icon: 'issues', to: paths.issues(org), keys: 'g i', scope: true },
    { area: 'discover', word: 'Discover', icon: 'search', to: paths.discoverHome(org), keys: 'g d', scope: true },
    { area: 'stats', word: 'Stats', icon: 'bars', to: paths.stats(org), keys: 'g s', scope: true },
    { area: 'releases', word: 'Releases', icon: 'tag', to: paths.releases(org), keys: 'g r', scope: true },
    { area: 'projects', word: 'Projects', icon: 'projects', to: paths.projects(org), keys: 'g p', scope: true },
    { area: 'teams', word: 'Teams', icon: 'teams', to: paths.teams(org) },
  ];
}

export interface NavProps {
  readonly org: string;
  readonly current: NavArea | undefined;
  /** The drawer of a phone is open. */
  readonly open: boolean;
  readonly onClose: () => void;
}

export function Nav({ org, current, open, onClose }: NavProps) {
  const drawer = useRef<HTMLElement>(null);
  const { isSuperuser } = useMe();
  useDrawer(drawer, open, onClose);
  const item = (entry: Entry) => (
    <Link key={entry.area} to={entry.to} keepScope={entry.scope ?? false} title={entry.word}
      className={`${styles.item} ${current === entry.area ? styles.on : ''}`}
      aria-current={current === entry.area ? 'page' : undefined}
      aria-keyshortcuts={entry.keys} onClick={onClose}>
      <Icon name={entry.icon} /><span>{entry.word}</span>
    </Link>
  );
  return (
    <>
      {open && <div className={styles.shade} onClick={onClose} />}
      <nav ref={drawer} className={`${styles.nav} ${open ? styles.open : ''}`} aria-label="Main">
        <Brand org={org} />
        <button type="button" className={styles.jump} title="Find or jump" aria-keyshortcuts="Control+K Meta+K"
          onClick={() => { onClose(); overlay.set('palette'); }}>
          <Icon name="search" size={13} /><span>Find or jump</span><Kbd>{commandKey}K</Kbd>
        </button>
        {org && entriesOf(org).map(item)}
        <div className="grow" />
        {org && item({ area: 'settings', word: 'Settings', icon: 'settings', to: paths.settings(org) })}
        {isSuperuser && item({ area: 'admin', word: 'Admin', icon: 'database', to: paths.adminStatus() })}
        <Account />
        <p className={styles.version} title={`Picket ${serverVersion()}`}>{serverVersion() && `Picket ${serverVersion()}`}</p>
      </nav>
    </>
  );
}

/** Keeps the focus in the open drawer, and closes it with Escape. */
function useDrawer(drawer: React.RefObject<HTMLElement | null>, open: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    drawer.current?.querySelector<HTMLElement>('a,button')?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
      if (event.key !== 'Tab' || !drawer.current) return;
      const inside = [...drawer.current.querySelectorAll<HTMLElement>('a[href],button')];
      const edge = event.shiftKey ? inside[0] : inside.at(-1);
      if (document.activeElement !== edge) return;
      event.preventDefault();
      (event.shiftKey ? inside.at(-1) : inside[0])?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open, drawer, onClose]);
}

function Brand({ org }: { readonly org: string }) {
  const { data: all = [] } = useQuery(organizationsQuery);
  const navigate = useNavigate();
  const name = <><Mark /><b>Picket</b><span className={styles.org}><span className="vh">, organization </span>{org}</span></>;
  if (all.length < 2) return <Link to={paths.home()} className={styles.brand} title={`Picket, ${org}`}>{name}</Link>;
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className={styles.brand} title="Organizations">{name}<Icon name="down" size={12} /></button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Organization</Menu.Label>
        {all.map((each) => (
          <Menu.Item key={each.id} onClick={() => void navigate({ to: paths.issues(each.slug) as never })}
            rightSection={each.slug === org ? <Icon name="check" size={13} /> : undefined}>{each.name}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Account() {
  const me = useMe();
  const navigate = useNavigate();
  const go = (to: string) => () => void navigate({ to: to as never });
  return (
    <div className={styles.account}>
      <Menu position="top-start" width={200}>
        <Menu.Target>
          <button type="button" className={styles.me} title={me.name}>
            <Face who={{ name: me.name }} silent /><span className="vh">Account of </span><span>{me.name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{me.email}</Menu.Label>
          <Menu.Item onClick={go(paths.account())}>Account</Menu.Item>
          <Menu.Item onClick={go(paths.appearance())}>Appearance</Menu.Item>
          <Menu.Item onClick={go(paths.apiTokens())}>API tokens</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <button type="button" className={styles.help} aria-label="Keyboard shortcuts" onClick={() => overlay.set('keys')}><Kbd>?</Kbd></button>
    </div>
  );
}
