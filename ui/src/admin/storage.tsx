// How much the stores take, how fast they grow, and when the disk will be full.
import type { Storage } from '../api/types';
import { DataTable, type Column } from '../shared/data_table';
import { bytes, counted, share } from '../shared/format';
import { AdminPage } from './frame';
import { StorageHistory } from './storage_history';
import styles from './admin.module.css';

type Store = Storage['stores'][number];

const names: Readonly<Record<string, readonly [name: string, what: string]>> = {
  'events': ['Event rows', 'What lists, searches and counts read.'],
  'blobs': ['Whole events and files', 'What an event’s page shows, and attachments.'],
  'log': ['Log', 'What was accepted and waits, or was just processed.'],
  'meta.db': ['Database', 'Issues, projects, people and settings.'],
  'other': ['Other', 'Locks, keys and the like.'],
};

export function headingOf(storage: Storage): string {
  if (storage.inMemory) return 'Everything is in memory and ends with the process.';
  if (storage.daysUntilFull !== null) return `Full in ${counted(storage.daysUntilFull, 'day')} at this rate.`;
  if (storage.bytesPerDay === null) return `${bytes(storage.freeBytes)} free; too few events yet for a forecast.`;
  return `Enough room for ${counted(storage.retentionDays, 'day')} of events at this rate.`;
}

export function StoragePage() {
  return (
    <AdminPage<Storage> part="storage" seconds={60} heading={headingOf}>
      {(storage) => (storage.inMemory ? <p className={styles.lead}>Start without <code>--ephemeral</code> to keep what comes in.</p> : <Disk storage={storage} />)}
    </AdminPage>
  );
}

function Disk({ storage }: { readonly storage: Storage }) {
  const { usedBytes, freeBytes, bytesPerDay } = storage;
  const rows = [...storage.stores].sort((one, other) => other.bytes - one.bytes);
  return (
    <>
      {storage.daysUntilFull !== null && <p className={styles.lead}>Free or add disk space, or lower <code>retention_days</code> and run <code>picket cleanup</code>.</p>}
      <dl className={styles.facts}>
        <div><dt>Used by Picket</dt><dd>{bytes(usedBytes)}</dd></div>
        <div><dt>Free on the disk</dt><dd>{bytes(freeBytes)}</dd></div>
        <div><dt>Growth</dt><dd>{bytesPerDay === null ? 'not known before there are two days of events' : `${bytes(bytesPerDay)} a day`}</dd></div>
        <div><dt>Events of</dt><dd>{counted(storage.daysKept, 'day')}, kept for {storage.retentionDays}</dd></div>
        <div><dt>Folder</dt><dd><code>{storage.path}</code></dd></div>
      </dl>
      <DataTable label="Stores" columns={columnsOf(usedBytes)} rows={rows} rowKey={(store) => store.name} empty={null} />
      <StorageHistory history={storage.history} />
    </>
  );
}

function columnsOf(used: number): readonly Column<Store>[] {
  return [
    { key: 'name', title: 'Store', cell: (store) => <span className={styles.store}><b>{names[store.name]?.[0] ?? store.name}</b><em>{names[store.name]?.[1]}</em></span> },
    { key: 'share', title: 'Share', width: '24%', wide: true, cell: (store) => <span className={styles.track} aria-hidden><i style={{ width: `${used > 0 ? (store.bytes / used) * 100 : 0}%` }} /></span> },
    { key: 'percent', title: 'Of all', width: '80px', align: 'right', cell: (store) => share(store.bytes, used) },
    { key: 'bytes', title: 'Size', width: '110px', align: 'right', cell: (store) => bytes(store.bytes) },
  ];
}
