// What `picket doctor` finds, in its words, the worst first, with what to do.
import type { Doctor, DoctorCheck } from '../api/types';
import { DataTable, type Column } from '../shared/data_table';
import { counted } from '../shared/format';
import { Time } from '../shared/time';
import { AdminPage } from './frame';
import { findings, HealthWord, worstFirst } from './health_word';
import styles from './admin.module.css';

const columns: readonly Column<DoctorCheck>[] = [
  { key: 'name', title: 'Check', width: '130px', cell: (check) => <span className={styles.check}><b>{check.name}</b><HealthWord health={check.health} /></span> },
  { key: 'finding', title: 'Finding', cell: (check) => <span className={styles.finding}>{check.finding}{check.remedy && <em>{check.remedy}</em>}</span> },
];

export function headingOf(doctor: Doctor): string {
  const wrong = findings(doctor).length;
  if (wrong === 0) return 'All is well.';
  return `${wrong} of ${counted(doctor.checks.length, 'check')} ${wrong === 1 ? 'needs' : 'need'} attention.`;
}

export function DoctorPage() {
  return (
    <AdminPage<Doctor> part="doctor" seconds={60} heading={headingOf}>
      {(doctor) => (
        <>
          <p className={styles.lead}>Checked <Time at={doctor.dateChecked} as="ago" />; on the server’s own terminal it is <code>picket doctor</code>.</p>
          <DataTable label="Checks" columns={columns} rows={worstFirst(doctor.checks)} rowKey={(check) => check.name} empty={null} top />
        </>
      )}
    </AdminPage>
  );
}
