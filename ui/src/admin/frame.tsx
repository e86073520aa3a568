// What the admin pages have in common: tabs, one question to the server, and what stands there until it is answered.
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import { paths } from '../shared/link';
import { useTitle } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { TabLinks } from '../shared/tabs';
import styles from './admin.module.css';

const tabs = [
  { key: 'status', title: 'Status', to: paths.adminStatus() },
  { key: 'queue', title: 'Queue', to: paths.adminQueue() },
  { key: 'storage', title: 'Storage', to: paths.adminStorage() },
  { key: 'doctor', title: 'Doctor', to: paths.adminDoctor() },
] as const;

export type AdminPart = (typeof tabs)[number]['key'];

export const adminQuery = <T,>(part: AdminPart, seconds: number) => ({
  queryKey: ['admin', part],
  refetchInterval: seconds * 1000,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => get<T>(`internal/${part}/`, {}, signal),
});

export interface AdminPageProps<T> {
  readonly part: AdminPart;
  /** Asked again after so many. */
  readonly seconds: number;
  /** The sentence that answers the page's question. */
  readonly heading: (data: T) => string;
  readonly children: (data: T) => ReactNode;
}

export function AdminPage<T>({ part, seconds, heading, children }: AdminPageProps<T>) {
  const word = tabs.find(({ key }) => key === part)!.title;
  useTitle(word, 'Admin');
  const answer = useQuery(adminQuery<T>(part, seconds));
  return (
    <div className={styles.page}>
      <TabLinks label="Admin" current={part} tabs={tabs} />
      {answer.data !== undefined
        ? <><h1 tabIndex={-1}>{heading(answer.data)}</h1>{children(answer.data)}</>
        : (
          <>
            <h1 className="vh" tabIndex={-1}>{word}</h1>
            {answer.isError ? <Failed what={word} error={answer.error} retry={() => void answer.refetch()} /> : <Skeleton rows={6} height={34} slow="Still asking the stores…" />}
          </>
        )}
    </div>
  );
}
