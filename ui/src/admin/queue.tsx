// How far each consumer group is in each partition of the log, and what was set aside on the way.
import type { Queue } from '../api/types';
import { DataTable, type Column } from '../shared/data_table';
import { DeadLetters } from '../shared/dead_letters';
import { counted, duration, exactCount } from '../shared/format';
import { Section } from '../shared/page';
import { AdminPage } from './frame';
import styles from './admin.module.css';

type Partition = Queue['partitions'][number];

const lateSeconds = 10;

const columns: readonly Column<Partition>[] = [
  { key: 'topic', title: 'Topic', cell: (at) => <code>{at.topic}</code> },
  { key: 'partition', title: 'Partition', align: 'right', width: '80px', wide: true, cell: (at) => at.partition },
  { key: 'group', title: 'Group', width: '170px', wide: true, cell: (at) => <code>{at.group}</code> },
  { key: 'committed', title: 'Next offset', align: 'right', width: '100px', wide: true, cell: (at) => (at.committedOffset === null ? <span className="muted">none yet</span> : exactCount(at.committedOffset)) },
  { key: 'end', title: 'End of log', align: 'right', width: '100px', wide: true, cell: (at) => exactCount(at.logEndOffset) },
  { key: 'pending', title: 'Waiting', align: 'right', width: '90px', cell: (at) => exactCount(at.pending) },
  { key: 'oldest', title: 'Oldest', align: 'right', width: '90px', cell: (at) => <span className={at.oldestPendingSeconds > lateSeconds ? styles.late : undefined}>{at.pending === 0 ? '–' : duration(at.oldestPendingSeconds * 1000)}</span> },
];

export function headingOf(queue: Queue): string {
  if (queue.pending === 0) return 'Nothing waits to be processed.';
  return `${counted(queue.pending, 'record waits', 'records wait')}, the oldest for ${duration(queue.oldestPendingSeconds * 1000)}.`;
}

export function QueuePage() {
  return (
    <AdminPage<Queue> part="queue" seconds={10} heading={headingOf}>
      {(queue) => (
        <>
          <p className={styles.lead}>On the server’s own terminal it is <code>picket consumer-groups --describe --all-groups</code>.</p>
          <DataTable label="Partitions" columns={columns} rows={queue.partitions} rowKey={(at) => `${at.group} ${at.topic} ${at.partition}`} empty={null} />
          <div className={styles.gap} />
          <Section title="Dead letters" lead={queue.deadLetters > 0 && `${counted(queue.deadLetters, 'message')} of all organizations could not be processed.`}>
            <DeadLetters path="internal/dead-letters/" mayReplay />
          </Section>
        </>
      )}
    </AdminPage>
  );
}
