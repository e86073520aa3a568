// Messages that could not be processed: when, why, and the way to try them again.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getPage, send } from '../api/client';
import { sentenceOf } from '../api/problem';
import type { DeadLetter, Replay } from '../api/types';
import { DataTable, type Column } from './data_table';
import { EventText } from './event_text';
import { counted } from './format';
import { Pager } from './pager';
import { Empty, Failed } from './state';
import { Time } from './time';
import { toast } from './toast';
import styles from './dead_letters.module.css';

const perPage = 20;

export interface DeadLettersProps {
  /** Where they are, below /api/0/, with a slash at the end. */
  readonly path: string;
  readonly mayReplay: boolean;
}

export function DeadLetters({ path, mayReplay }: DeadLettersProps) {
  const [cursor, setCursor] = useState<string>();
  const list = useQuery({
    queryKey: ['dead-letters', path, cursor ?? ''],
    queryFn: ({ signal }) => getPage<DeadLetter>(path, { per_page: perPage, cursor }, signal),
  });
  const [busy, replay] = useReplay(path);
  const page = list.data;
  if (list.isError && !page) return <Failed what="The list of dead letters" error={list.error} retry={() => void list.refetch()} />;
  const count = page?.data.length ?? 0;
  return (
    <>
      {mayReplay && count > 1 && (
        <p className={styles.all}>
          <Button loading={busy === 'all'} disabled={busy !== undefined} onClick={() => void replay('all')}>
            {page?.next || page?.previous ? 'Replay the oldest 100' : `Replay all ${count}`}
          </Button>
          <span>Once the cause is gone. What fails again comes back here.</span>
        </p>
      )}
      <DataTable label="Dead letters" columns={columnsOf(mayReplay, busy, (id) => void replay(id))} rows={page?.data} rowKey={(letter) => letter.id} top
        empty={<Empty title="No dead letters.">Everything that came could be processed.</Empty>} />
      {page && (page.next || page.previous) && (
        <Pager text={`${counted(count, 'message')} on this page`} onPrevious={page.previous ? () => setCursor(page.previous) : undefined}
          onNext={page.next ? () => setCursor(page.next) : undefined} />
      )}
    </>
  );
}

/** What is under way, an id or all, and how to begin it. */
function useReplay(path: string): readonly [string | undefined, (what: string) => Promise<void>] {
  const [busy, setBusy] = useState<string>();
  const queryClient = useQueryClient();
  const replay = async (what: string) => {
    setBusy(what);
    try {
      const done = await send<Replay>('POST', what === 'all' ? `${path}replay/` : `${path}${what}/replay/`);
      toast(resultOf(done));
    } catch (error) {
      toast({ text: sentenceOf(error), kind: 'failed' });
    } finally {
      setBusy(undefined);
      await Promise.all(['dead-letters', 'ingest-health', 'stats', 'admin'].map((area) => queryClient.invalidateQueries({ queryKey: [area] })));
    }
  };
  return [busy, replay];
}

export function resultOf({ replayed, failed, remaining }: Replay): { readonly text: string; readonly kind: 'done' | 'failed' } {
  const done = `Replayed ${counted(replayed.length, 'message')}.`;
  if (failed.length > 0) return { text: `${done} ${failed.length} could not be: ${failed[0]!.detail}`, kind: 'failed' };
  return { text: remaining > 0 ? `${done} ${counted(remaining, 'more is', 'more are')} left.` : done, kind: 'done' };
}

function columnsOf(mayReplay: boolean, busy: string | undefined, replay: (id: string) => void): readonly Column<DeadLetter>[] {
  const columns: readonly Column<DeadLetter>[] = [
    { key: 'when', title: 'Set aside', width: '96px', cell: (letter) => <Time at={letter.dateCreated} as="ago" /> },
    { key: 'project', title: 'Project', width: '130px', cell: (letter) => letter.project ?? <span className="muted">unknown</span> },
    { key: 'topic', title: 'Topic', width: '150px', wide: true, cell: (letter) => <code title={`partition ${letter.partition}, offset ${letter.offset}`}>{letter.topic}</code> },
    { key: 'reason', title: 'Why', cell: (letter) => <span className={styles.why}><b>{letter.reason}</b>{letter.detail && <EventText text={letter.detail} limit={300} />}</span> },
  ];
  if (!mayReplay) return columns;
  return [...columns, {
    key: 'replay', title: 'Replay', quiet: true, width: '90px', align: 'right',
    cell: (letter) => <Button loading={busy === letter.id} disabled={busy !== undefined} aria-label={`Replay message ${letter.id}`} onClick={() => replay(letter.id)}>Replay</Button>,
  }];
}
