// Head of the page of an issue: where it is, what it is, and what can be done with it.
import { lazy, Suspense, useState } from 'react';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Issue } from '../api/issue_types';
import { send, part } from '../api/client';
import { useAccess } from '../api/queries';
import { asText } from '../event/shape';
import { AssignMenu } from '../issues/assign_menu';
import type { Action } from '../issues/actions';
import { ArchiveMenu, PriorityMenu } from '../issues/menus';
import { hitsText } from '../issues/queries';
import { titleParts } from '../issues/row';
import { Copy } from '../shared/copy';
import { EventText, plainText } from '../shared/event_text';
import { Face } from '../shared/face';
import { Icon } from '../shared/icons';
import { Kbd } from '../shared/kbd';
import { LevelIcon } from '../shared/level_icon';
import { Link, paths } from '../shared/link';
import { Priority } from '../shared/priority';
import type { SearchParams } from '../shared/search_params';
import { exactCount } from '../shared/format';
import { toast } from '../shared/toast';
import type { Neighbours } from './use_neighbours';
import styles from './header.module.css';

const FloodDialog = lazy(() => import('./flood_dialog').then((file) => ({ default: file.FloodDialog })));
const Confirm = lazy(() => import('../shared/dialog').then((file) => ({ default: file.Confirm })));

export interface HeaderProps {
  readonly org: string;
  readonly issue: Issue;
  /** Copies the issue as Markdown, with personal data or without. */
  readonly onCopy: (personal: boolean) => void;
  /** The list's search, for the way back. */
  readonly listSearch: SearchParams;
  readonly neighbours?: Neighbours;
  readonly onAction: (action: Action) => void;
  readonly menu: HeaderMenu;
  readonly onMenu: (menu: HeaderMenu) => void;
}

export type HeaderMenu = 'none' | 'archive' | 'assign' | 'priority';

export function IssueHeader(props: HeaderProps) {
  const { org, issue, listSearch } = props;
  const [whole, setWhole] = useState(false);
  const [type, rest] = titleParts(issue);
  const long = type.length + rest.length > 70 || /\n/.test(rest);
  return (
    <header className={styles.header}>
      <div className={styles.crumbs}>
        <Link to={paths.issues(org)} search={listSearch} keepScope>Issues</Link>
        <span aria-hidden>/</span>
        <Link to={paths.issues(org)} search={{ project: issue.project.id }}>{issue.project.slug}</Link>
        <span aria-hidden>/</span>
        <b>{issue.shortId}</b>
        <Copy text={issue.shortId} label="Copy the short id" />
        <span className="grow" />
        <Place {...props} />
      </div>
      <div className={styles.titleLine}>
        <h1 tabIndex={-1} className={whole ? styles.whole : undefined}>
          <LevelIcon level={plainText(asText(issue.level))} size={18} />
          <b><EventText text={type} /></b>{' '}
          {rest !== '' && <span><EventText text={rest} multiline={whole} /></span>}
        </h1>
        {long && (
          <ActionIcon aria-label={whole ? 'Show one line of the title' : 'Show the whole title'} aria-expanded={whole} onClick={() => setWhole(!whole)}>
            <Icon name={whole ? 'up' : 'down'} size={14} />
          </ActionIcon>
        )}
      </div>
      <div className={styles.under}>
        <p>
          {issue.culprit && <span className={styles.culprit}><EventText text={asText(issue.culprit)} limit={300} /></span>}
          {issue.isUnhandled && <span>unhandled</span>}
        </p>
        <Actions {...props} />
      </div>
    </header>
  );
}

/** "14 of 318", and the way to the issues beside it in the list. */
function Place({ neighbours }: HeaderProps) {
  if (!neighbours) return null;
  const { number, total, previous, next } = neighbours;
  return (
    <>
      {number !== undefined && <span className={styles.place}>{exactCount(number)}{total !== undefined && ` of ${hitsText(total)}`}</span>}
      <ActionIcon aria-label="Previous issue" aria-keyshortcuts="k" disabled={!previous} onClick={previous}><Icon name="up" size={14} /></ActionIcon>
      <ActionIcon aria-label="Next issue" aria-keyshortcuts="j" disabled={!next} onClick={next}><Icon name="down" size={14} /></ActionIcon>
    </>
  );
}

function Actions(props: HeaderProps) {
  const { org, issue, onCopy, onAction, menu, onMenu } = props;
  const mayChange = useAccess(org, 'event:write');
  const mayStop = useAccess(org, 'project:write');
  const [stopping, setStopping] = useState(false);
  const bind = (name: HeaderMenu) => ({ opened: menu === name, onOpened: (open: boolean) => onMenu(open ? name : 'none'), onAction });
  const why = mayChange ? undefined : 'You may read this issue, not change it';
  const open = issue.status === 'unresolved';
  const down = <Icon name="down" size={12} />;
  return (
    <div className={styles.actions} role="group" aria-label="Actions">
      <Button variant="ink" disabled={!mayChange} title={why} rightSection={<Kbd>r</Kbd>} aria-keyshortcuts="r" onClick={() => onAction({ kind: open ? 'resolve' : 'reopen' })}>
        {open ? 'Resolve' : 'Reopen'}
      </Button>
      {issue.status !== 'ignored' && (
        <ArchiveMenu {...bind('archive')} target={<Button disabled={!mayChange} title={why} rightSection={down} aria-keyshortcuts="e">Archive</Button>} />
      )}
      <AssignMenu {...bind('assign')} org={org} target={
        <Button className={styles.who} disabled={!mayChange} title={why} aria-keyshortcuts="a" leftSection={<Face who={issue.assignedTo} size={16} silent />} rightSection={down}>
          {issue.assignedTo ? <><span className="vh">Assigned to </span><span className={styles.name}>{plainText(issue.assignedTo.name)}</span><span className="vh">; change</span></> : <span className={styles.name}>Assign</span>}
        </Button>} />
      <PriorityMenu {...bind('priority')} target={
        <Button className={styles.wide} disabled={!mayChange} title={why} rightSection={down} aria-keyshortcuts="p"><Priority priority={issue.priority} label locked={!!issue.priorityLockedAt} /></Button>} />
      <i className={styles.gap} />
      <Button className={styles.wide} leftSection={<Icon name="copy" size={13} />} aria-keyshortcuts="y" onClick={() => onCopy(false)}>Copy as Markdown</Button>
      {mayStop && <Button className={styles.wide} onClick={() => setStopping(true)}>Stop this flood</Button>}
      <MoreMenu {...props} mayChange={mayChange} onFlood={mayStop ? () => setStopping(true) : undefined} />
      <Suspense>{stopping && <FloodDialog org={org} issue={issue} onClose={() => setStopping(false)} />}</Suspense>
    </div>
  );
}

interface MoreMenuProps extends HeaderProps {
  readonly mayChange: boolean;
  readonly onFlood: (() => void) | undefined;
}

function MoreMenu({ org, issue, onCopy, onAction, mayChange, onFlood }: MoreMenuProps) {
  const mayDelete = useAccess(org, 'event:admin');
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const remove = async () => {
    await send('DELETE', `organizations/${part(org)}/issues/${part(issue.id)}/`);
    toast({ text: `Deleted ${issue.shortId}.` });
    void navigate({ to: paths.issues(org) as never });
  };
  return (
    <>
      <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
        <Menu.Target><ActionIcon variant="default" className={styles.more} aria-label="More actions"><Icon name="more" size={14} weight={2.2} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!mayChange} onClick={() => onAction({ kind: 'bookmark', on: !issue.isBookmarked })}>{issue.isBookmarked ? 'Remove the bookmark' : 'Bookmark'}</Menu.Item>
          <Menu.Item onClick={() => onCopy(false)}>Copy as Markdown</Menu.Item>
          <Menu.Item onClick={() => onCopy(true)}>Copy as Markdown with personal data</Menu.Item>
          {onFlood && <Menu.Item onClick={onFlood}>Stop this flood…</Menu.Item>}
          {mayDelete && <><Menu.Divider /><Menu.Item color="var(--error)" onClick={() => setAsking(true)}>Delete the issue…</Menu.Item></>}
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <Suspense>
          <Confirm title={`Delete ${issue.shortId}?`} action={`Delete ${issue.shortId}`} danger onConfirm={remove} onClose={() => setAsking(false)}>
            Its {exactCount(Number(issue.count))} events and its history go with it. New events of this kind make a new issue.
          </Confirm>
        </Suspense>
      )}
    </>
  );
}
