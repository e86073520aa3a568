// Ingest health: how far behind what can be seen is, per consumer group, and what was set aside.
import { useQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { clock, counted, duration, exactCount } from '../shared/format';
import { ingestHealthQuery } from '../shared/ingest_health';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { Icon } from '../shared/icons';
import { useTimeZone } from '../shared/time';
import type { IngestHealth } from '../api/types';
import styles from './stats.module.css';

/** Above this the banner says it on every page. */
export const lateSeconds = 10;

export function Health({ org, onLetters }: { readonly org: string; readonly onLetters: () => void }) {
  const health = useQuery(ingestHealthQuery(org));
  return (
    <aside id="ingest-health" tabIndex={-1} className={styles.health} aria-label="Ingest health">
      <h2>Ingest health</h2>
      {health.data ? <Figures health={health.data} onLetters={onLetters} />
        : health.isError ? <Failed what="Ingest health" error={health.error} retry={() => void health.refetch()} /> : <Skeleton rows={6} height={26} />}
    </aside>
  );
}

const seconds = (value: number): string => duration(value * 1000);

function Figures({ health, onLetters }: { readonly health: IngestHealth; readonly onLetters: () => void }) {
  const zone = useTimeZone();
  const late = health.oldestPendingSeconds > lateSeconds;
  const until = clock(Date.parse(health.dataUntil), zone);
  return (
    <>
      <dl>
        <div><dt>Delay until visible</dt><dd className={late ? styles.late : undefined}>{late && <Icon name="clock" size={13} />}{health.pending === 0 ? 'none' : seconds(health.oldestPendingSeconds)}</dd></div>
        <div><dt>Waiting</dt><dd>{counted(health.pending, 'event')}</dd></div>
        <div><dt>Oldest waiting</dt><dd>{health.pending === 0 ? '–' : `${until} ${zone === 'UTC' ? 'UTC' : ''}`}</dd></div>
      </dl>
      <h3 id="consumers">Consumers</h3>
      <table aria-labelledby="consumers" className={styles.groups}>
        <thead><tr><th scope="col">Topic</th><th scope="col">Behind</th><th scope="col">Waiting</th></tr></thead>
        <tbody>
          {health.groups.map((group) => (
            <tr key={`${group.group} ${group.topic}`}>
              <th scope="row" title={`group ${group.group}`}>{group.topic}</th>
              <td className={group.oldestPendingSeconds > lateSeconds ? styles.late : undefined}>{group.pending === 0 ? '–' : seconds(group.oldestPendingSeconds)}</td>
              <td>{exactCount(group.pending)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>Dead letters</h3>
      {health.deadLetters === 0
        ? <p>None: everything that came could be processed.</p>
        : (
          <>
            <p>{counted(health.deadLetters, 'message')} could not be processed and {health.deadLetters === 1 ? 'is' : 'are'} kept for replay.</p>
            <Button onClick={onLetters}>Look at them</Button>
          </>
        )}
      <p className={styles.note}>“Nothing was lost” means that everything SDKs reported or the relay accepted has an outcome, or is kept.</p>
    </>
  );
}
