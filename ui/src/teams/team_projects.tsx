// The projects of a team.
import { useMemo } from 'react';
import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { part, send } from '../api/client';
import { sentenceOf } from '../api/problem';
import { projectsQuery } from '../api/queries';
import type { ProjectSummary } from '../api/types';
import { platformName } from '../projects/platforms';
import { projectPath } from '../projects/queries';
import { DataTable, type Column } from '../shared/data_table';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { useLocalPage } from '../shared/local_pages';
import { Pager } from '../shared/pager';
import { Picker } from '../shared/picker';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { toast } from '../shared/toast';
import { useRenewTeams } from './queries';
import type { TeamPartProps } from './team';
import styles from './team_members.module.css';

const offeredLimit = 8;

export function TeamProjects({ org, team }: TeamPartProps) {
  const projects = useQuery(projectsQuery(org));
  const renew = useRenewTeams(org);
  const own = useMemo(() => (projects.data ?? []).filter((project) => project.teams.some((each) => each.slug === team.slug)), [projects.data, team.slug]);
  const page = useLocalPage(own, 'project');
  const mayChange = team.access.includes('project:write');

  const change = async (slug: string, method: 'POST' | 'DELETE') => {
    try {
      await send(method, `${projectPath(org, slug)}teams/${part(team.slug)}/`);
      const back = method === 'POST' ? 'DELETE' : 'POST';
      toast({ text: method === 'POST' ? `#${team.slug} looks after ${slug} now.` : `${slug} is taken from #${team.slug}.`, undo: () => void change(slug, back) });
    } catch (error) {
      toast({ text: `Not changed. ${sentenceOf(error)}`, kind: 'failed' });
    }
    await renew(team.slug);
  };
  if (projects.isError) return <Failed what="The list of projects" error={projects.error} retry={() => void projects.refetch()} />;
  if (!projects.data) return <Skeleton rows={6} height={40} />;

  const find = async (text: string) => projects.data
    .filter((project) => !own.includes(project) && project.slug.includes(text.toLowerCase())).slice(0, offeredLimit)
    .map((project) => ({ value: project.slug, label: project.slug, note: project.teams.map((each) => `#${each.slug}`).join(', ') || 'no team' }));
  const columns: readonly Column<ProjectSummary>[] = [
    { key: 'slug', title: 'Project', cell: (project) => <Link to={paths.projectSettings(org, project.slug)}>{project.slug}</Link> },
    { key: 'platform', title: 'Platform', wide: true, width: '200px', cell: (project) => platformName(project.platform) },
    { key: 'others', title: 'Other teams', wide: true, width: '200px', cell: (project) => project.teams.filter((each) => each.slug !== team.slug).map((each) => `#${each.slug}`).join(', ') },
    {
      key: 'remove', title: 'Remove', quiet: true, width: '44px', align: 'right', cell: (project) => mayChange && (
        <ActionIcon aria-label={`Take ${project.slug} from #${team.slug}`} title="Take from the team" onClick={() => void change(project.slug, 'DELETE')}><Icon name="close" size={13} /></ActionIcon>
      ),
    },
  ];
  return (
    <>
      {mayChange && (
        <div className={styles.tools}>
          <Picker label="Add a project" name={['projects', org, team.slug, String(own.length)]} search={find} none="No other project is named so." onPick={(option) => void change(option.value, 'POST')} />
        </div>
      )}
      <DataTable label={`Projects of #${team.slug}`} columns={columns} rows={page.rows} rowKey={(project) => project.id}
        empty={<Empty title="This team has no project.">{mayChange ? 'Add one above, or create a new one.' : ''}</Empty>} />
      {own.length > page.rows.length && <Pager text={page.text} onPrevious={page.onPrevious} onNext={page.onNext} />}
    </>
  );
}
