// What a draft of settings would do to real events, beside its form and before it is saved (ui.md section 3): a panel of
// 372 px, below the form on narrower screens. The server tries the draft; nothing is written.
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../api/client';
import { ApiProblem, sentenceOf, type FieldErrors } from '../api/problem';
import type { EventSample } from '../api/types';
import { Banner } from './banner';
import { counted, exactCount } from './format';
import { Page, type PageProps } from './page';
import { Skeleton } from './skeleton';
import { Time } from './time';
import styles from './preview.module.css';

/** After the last key: each look reads up to 2,000 events. */
const typingMilliseconds = 400;
const keptMilliseconds = 60_000;

export interface Tried<T> {
  /** Of the draft before this one while the server looks again; undefined before the first answer. */
  readonly result: T | undefined;
  /** The draft is not what the result is about, yet. */
  readonly busy: boolean;
  readonly error: unknown;
  /** What the server refuses of the draft, by field: known before Save. */
  readonly errors: FieldErrors;
  readonly retry: () => void;
}

const none: FieldErrors = {};

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Tries `draft` (changed fields, as the API wants them) at a preview route. Undefined: there is nothing to try. */
export function usePreview<T>(path: string, draft: object | undefined): Tried<T> {
  const text = draft === undefined ? '' : JSON.stringify(draft);
  const settled = useSettled(text);
  const wanted = text !== '';
  const query = useQuery({
    queryKey: ['preview', path, settled],
    enabled: wanted && settled !== '',
    staleTime: keptMilliseconds,
    gcTime: keptMilliseconds,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await call<T>('POST', path, { body: JSON.parse(settled), signal })).data,
  });
  const current = wanted && settled === text;
  const error = current && query.isError ? query.error : undefined;
  return {
    result: wanted && error === undefined ? query.data : undefined,
    busy: wanted && error === undefined && (!current || query.isFetching),
    error,
    errors: error instanceof ApiProblem ? error.fields : none,
    retry: () => void query.refetch(),
  };
}

export interface PreviewPageProps extends Omit<PageProps, 'kind'> {
  readonly panel: ReactNode;
}

/** A page with a form and the panel that shows what it would do. */
export function PreviewPage({ panel, ...page }: PreviewPageProps) {
  return (
    <div className={styles.columns}>
      <Page {...page} kind="form" />
      {/* It may scroll, so it can be reached without a mouse. */}
      <section className={styles.panel} aria-label="Preview"><div className={styles.inner} tabIndex={0}>{panel}</div></section>
    </div>
  );
}

export interface PanelProps {
  readonly title: string;
  /** What it looks at: "last 24 hours of shop-api". */
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

export function Panel({ title, about, children }: PanelProps) {
  return (
    <>
      <header className={styles.head}><h2>{title}</h2>{about && <span>{about}</span>}</header>
      {children}
    </>
  );
}

export interface TriedViewProps<T> {
  readonly tried: Tried<T>;
  /** Shown while there is nothing to try. */
  readonly idle: ReactNode;
  readonly children: (result: T) => ReactNode;
}

/** The result of a preview, or why there is none. */
export function TriedView<T>({ tried, idle, children }: TriedViewProps<T>) {
  const { result, error, errors, busy, retry } = tried;
  if (error !== undefined) {
    if (Object.keys(errors).length > 0) return <p className={styles.idle} role="status">This draft cannot be tried yet. {sentenceOf(error)}</p>;
    return (
      <div role="alert">
        <p><b>The preview could not be made.</b> {sentenceOf(error)}</p>
        <p><Button mt={8} onClick={retry}>Try again</Button></p>
      </div>
    );
  }
  if (result !== undefined) return <div aria-busy={busy} aria-live="polite">{children(result)}</div>;
  if (busy) return <Skeleton rows={5} height={40} slow="Still looking at the events of the last 24 hours…" />;
  return <p className={styles.idle}>{idle}</p>;
}

/** The answer in one sentence. */
export function Verdict({ children }: { readonly children: ReactNode }) {
  return <p className={styles.answer}>{children}</p>;
}

/** How much of the day the server looked at. */
export function SampleNote({ sample }: { readonly sample: EventSample }) {
  const looked = sample.examined + sample.unreadable;
  const unreadable = sample.unreadable > 0 && <> {counted(sample.unreadable, 'event')} could not be read.</>;
  if (!sample.complete) {
    return (
      <Banner kind="warning" title={`Incomplete: the newest ${exactCount(looked)} of ${counted(sample.stored, 'event')}.`}>
        They go back to <Time at={sample.oldest} as="date" none="now" />.{unreadable}
      </Banner>
    );
  }
  return <Remark>Looked at all {counted(sample.stored, 'event')} that are stored of the last 24 hours.{unreadable}</Remark>;
}

/** What to know about the answer, in small. */
export function Remark({ children }: { readonly children: ReactNode }) {
  return <p className={styles.remark}>{children}</p>;
}

export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section className={styles.group}><h3>{title}</h3>{children}</section>;
}

export interface GroupRowProps {
  readonly title: ReactNode;
  readonly count?: ReactNode;
  readonly note?: ReactNode;
}

export function GroupRow({ title, count, note }: GroupRowProps) {
  return (
    <div className={styles.row}>
      <span className={styles.title}>{title}</span>
      {count !== undefined && <span className={styles.count}>{count}</span>}
      {note && <span className={styles.note}>{note}</span>}
    </div>
  );
}
