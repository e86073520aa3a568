// Who changed what, newest first. Filters are in the address; "more" of an entry is what the server recorded with it.
import { ActionIcon, NativeSelect } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { call, get, part } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { AuditLogEntry, Member } from '../api/types';
import { DataTable, type Column } from '../shared/data_table';
import { EventText } from '../shared/event_text';
import { Face } from '../shared/face';
import { Icon } from '../shared/icons';
import { useOrg } from '../shared/link';
import { Page } from '../shared/page';
import { Pager } from '../shared/pager';
import { Picker, type PickerOption } from '../shared/picker';
import { one, useSearchParams } from '../shared/search_params';
import { Empty, Failed } from '../shared/state';
import { Time } from '../shared/time';
import { auditWords } from './audit_words';
import styles from './settings.module.css';

const rowsPerPage = 50;

interface AuditPage {
  readonly rows: readonly AuditLogEntry[];
  readonly options: readonly string[];
}

interface Filter {
  readonly event: string | undefined;
  /** User id. */
  readonly actor: string | undefined;
  readonly cursor: string | undefined;
}

const auditQuery = (org: string, filter: Filter) => queryOptions({
  queryKey: ['audit-log', org, filter],
  placeholderData: keepPreviousData,
  queryFn: ({ signal }) => call<AuditPage>('GET', `organizations/${part(org)}/audit-logs/`, { query: { ...filter, per_page: rowsPerPage }, signal }),
});

export function AuditLog() {
  const org = useOrg();
  const [params, change] = useSearchParams();
  const filter: Filter = { event: one(params, 'event'), actor: one(params, 'actor'), cursor: one(params, 'cursor') };
  const log = useQuery(auditQuery(org, filter));
  const page = log.data;
  const filtered = filter.event !== undefined || filter.actor !== undefined;
  if (log.error instanceof ApiProblem && log.error.status === 403) {
    return <Page title="Audit log"><Empty title="Managers and owners read the audit log.">Ask one of them what you want to know.</Empty></Page>;
  }
  return (
    <Page title="Audit log" lead="Every change of settings, members, keys and tokens, and who made it.">
      <div className={styles.tools}>
        <NativeSelect aria-label="Event" value={filter.event ?? ''} onChange={(event) => change({ event: event.currentTarget.value || undefined, cursor: undefined })}
          data={eventOptions(page?.data.options ?? [], filter.event)} />
        <ActorFilter org={org} rows={page?.data.rows} actor={filter.actor} onChange={(actor) => change({ actor, cursor: undefined })} />
      </div>
      {log.isError
        ? <Failed what="The audit log" error={log.error} retry={() => void log.refetch()} />
        : <DataTable label="Audit log" top columns={columns} rows={page?.data.rows} rowKey={(entry) => entry.id}
          empty={<Empty title={filtered ? 'Nothing of this kind is recorded.' : 'Nothing is recorded yet.'} />} />}
      {page && (page.next || page.previous) && (
        <Pager text="" onPrevious={page.previous ? () => change({ cursor: page.previous }) : undefined} onNext={page.next ? () => change({ cursor: page.next }) : undefined} />
      )}
    </Page>
  );
}

function eventOptions(options: readonly string[], chosen: string | undefined) {
  const names = chosen !== undefined && !options.includes(chosen) ? [...options, chosen] : options;
  const entries = names.map((name) => ({ value: name, label: auditWords(name) }));
  return [{ value: '', label: 'Any event' }, ...entries.sort((a, b) => a.label.localeCompare(b.label))];
}

interface ActorProps {
  readonly org: string;
  readonly rows: readonly AuditLogEntry[] | undefined;
  readonly actor: string | undefined;
  readonly onChange: (actor: string | undefined) => void;
}

function ActorFilter({ org, rows, actor, onChange }: ActorProps) {
  const name = useQuery({
    queryKey: ['audit-log', org, 'actor', actor],
    enabled: actor !== undefined,
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await get<Member[]>(`organizations/${part(org)}/members/`, { query: `user.id:${actor}`, per_page: 1 }, signal))[0]?.name ?? null,
  });
  if (actor === undefined) {
    return <Picker label="Anybody" icon="user" name={['actors', org]} search={(text, signal) => findActors(org, text, signal)} none="Nobody is named so." onPick={(option) => onChange(option.value)} />;
  }
  const known = rows?.find((entry) => idOf(entry.actor) === actor)?.actor.name ?? name.data ?? `user ${actor}`;
  return (
    <span className={styles.chosen}>
      By {known}
      <ActionIcon aria-label="By anybody" onClick={() => onChange(undefined)}><Icon name="close" size={12} /></ActionIcon>
    </span>
  );
}

async function findActors(org: string, text: string, signal: AbortSignal): Promise<readonly PickerOption[]> {
  const found = await get<Member[]>(`organizations/${part(org)}/members/`, { query: text, per_page: 8 }, signal);
  return found.filter((member) => member.user).map((member) => ({ value: member.user!.id, label: member.name, note: member.email }));
}

/** Of a user who is there still. */
const idOf = (actor: AuditLogEntry['actor']): string | undefined => ('id' in actor ? actor.id : undefined);

const hasData = (data: AuditLogEntry['data']): boolean => data !== null && typeof data === 'object' && Object.keys(data).length > 0;

const columns: readonly Column<AuditLogEntry>[] = [
  { key: 'when', title: 'When', width: '110px', wide: true, cell: (entry) => <Time at={entry.dateCreated} as="ago" /> },
  {
    key: 'who', title: 'Who', width: '170px', wide: true, cell: (entry) => (
      <span className={styles.who}><Face who={{ name: entry.actor.name }} silent /><span title={'email' in entry.actor ? entry.actor.email : undefined}><EventText text={entry.actor.name} limit={80} /></span></span>
    ),
  },
  {
    key: 'what', title: 'What', cell: (entry) => (
      <div className={styles.entry}>
        <b>{auditWords(entry.event)}</b>
        {entry.note && <p><EventText text={entry.note} limit={400} /></p>}
        <small>{entry.actor.name}, <Time at={entry.dateCreated} as="ago" /></small>
        {hasData(entry.data) && (
          <details><summary>Recorded values</summary><pre className={styles.data} tabIndex={0}><EventText text={JSON.stringify(entry.data, null, 2)} multiline /></pre></details>
        )}
      </div>
    ),
  },
  { key: 'from', title: 'Address', width: '130px', wide: true, cell: (entry) => (entry.ipAddress ? <code>{entry.ipAddress}</code> : <span className="muted">–</span>) },
];
