// The rows of the project list. Roles of a table on a grid: on a phone each row is two lines.
import { memo, useRef } from 'react';
import { ActionIcon } from '@mantine/core';
import type { ProjectSummary, Series } from '../api/types';
import { exactCount, shortCount } from '../shared/format';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { focusedRow, useRowFocus } from '../shared/row_focus';
import { Sparkline } from '../shared/sparkline';
import type { ProjectSort } from './filter';
import { platformName } from './platforms';
import { useStar } from './queries';
import { seriesCounts, seriesTotal } from './series';
import styles from './project_table.module.css';

export interface ProjectTableProps {
  readonly org: string;
  readonly projects: readonly ProjectSummary[];
  /** By project id; undefined while loading. */
  readonly stats: ReadonlyMap<string, Series> | undefined;
  readonly statsFailed: boolean;
  readonly sort: ProjectSort;
  readonly onSort: (sort: ProjectSort) => void;
}

export function ProjectTable({ org, projects, stats, statsFailed, sort, onSort }: ProjectTableProps) {
  const list = useRef<HTMLDivElement>(null);
  const star = useStar(org);
  useRowFocus('Project list', list, [{
    keys: 's', label: 'Star', run: () => {
      const project = projects.find((each) => each.id === focusedRow(list.current));
      if (project) star.mutate({ project, on: !project.isBookmarked });
    },
  }]);
  return (
    <div role="table" aria-label="Projects" ref={list} className={styles.table}>
      <div role="rowgroup">
        <div role="row" className={styles.head}>
          <span role="columnheader"><span className="vh">Star</span></span>
          <span role="columnheader" aria-sort={sort === 'name' ? 'ascending' : undefined}>
            <button type="button" onClick={() => onSort('name')}>{sort === 'name' && <Icon name="up" size={11} />}Project</button>
          </span>
          <span role="columnheader" className={styles.teams}>Teams</span>
          <span role="columnheader" className={styles.spark}>Events, 24 h</span>
          <span role="columnheader" className={styles.count} aria-sort={sort === 'events' ? 'descending' : undefined}>
            <button type="button" onClick={() => onSort('events')}>{sort === 'events' && <Icon name="down" size={11} />}Events</button>
          </span>
          <span role="columnheader"><span className="vh">Settings</span></span>
        </div>
      </div>
      <div role="rowgroup">
        {projects.map((project) => (
          <Row key={project.id} org={org} project={project} series={stats?.get(project.id)} known={stats !== undefined || statsFailed} onStar={star.mutate} />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly org: string;
  readonly project: ProjectSummary;
  readonly series: Series | undefined;
  /** The numbers were asked for and answered, so a missing series is missing for good. */
  readonly known: boolean;
  readonly onStar: ReturnType<typeof useStar>['mutate'];
}

/** Kept as it is while its project is: a star redraws one row, not fifty. */
const Row = memo(function Row({ org, project, series, known, onStar }: RowProps) {
  return (
    <div role="row" className={styles.row}>
      <span role="cell">
        <ActionIcon aria-label={`Star ${project.slug}`} aria-pressed={project.isBookmarked} aria-keyshortcuts="s"
          className={project.isBookmarked ? styles.starred : styles.star} onClick={() => onStar({ project, on: !project.isBookmarked })}>
          <Icon name="star" size={14} filled={project.isBookmarked} />
        </ActionIcon>
      </span>
      <span role="cell" className={styles.name}>
        <Link to={paths.issues(org)} search={{ project: project.id }} data-row={project.id} className={styles.slug}>{project.slug}</Link>
        <span className={styles.sub}>
          {project.name !== project.slug && <bdi>{project.name}</bdi>}<span>{platformName(project.platform).replace(/^Plain /, '')}</span>
        </span>
      </span>
      <span role="cell" className={styles.teams}><Teams org={org} project={project} /></span>
      <Activity org={org} project={project} series={series} known={known} />
      <span role="cell" className={styles.gear}>
        <Link to={paths.projectSettings(org, project.slug)} aria-label={`Settings of ${project.slug}`} title="Settings"><Icon name="settings" size={14} /></Link>
      </span>
    </div>
  );
});

function Teams({ org, project }: { readonly org: string; readonly project: ProjectSummary }) {
  const [first, ...rest] = project.teams;
  if (!first) return <span className="muted">no team</span>;
  return (
    <>
      <Link to={paths.team(org, first.slug)}>#{first.slug}</Link>
      {rest.length > 0 && <span className="muted" title={rest.map((team) => team.slug).join(', ')}> +{rest.length}</span>}
    </>
  );
}

/** The two cells of numbers, or the one that says that nothing ever arrived. */
function Activity({ org, project, series, known }: Omit<RowProps, 'onStar'>) {
  if (project.firstEvent === null) {
    return (
      <span role="cell" aria-colspan={2} className={styles.waiting}>
        <span>Waiting for the first event</span><Link to={paths.firstSteps(org, project.slug)}>Show setup</Link>
      </span>
    );
  }
  if (!series) {
    return (
      <>
        <span role="cell" className={styles.spark} />
        <span role="cell" className={styles.count}>{known && <span className="muted" title="No numbers for this project">–</span>}</span>
      </>
    );
  }
  const total = seriesTotal(series);
  return (
    <>
      <span role="cell" className={styles.spark}><Sparkline values={seriesCounts(series)} /></span>
      <span role="cell" className={styles.count}>
        <span className={total === 0 ? 'muted num' : 'num'} title={`${exactCount(total)} events in the last 24 hours`}>{shortCount(total)}</span>
      </span>
    </>
  );
}
