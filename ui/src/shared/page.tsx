// What every page is wrapped in: its one heading, the title of the window, and the padding of ui.md section 3.
import { useEffect, type ReactNode } from 'react';
import { plainText } from './event_text';
import { useOrg } from './link';
import styles from './page.module.css';

/** The title of the window: page, what it is about, organization, Picket. */
export function useTitle(...parts: readonly (string | undefined)[]): void {
  const org = useOrg();
  const title = [...parts, org, 'Picket'].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = plainText(title);
  }, [title]);
}

export interface PageProps {
  /** Heading and window title. */
  readonly title: string;
  /** Between heading and organization in the window title: a project. */
  readonly about?: string;
  /** One sentence under the heading. */
  readonly lead?: ReactNode;
  /** Beside the heading: at most one `ink` button. */
  readonly actions?: ReactNode;
  /** `list`: no padding, the heading is for screen readers. `form`: at most 760 px wide. */
  readonly kind?: 'page' | 'list' | 'form';
  readonly children: ReactNode;
}

export function Page({ title, about, lead, actions, kind = 'page', children }: PageProps) {
  useTitle(title, about);
  if (kind === 'list') {
    return <div className={styles.list}><h1 tabIndex={-1} className="vh">{title}</h1>{children}</div>;
  }
  return (
    <div className={`${styles.page} ${kind === 'form' ? styles.form : ''}`}>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export interface SectionProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with its own heading, parted from the one before by a line. */
export function Section({ title, lead, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header className={styles.header}>
        <div className={styles.heading}><h2>{title}</h2>{lead && <p>{lead}</p>}</div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
