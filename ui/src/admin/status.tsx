// What runs here, and whether it is well.
import { useQuery } from '@tanstack/react-query';
import type { Doctor, InstanceStatus } from '../api/types';
import { bytes, counted, duration, exactCount } from '../shared/format';
import { Link, paths } from '../shared/link';
import { Time } from '../shared/time';
import { adminQuery, AdminPage } from './frame';
import { HealthWord, findings, worstFirst } from './health_word';
import styles from './admin.module.css';

export function StatusPage() {
  return (
    <AdminPage<InstanceStatus> part="status" seconds={30} heading={(status) => `Picket ${status.version} has been running for ${duration(status.uptimeSeconds * 1000)}.`}>
      {(status) => <><Health /><Facts status={status} /></>}
    </AdminPage>
  );
}

/** What the doctor says against it, in short. */
function Health() {
  const doctor = useQuery(adminQuery<Doctor>('doctor', 60)).data;
  if (!doctor) return <p className={styles.lead}>&nbsp;</p>;
  const wrong = findings(doctor);
  if (wrong.length === 0) return <p className={styles.lead}><HealthWord health="ok" /> <Link to={paths.adminDoctor()}>All {doctor.checks.length} checks of the doctor</Link> are well.</p>;
  return (
    <>
      <p className={styles.lead}><Link to={paths.adminDoctor()}>{counted(wrong.length, 'check')} of the doctor</Link> {wrong.length === 1 ? 'needs' : 'need'} attention.</p>
      <ul className={styles.findings}>
        {worstFirst(wrong).map((check) => <li key={check.name}><HealthWord health={check.health} /> <b>{check.name}</b> {check.finding}</li>)}
      </ul>
    </>
  );
}

function Facts({ status }: { readonly status: InstanceStatus }) {
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    ['Version', status.version],
    ['Started', <Time key="started" at={status.dateStarted} as="date" />],
    ['Browsers reach it at', <code key="url">{status.url}</code>],
    ['SDKs send to', <code key="ingest">{status.ingestUrl}</code>],
    ['Memory', bytes(status.residentBytes)],
    ['Open files', exactCount(status.openFiles)],
    ['Database schema', `version ${status.schemaVersion}`],
    ['Organizations', exactCount(status.organizations)],
    ['Projects', exactCount(status.projects)],
  ];
  return <dl className={styles.facts}>{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
