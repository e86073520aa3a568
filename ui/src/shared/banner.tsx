// One line across the page for what the person has to know before reading on. At most one at a time: the shell shows
// the most severe; a page uses it inside its content for a partial answer.
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';
import styles from './banner.module.css';

export interface BannerProps {
  readonly kind: 'info' | 'warning' | 'error';
  /** The sentence in bold. */
  readonly title: string;
  readonly children?: ReactNode;
  /** A link or button at the end. */
  readonly action?: ReactNode;
}

const looks: Readonly<Record<BannerProps['kind'], IconName>> = { info: 'clock', warning: 'clock', error: 'stop' };

export function Banner({ kind, title, children, action }: BannerProps) {
  return (
    <div className={`${styles.banner} ${styles[kind]}`} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={looks[kind]} size={14} />
      <span className={styles.text}><b>{title}</b> {children}</span>
      {action}
    </div>
  );
}
