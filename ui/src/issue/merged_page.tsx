// The hashes whose events an issue has: those of merged issues, too. Any of them can be taken out again, into an issue of
// their own, as long as one stays.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../api/client';
import type { IssueHash } from '../api/issue_types';
import { useAccess } from '../api/queries';
import { asText } from '../event/shape';
import { shortened } from '../shared/shortened';
import { Check } from '../issues/check';
import { DataTable, type Column } from '../shared/data_table';
import { Confirm } from '../shared/dialog';
import { EventText } from '../shared/event_text';
import { counted, shortEventId } from '../shared/format';
import { Link, paths } from '../shared/link';
import { Pager } from '../shared/pager';
import { one, useSearchParams } from '../shared/search_params';
import { Empty, Failed } from '../shared/state';
import { Time } from '../shared/time';
import { toast } from '../shared/toast';
import { hashesPath, hashesQuery } from './queries';
import { SubPage } from './sub_page';
import styles from './merged_page.module.css';

export function MergedPage() {
  return <SubPage title="Merged hashes">{(page, issue) => <Hashes org={page.org} issue={issue.id} />}</SubPage>;
}

interface HashesProps {
  readonly org: string;
  readonly issue: string;
}

function Hashes({ org, issue }: HashesProps) {
  const [params, change] = useSearchParams();
  const cursor = one(params, 'hashCursor');
  const list = useQuery({ ...hashesQuery(org, issue, cursor), placeholderData: keepPreviousData });
  const mayChange = useAccess(org, 'event:write');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  if (list.isError && !list.data) return <Failed what="The list of hashes" error={list.error} retry={() => void list.refetch()} />;
  const rows = list.data?.data;
  const taken = (rows ?? []).map((hash) => hash.id).filter((id) => chosen.has(id));
  const only = rows !== undefined && list.data?.next === undefined && cursor === undefined && taken.length === rows.length;
  const toggle = (id: string) => setChosen((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  const unmerge = async () => {
    await send('PUT', hashesPath(org, issue), undefined, { id: taken });
    toast({ text: `${counted(taken.length, 'hash', 'hashes')} will be an issue of ${taken.length === 1 ? 'its' : 'their'} own in a moment.` });
    setChosen(new Set());
    await Promise.all([['hashes', org, issue], ['issue', org], ['issues', org]].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  return (
    <>
      <div className={styles.line}>
        <p>Events with one of these hashes are of this issue.{rows !== undefined && rows.length < 2 && cursor === undefined && ' It has one, so there is nothing to take out.'}</p>
        {mayChange && (
          <Button disabled={taken.length === 0 || only} title={only && taken.length > 0 ? 'One hash has to stay' : undefined} onClick={() => setAsking(true)}>
            {taken.length === 0 ? 'Unmerge' : `Unmerge ${counted(taken.length, 'hash', 'hashes')}`}
          </Button>
        )}
      </div>
      <DataTable label="Hashes" columns={columnsOf(org, issue, mayChange ? { chosen, toggle } : undefined)} rows={rows} rowKey={(hash) => hash.id}
        empty={<Empty title="No hash has events." />} />
      {list.data && (list.data.next || list.data.previous) && (
        <Pager text={counted(list.data.data.length, 'hash on this page', 'hashes on this page')} onPrevious={list.data.previous ? () => change({ hashCursor: list.data.previous }) : undefined}
          onNext={list.data.next ? () => change({ hashCursor: list.data.next }) : undefined} />
      )}
      {asking && (
        <Confirm title={`Take ${counted(taken.length, 'hash', 'hashes')} out of the issue?`} action={`Unmerge ${counted(taken.length, 'hash', 'hashes')}`} onConfirm={unmerge} onClose={() => setAsking(false)}>
          Their events, those stored and those to come, move into one new issue. Comments and history stay here.
        </Confirm>
      )}
    </>
  );
}

interface Choosing {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

function columnsOf(org: string, issue: string, choosing: Choosing | undefined): readonly Column<IssueHash>[] {
  const box: Column<IssueHash> = {
    key: 'check', title: 'Select', quiet: true, width: '32px',
    cell: (hash) => choosing && <Check label={`Select ${hash.id}`} checked={choosing.chosen.has(hash.id)} onChange={() => choosing.toggle(hash.id)} />,
  };
  return [
    ...(choosing ? [box] : []),
    { key: 'hash', title: 'Hash', width: '280px', cell: (hash) => <span className={`mono ${styles.hash}`}>{hash.id}</span> },
    { key: 'title', title: 'Latest event', cell: ({ latestEvent }) => latestEvent ? <EventText text={shortened(asText(latestEvent.title), 200)} /> : <span className="muted">none is stored any more</span> },
    { key: 'event', title: 'Event', width: '96px', wide: true, cell: ({ latestEvent }) => latestEvent && <Link className="mono" to={paths.event(org, issue, latestEvent.eventID)} keepScope title={latestEvent.eventID}>{shortEventId(latestEvent.eventID)}</Link> },
    { key: 'time', title: 'Seen', width: '110px', wide: true, cell: ({ latestEvent }) => latestEvent && <Time at={latestEvent.dateCreated} as="ago" /> },
  ];
}
