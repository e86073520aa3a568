// The status of an issue as one word with an icon (ui.md section 5). The API has status and substatus; people see one.
import { plainText } from './event_text';
import { Icon, type IconName } from './icons';
import styles from './marks.module.css';

interface Look {
  readonly word: string;
  readonly icon?: IconName;
  readonly colour: string;
}

const looks: Readonly<Record<string, Look>> = {
  new: { word: 'New', icon: 'plus', colour: 'info' },
  ongoing: { word: 'Ongoing', colour: 't3' },
  escalating: { word: 'Escalating', icon: 'rising', colour: 'esc' },
  regressed: { word: 'Regressed', icon: 'back', colour: 'warning' },
  resolved: { word: 'Resolved', icon: 'check', colour: 'ok' },
  ignored: { word: 'Archived', icon: 'archive', colour: 't2' },
  unresolved: { word: 'Ongoing', colour: 't3' },
};

export interface StatusTagProps {
  readonly status: string;
  readonly substatus: string | null;
}

/** Archived and resolved win over the substatus; a status nobody told us of shows as its own word. */
export function statusLook({ status, substatus }: StatusTagProps): Look {
  const own = looks[status];
  if (status !== 'unresolved') return own ?? { word: plainText(status.replaceAll('_', ' ')), colour: 't2' };
  if (substatus === null || substatus === undefined) return looks.unresolved!;
  return looks[substatus] ?? { word: plainText(substatus.replaceAll('_', ' ')), colour: 't2' };
}

export function StatusTag(props: StatusTagProps) {
  const look = statusLook(props);
  return (
    <span className={styles.status} style={{ color: `var(--${look.colour})` }}>
      {look.icon && <Icon name={look.icon} size={13} weight={1.7} />}
      {look.word}
    </span>
  );
}
