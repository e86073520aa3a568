// Menus of the actions on issues: how long to archive, which priority. Used by the list and by the page
// of one issue.
import type { ReactElement } from 'react';
import { Menu } from '@mantine/core';
import type { IssuePriority } from '../api/issue_types';
import { Priority } from '../shared/priority';
import { ARCHIVE_CHOICES, untilWords, type Action } from './actions';

export interface ActionMenuProps {
  /** The button that opens it. */
  readonly target: ReactElement<{ onClick?: () => void }>;
  readonly onAction: (action: Action) => void;
  /** Opened by a key. */
  readonly opened?: boolean;
  readonly onOpened?: (opened: boolean) => void;
  readonly several?: boolean;
}

export function ArchiveMenu({ target, onAction, opened, onOpened, several = false }: ActionMenuProps) {
  return (
    <Menu opened={opened} onChange={onOpened} width={230} withInitialFocusPlaceholder={false}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Archive</Menu.Label>
        {ARCHIVE_CHOICES.map((until) => (
          <Menu.Item key={untilWords(until)} onClick={() => onAction({ kind: 'archive', until })}>
            {untilWords(until, several ? 'they' : 'it')}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const PRIORITIES: readonly IssuePriority[] = ['high', 'medium', 'low'];

export function PriorityMenu({ target, onAction, opened, onOpened }: ActionMenuProps) {
  return (
    <Menu opened={opened} onChange={onOpened} width={160} withInitialFocusPlaceholder={false}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Priority</Menu.Label>
        {PRIORITIES.map((priority) => (
          <Menu.Item key={priority} onClick={() => onAction({ kind: 'priority', priority })}><Priority priority={priority} label /></Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
