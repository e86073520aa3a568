// What is known of a thing at a glance: up to five facts in a line, each with the span that its number is about.
import type { ReactNode } from 'react';
import styles from './facts.module.css';

export function FactList({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

export interface FactProps {
  readonly name: string;
  /** "in range", "lifetime". */
  readonly scope?: string;
  readonly children: ReactNode;
  /** A second, smaller line. */
  readonly under?: ReactNode;
}

export function Fact({ name, scope, children, under }: FactProps) {
  return (
    <div>
      <dt>{name}{scope && <i> {scope}</i>}</dt>
      <dd>{children}</dd>
      {under && <dd className={styles.under}>{under}</dd>}
    </div>
  );
}
