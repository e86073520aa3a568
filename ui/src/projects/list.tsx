// All projects of an organization: what is mine first, with the events of the last 24 hours beside each.
import { useMemo } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { projectsQuery } from '../api/queries';
import type { ProjectSummary } from '../api/types';
import { paths, useOrg } from '../shared/link';
import { useLocalPage } from '../shared/local_pages';
import { Page } from '../shared/page';
import { Pager } from '../shared/pager';
import { SearchInput } from '../shared/search_input';
import { one, useSearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { TabLinks } from '../shared/tabs';
import { countsOf, filterProjects, teamsIn, type ProjectFilter, type ProjectView } from './filter';
import { projectStatsQuery } from './queries';
import { ProjectTable } from './project_table';
import { seriesTotal } from './series';
import styles from './list.module.css';

function filterOf(params: Parameters<typeof one>[0], fallback: ProjectView): ProjectFilter {
  const view = one(params, 'view');
  return {
    view: view === 'mine' || view === 'all' || view === 'starred' ? view : fallback,
    text: one(params, 'query') ?? '',
    team: one(params, 'team') ?? '',
    sort: one(params, 'sort') === 'events' ? 'events' : 'name',
  };
}

export function ProjectList() {
  const org = useOrg();
  const projects = useQuery(projectsQuery(org));
  if (projects.isPending) return <Page title="Projects" kind="list"><Skeleton rows={14} /></Page>;
  if (projects.isError) {
    return <Page title="Projects" kind="list"><Failed what="The list of projects" error={projects.error} retry={() => void projects.refetch()} /></Page>;
  }
  return <Page title="Projects" kind="list"><Projects org={org} projects={projects.data} /></Page>;
}

function Projects({ org, projects }: { readonly org: string; readonly projects: readonly ProjectSummary[] }) {
  const [params, change] = useSearchParams();
  const navigate = useNavigate();
  const stats = useQuery(projectStatsQuery(org));
  const counts = useMemo(() => countsOf(projects), [projects]);
  const teams = useMemo(() => teamsIn(projects), [projects]);
  const filter = filterOf(params, counts.mine > 0 ? 'mine' : 'all');
  const { view, text, team, sort } = filter;
  const shown = useMemo(
    () => filterProjects(projects, { view, text, team, sort }, (project) => seriesTotal(stats.data?.get(project.id))),
    [projects, view, text, team, sort, stats.data],
  );
  const page = useLocalPage(shown, 'project');
  const create = () => void navigate({ to: paths.newProject(org) as never });

  if (projects.length === 0) {
    return (
      <Empty title="Create your first project." actions={<Button variant="ink" onClick={create}>Create project</Button>}>
        Picket gives you a DSN; any Sentry SDK can send to it.
      </Empty>
    );
  }
  const keep = { query: text || undefined, team: team || undefined, sort: sort === 'events' ? sort : undefined };
  const tab = (key: ProjectView, title: string) => ({ key, title, to: paths.projects(org), search: { ...keep, view: key }, count: counts[key] });
  return (
    <>
      <div className={styles.tabs}>
        <TabLinks label="Which projects" current={view} tabs={[tab('mine', 'Mine'), tab('all', 'All'), tab('starred', 'Starred')]} />
      </div>
      <div className={styles.tools}>
        <SearchInput label="Search projects" placeholder="Name or slug" value={text}
          onChange={(query) => change({ query: query || undefined, cursor: undefined }, { replace: true })} />
        <NativeSelect aria-label="Team" className={styles.team} value={team}
          onChange={(event) => change({ team: event.currentTarget.value || undefined, cursor: undefined })}
          data={[{ value: '', label: 'Any team' }, ...teams.map((slug) => ({ value: slug, label: `#${slug}` }))]} />
        <Button variant="ink" className={styles.create} onClick={create}>New project</Button>
      </div>
      <ProjectTable org={org} projects={page.rows} stats={stats.data} statsFailed={stats.isError} sort={sort}
        onSort={(next) => change({ sort: next === 'events' ? next : undefined, cursor: undefined })} />
      {shown.length === 0 && <NothingShown filter={filter} all={counts.all} onClear={() => change({ query: undefined, team: undefined, cursor: undefined, view: 'all' })} />}
      {shown.length > 0 && <Pager text={page.text} onPrevious={page.onPrevious} onNext={page.onNext} />}
    </>
  );
}

interface NothingProps {
  readonly filter: ProjectFilter;
  readonly all: number;
  readonly onClear: () => void;
}

function NothingShown({ filter, all, onClear }: NothingProps) {
  const look = <Button onClick={onClear}>Look at all {all}</Button>;
  if (filter.text || filter.team) return <Empty title="No project matches." actions={look} />;
  if (filter.view === 'starred') return <Empty title="No starred project." actions={look}>The star before a name keeps it at the top.</Empty>;
  return <Empty title="None of your teams has a project." actions={look}>Join a team, and its projects are listed here.</Empty>;
}
