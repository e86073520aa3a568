// A page without navigation: nobody is signed in yet.
import type { ReactNode } from 'react';
import { serverVersion } from '../api/base';
import { Mark } from '../shared/icons';
import { useTitle } from '../shared/page';
import styles from './auth.module.css';

export interface PlainPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

export function PlainPage({ title, lead, children }: PlainPageProps) {
  useTitle(title);
  const version = serverVersion();
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}><Mark /> Picket</p>
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        <div className={styles.body}>{children}</div>
      </div>
      {version && <p className={styles.version}>Picket {version}</p>}
    </main>
  );
}
