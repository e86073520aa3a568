// What is kept of the page: its name, whether it is as it was saved, and what can be done about that.
import { lazy, Suspense, useState } from 'react';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { DiscoverQuery } from '../api/answers';
import { sentenceOf } from '../api/problem';
import { EventText, plainText } from '../shared/event_text';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { type Scope, useScopeSearch } from '../shared/scope';
import { shortened } from '../shared/shortened';
import { toast } from '../shared/toast';
import { bodyOf, differs, renamed, searchOf, type View } from './view';
import { change, csvAddress, homepageQuery, keep, keepHomepage, keptKey, remove, removeHomepage } from './queries';
import styles from './saved_bar.module.css';

const NameDialog = lazy(() => import('./name_dialog').then((file) => ({ default: file.NameDialog })));
const Confirm = lazy(() => import('../shared/dialog').then((file) => ({ default: file.Confirm })));

export interface SavedBarProps {
  readonly org: string;
  readonly view: View;
  readonly scope: Scope;
  /** What is open; undefined: nothing that is kept. */
  readonly saved: DiscoverQuery | undefined;
  readonly onColumns: () => void;
}

type Asked = 'none' | 'save' | 'rename' | 'delete';

export function SavedBar({ org, view, scope, saved, onColumns }: SavedBarProps) {
  const [asked, setAsked] = useState<Asked>('none');
  const kept = useKept(org, view, scope, saved);
  const changed = saved !== undefined && differs(saved, view, scope);
  const csv = csvAddress(org, view, scope);
  const close = () => setAsked('none');
  const name = saved ? plainText(shortened(saved.name, 60)) : '';
  return (
    <div className={styles.bar}>
      <h2 className={styles.name}>{saved ? <EventText text={shortened(saved.name, 120)} /> : 'Unsaved query'}{changed && <em>changed</em>}</h2>
      <span className="grow" />
      <Button component={Link} to={paths.discoverQueries(org)} keepScope>Saved queries</Button>
      {changed && <Button variant="ink" onClick={() => void kept.save()}>Save</Button>}
      <Button onClick={() => setAsked('save')}>Save as…</Button>
      <Button className={styles.csv} leftSection={<Icon name="download" size={13} />} component="a" href={csv} download="discover.csv">CSV</Button>
      <Button aria-keyshortcuts="c" onClick={onColumns}>Columns</Button>
      <Menu position="bottom-end" width={230}>
        <Menu.Target><ActionIcon className={styles.more} variant="default" aria-label="More for this query"><Icon name="more" size={14} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item className={styles.narrow} component="a" href={csv} download="discover.csv">Export as CSV</Menu.Item>
          <Menu.Item onClick={() => void kept.setHomepage()}>Open Discover with this</Menu.Item>
          {kept.hasHomepage && <Menu.Item onClick={() => void kept.dropHomepage()}>Open Discover as at first</Menu.Item>}
          {saved && <Menu.Divider />}
          {saved && <Menu.Item onClick={() => setAsked('rename')}>Rename</Menu.Item>}
          {saved && <Menu.Item onClick={() => setAsked('delete')}>Delete</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {asked === 'save' && <NameDialog title="Save the query" action="Save" name={saved ? `${saved.name} (2)` : ''} note="Everybody in the organization sees it, and can change it." onName={kept.saveAs} onClose={close} />}
        {asked === 'rename' && saved && <NameDialog title="Rename the query" action="Rename" name={saved.name} onName={(text) => kept.rename(saved, text)} onClose={close} />}
        {asked === 'delete' && saved && (
          <Confirm title="Delete the query" action={`Delete ${name}`} danger onConfirm={() => kept.drop(saved)} onClose={close}>
            <p>{name} is gone for everybody in the organization. Events stay.</p>
          </Confirm>
        )}
      </Suspense>
    </div>
  );
}

/** Changes of what is kept. */
function useKept(org: string, view: View, scope: Scope, saved: DiscoverQuery | undefined) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const scopeSearch = useScopeSearch();
  const homepage = useQuery(homepageQuery(org)).data;
  const renew = () => queryClient.invalidateQueries({ queryKey: keptKey(org) });
  const open = (one: DiscoverQuery, shown: View) =>
    navigate({ to: paths.discover(org) as never, search: { ...scopeSearch, ...searchOf(shown), id: one.id, name: one.name } as never });
  const said = async (what: () => Promise<unknown>, sentence: string) => {
    try {
      await what();
      await renew();
      toast({ text: sentence });
    } catch (error) {
      toast({ text: `Not done. ${sentenceOf(error)}`, kind: 'failed' });
    }
  };
  return {
    hasHomepage: homepage !== null && homepage !== undefined,
    save: () => saved && said(() => change(org, saved.id, bodyOf(view, scope, saved.name)), `Saved ${plainText(shortened(saved.name, 60))}.`),
    /** These two reject: their dialogs say why. */
    saveAs: async (name: string) => {
      const one = await keep(org, bodyOf(view, scope, name));
      await renew();
      await open(one, view);
    },
    rename: async (one: DiscoverQuery, name: string) => {
      await change(org, one.id, renamed(one, name));
      await renew();
    },
    drop: async (one: DiscoverQuery) => {
      await remove(org, one.id);
      toast({ text: `Deleted ${plainText(shortened(one.name, 60))}.` });
      await navigate({ to: paths.discoverQueries(org) as never, search: scopeSearch as never });
      await renew();
    },
    setHomepage: () => said(() => keepHomepage(org, bodyOf(view, scope, saved?.name ?? '')), 'Discover opens with this query for you.'),
    dropHomepage: () => said(() => removeHomepage(org), 'Discover opens with the newest events for you.'),
  };
}
