// Environments appear by themselves when an event names one. Those of no interest are hidden from selectors here.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, part, send } from '../../api/client';
import { sentenceOf } from '../../api/problem';
import { environmentsQuery } from '../../api/queries';
import type { ProjectEnvironment } from '../../api/types';
import { projectPath, projectQuery, useRenamedProject } from '../../projects/queries';
import { DataTable, type Column } from '../../shared/data_table';
import { EventText, plainText } from '../../shared/event_text';
import { useOrg, useParam } from '../../shared/link';
import { Page } from '../../shared/page';
import { Empty, Failed } from '../../shared/state';
import { toast } from '../../shared/toast';
import styles from '../settings.module.css';

const listQuery = (org: string, slug: string) => queryOptions({
  queryKey: ['project', org, slug, 'environments'],
  queryFn: ({ signal }) => get<ProjectEnvironment[]>(`${projectPath(org, slug)}environments/`, { visibility: 'all' }, signal),
});

/** Events without an environment are one of their own, without a name. */
const nameOf = (environment: ProjectEnvironment): string => plainText(environment.name) || '(none)';

export function ProjectEnvironments() {
  const org = useOrg();
  const slug = useParam('project');
  const environments = useQuery(listQuery(org, slug));
  const project = useQuery(projectQuery(org, slug));
  useRenamedProject(slug, project.data?.data);
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<string>();
  const mayChange = project.data?.data.access.includes('project:write') ?? false;
  const hide = async (environment: ProjectEnvironment, isHidden: boolean) => {
    setBusy(environment.id);
    try {
      await send('PUT', `${projectPath(org, slug)}environments/${part(environment.name)}/`, { isHidden });
      toast({ text: isHidden ? `${nameOf(environment)} is hidden.` : `${nameOf(environment)} is shown.`, undo: () => void hide(environment, !isHidden) });
    } catch (error) {
      toast({ text: `Not changed. ${sentenceOf(error)}`, kind: 'failed' });
    }
    setBusy(undefined);
    await Promise.all([listQuery(org, slug).queryKey, environmentsQuery(org).queryKey].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  const columns: readonly Column<ProjectEnvironment>[] = [
    { key: 'name', title: 'Environment', cell: (environment) => <span className={environment.isHidden ? styles.off : undefined}><EventText text={environment.name || '(none)'} limit={64} /></span> },
    { key: 'state', title: 'State', width: '110px', cell: (environment) => (environment.isHidden ? <span className="muted">hidden</span> : 'shown') },
    {
      key: 'act', title: 'Change', quiet: true, width: '100px', align: 'right', cell: (environment) => mayChange && environment.name !== '' && (
        <Button variant="subtle" loading={busy === environment.id} aria-label={`${environment.isHidden ? 'Show' : 'Hide'} ${nameOf(environment)}`}
          onClick={() => void hide(environment, !environment.isHidden)}>{environment.isHidden ? 'Show' : 'Hide'}</Button>
      ),
    },
  ];
  return (
    <Page title="Environments" about={slug} kind="form" lead={<>Seen in events of <b>{slug}</b>. A hidden one is left out of selectors; its events are kept and still counted.</>}>
      {environments.isError
        ? <Failed what="The list of environments" error={environments.error} retry={() => void environments.refetch()} />
        : <DataTable label="Environments" columns={columns} rows={environments.data} rowKey={(environment) => environment.id}
          empty={<Empty title="No environment yet.">One appears with the first event that names it.</Empty>} />}
    </Page>
  );
}
