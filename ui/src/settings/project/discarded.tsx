// What a project discards: issues that nobody wants to hear of. Their events are dropped until they are let in again.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { getPage, part, send } from '../../api/client';
import type { Tombstone } from '../../api/issue_types';
import { projectPath, projectQuery, useRenamedProject } from '../../projects/queries';
import { DataTable, type Column } from '../../shared/data_table';
import { Confirm } from '../../shared/dialog';
import { EventText, plainText } from '../../shared/event_text';
import { counted, shortCount } from '../../shared/format';
import { LevelIcon } from '../../shared/level_icon';
import { useOrg, useParam } from '../../shared/link';
import { Page } from '../../shared/page';
import { Pager } from '../../shared/pager';
import { one, useSearchParams } from '../../shared/search_params';
import { Empty, Failed } from '../../shared/state';
import { Time } from '../../shared/time';
import { toast } from '../../shared/toast';
import styles from './discarded.module.css';

const PAGE_SIZE = 50;
const listPath = (org: string, slug: string): string => `${projectPath(org, slug)}tombstones/`;
const listQuery = (org: string, slug: string, cursor: string | undefined) => queryOptions({
  queryKey: ['project', org, slug, 'tombstones', cursor],
  queryFn: ({ signal }) => getPage<Tombstone>(listPath(org, slug), { per_page: PAGE_SIZE, cursor }, signal),
});

export function Discarded() {
  const org = useOrg();
  const slug = useParam('project');
  const [params, change] = useSearchParams();
  const list = useQuery({ ...listQuery(org, slug, one(params, 'cursor')), placeholderData: keepPreviousData });
  const project = useQuery(projectQuery(org, slug));
  useRenamedProject(slug, project.data?.data);
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<Tombstone>();
  const mayChange = project.data?.data.access.includes('project:write') ?? false;
  const letIn = async (tombstone: Tombstone) => {
    await send('DELETE', `${listPath(org, slug)}${part(tombstone.id)}/`);
    toast({ text: 'New events make a new issue from now on.' });
    await queryClient.invalidateQueries({ queryKey: ['project', org, slug, 'tombstones'] });
  };
  const act: Column<Tombstone> = {
    key: 'act', title: 'Change', quiet: true, width: '120px', align: 'right', cell: (tombstone) => (
      <Button variant="subtle" aria-label={`Let in ${plainText(tombstone.title)}`} onClick={() => setAsking(tombstone)}>Let in again</Button>
    ),
  };
  const go = (cursor: string | undefined) => (cursor === undefined ? undefined : () => change({ cursor }));
  return (
    <Page title="Discarded issues" about={slug} kind="form" lead={<>Events of these issues are dropped before they are stored, and counted as filtered in the statistics of <b>{slug}</b>.</>}>
      {list.isError && !list.data
        ? <Failed what="The list of discarded issues" error={list.error} retry={() => void list.refetch()} />
        : <DataTable label="Discarded issues" columns={mayChange ? [...columns, act] : columns} rows={list.data?.data} rowKey={(tombstone) => tombstone.id} top
          empty={<Empty title="Nothing is discarded.">An issue that only costs attention is discarded from its page: Stop this flood.</Empty>} />}
      {list.data && (list.data.previous || list.data.next) && (
        <Pager text={counted(list.data.data.length, 'issue on this page', 'issues on this page')} onPrevious={go(list.data.previous)} onNext={go(list.data.next)} />
      )}
      {asking && (
        <Confirm title="Let its events in again?" action="Let in again" onConfirm={() => letIn(asking)} onClose={() => setAsking(undefined)}>
          The next event of <b><EventText text={asking.title} limit={200} /></b> makes a new issue. What was dropped is gone.
        </Confirm>
      )}
    </Page>
  );
}

const columns: readonly Column<Tombstone>[] = [
  { key: 'level', title: 'Level', quiet: true, width: '26px', cell: ({ level }) => <LevelIcon level={plainText(level)} /> },
  {
    key: 'title', title: 'Issue', cell: ({ title, culprit }) => (
      <div className={styles.issue}><EventText text={title} limit={200} />{culprit !== '' && <small><EventText text={culprit} limit={200} /></small>}</div>
    ),
  },
  { key: 'events', title: 'Dropped', width: '80px', align: 'right', cell: ({ timesSeen }) => shortCount(timesSeen) },
  { key: 'seen', title: 'Last', width: '90px', wide: true, cell: ({ lastSeen }) => <Time at={lastSeen} as="ago" /> },
  {
    key: 'by', title: 'Discarded', width: '150px', wide: true, cell: ({ actor, dateAdded }) => (
      <><Time at={dateAdded} as="ago" />{actor && <small className={styles.by}>by <EventText text={actor.name || actor.username} limit={60} /></small>}</>
    ),
  },
];
