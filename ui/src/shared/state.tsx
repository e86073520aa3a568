// A page or list that has nothing to show says why and what to do, in the words of ui.md section 14.
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { sentenceOf, ApiProblem } from '../api/problem';
import styles from './state.module.css';

export interface EmptyProps {
  /** The sentence in bold. */
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons and links. */
  readonly actions?: ReactNode;
  /** The heading of the page is this sentence (a page without another one). */
  readonly page?: boolean;
}

export function Empty({ title, children, actions, page = false }: EmptyProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      <Title className={styles.title}>{title}</Title>
      {children && <p className={styles.text}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

export interface FailedProps {
  /** What could not be loaded: "This list". */
  readonly what: string;
  readonly error: unknown;
  readonly retry?: () => void;
  readonly page?: boolean;
}

/** For a failed query. Says "not found" and "no access" in their own words. */
export function Failed({ what, error, retry, page = false }: FailedProps) {
  if (error instanceof ApiProblem && error.status === 404) return <NotFound page={page} what={what} />;
  if (error instanceof ApiProblem && error.status === 403) {
    return <Empty page={page} title="You may not see this.">{error.detail}</Empty>;
  }
  return (
    <div role="alert">
      <Empty page={page} title={`${what} could not be loaded.`}
        actions={retry && <Button onClick={retry}>Try again</Button>}>
        {sentenceOf(error)}
      </Empty>
    </div>
  );
}

export interface NotFoundProps {
  readonly page?: boolean;
  /** "This project". */
  readonly what?: string;
}

export function NotFound({ page = false, what }: NotFoundProps) {
  const named = what?.startsWith('This ') ? what.replace('This', 'The') : 'It';
  return (
    <Empty page={page} title="Nothing here.">
      {named} may have been deleted{named === 'The issue' && ' or merged'}, or you are not in a team that sees it.
    </Empty>
  );
}
