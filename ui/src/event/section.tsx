// A section of the event page: its heading, how many things are in it, and what can be done with them.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import styles from './section.module.css';

export interface SectionProps {
  /** Anchor, and the name in the links above. */
  readonly id: string;
  readonly title: string;
  readonly count?: number | string;
  /** Quiet words before the controls. */
  readonly note?: ReactNode;
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

export function EventSection({ id, title, count, note, controls, children }: SectionProps) {
  return (
    <section className={styles.section} id={id} aria-labelledby={`${id}-title`}>
      <header className={styles.header}>
        <h2 id={`${id}-title`}>{title}</h2>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        <span className="grow" />
        {note && <span className={styles.note}>{note}</span>}
        {controls}
      </header>
      {children}
    </section>
  );
}

interface GuardProps {
  readonly what: string;
  readonly children: ReactNode;
}

/** A section that breaks on an event nobody foresaw takes no other one with it. */
export class Guard extends Component<GuardProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(`Section "${this.props.what}" could not be drawn.`, error, info.componentStack);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <p role="alert" className={styles.failed}>This part of the event could not be drawn. Its JSON holds all of it.</p>;
  }
}
