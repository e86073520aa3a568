// Releases, the latest first, with the share that each has of the events in range.
import { useQuery } from '@tanstack/react-query';
import type { ListedRelease } from '../api/types';
import { DataTable, type Column } from '../shared/data_table';
import { EventText } from '../shared/event_text';
import { counted, exactCount, shortCount } from '../shared/format';
import { Link, paths, useOrg } from '../shared/link';
import { Page } from '../shared/page';
import { Pager } from '../shared/pager';
import { periodName, useScope, type Scope } from '../shared/scope';
import { SearchInput } from '../shared/search_input';
import { one, useSearchParams } from '../shared/search_params';
import { Empty, Failed } from '../shared/state';
import { TabLinks } from '../shared/tabs';
import { Time } from '../shared/time';
import { lifetimeScope, releaseSearch } from './issues';
import { listQuery, type Status } from './queries';
import { ShareBar } from './share';
import styles from './releases.module.css';

/** Longer ones are cut, the whole one is on the release's page. */
const versionLimit = 80;
const projectsShown = 3;

export function ReleaseList() {
  const org = useOrg();
  const [params, change] = useSearchParams();
  const [scope] = useScope();
  const text = one(params, 'query') ?? '';
  const status: Status = one(params, 'status') === 'archived' ? 'archived' : 'open';
  const list = useQuery(listQuery(org, { scope, text, status, cursor: one(params, 'cursor') }));
  const page = list.data;
  const tab = (key: Status, title: string) => ({ key, title, to: paths.releases(org), search: { ...params, status: key === 'open' ? undefined : key, cursor: undefined } });
  return (
    <Page title="Releases" kind="list">
      <div className={styles.tools}>
        <SearchInput label="Search releases" placeholder="Part of a version" value={text} onChange={(query) => change({ query: query || undefined, cursor: undefined }, { replace: true })} />
        <TabLinks label="Which releases" current={status} tabs={[tab('open', 'Open'), tab('archived', 'Archived')]} />
      </div>
      {list.isError && !page
        ? <Failed what="The list of releases" error={list.error} retry={() => void list.refetch()} />
        : (
          <div className={styles.list}>
            <DataTable label="Releases" columns={columnsOf(org, scope)} rows={page?.data} rowKey={(release) => String(release.id)} top
              empty={<Nothing text={text} status={status} scope={scope} />} />
          </div>
        )}
      {page && (page.next || page.previous) && (
        <Pager text={`${exactCount(page.data.length)} releases on this page`} onPrevious={page.previous ? () => change({ cursor: page.previous }) : undefined}
          onNext={page.next ? () => change({ cursor: page.next }) : undefined} />
      )}
    </Page>
  );
}

function columnsOf(org: string, scope: Scope): readonly Column<ListedRelease>[] {
  return [
    { key: 'version', title: 'Release', cell: (release) => <Name org={org} release={release} /> },
    { key: 'share', title: scope.statsPeriod ? `Events, ${periodName(scope)}` : 'Events', width: 'min(240px, 24vw)', cell: (release) => <ShareBar release={release} /> },
    { key: 'new', title: 'New issues', width: '90px', align: 'right', cell: (release) => <NewIssues org={org} release={release} /> },
    { key: 'first', title: 'First event', width: '110px', wide: true, cell: (release) => <Time at={release.firstEvent} as="ago" none="–" /> },
    { key: 'last', title: 'Last event', width: '110px', wide: true, cell: (release) => <Time at={release.lastEvent} as="ago" none="–" /> },
  ];
}

function Name({ org, release }: { readonly org: string; readonly release: ListedRelease }) {
  const { versionInfo, projects } = release;
  return (
    <span className={styles.name}>
      <Link to={paths.release(org, release.version)} keepScope title={release.version.length > versionLimit ? undefined : release.version}>
        <EventText text={versionInfo.description} limit={versionLimit} />
      </Link>
      <span className={styles.sub}>
        {versionInfo.package !== null && <EventText text={versionInfo.package} limit={versionLimit} />}
        {projects.slice(0, projectsShown).map((project) => <Link key={project.id} to={paths.issues(org)} search={{ project: String(project.id) }}>{project.slug}</Link>)}
        {projects.length > projectsShown && <span>{projects.length - projectsShown} more projects</span>}
      </span>
    </span>
  );
}

function NewIssues({ org, release }: { readonly org: string; readonly release: ListedRelease }) {
  const { newGroups, version } = release;
  const title = `${counted(newGroups, 'issue')} first seen in it, lifetime`;
  if (newGroups === 0) return <span className="muted" title={title}>0</span>;
  return <Link to={paths.issues(org)} keepScope search={{ ...lifetimeScope, query: releaseSearch('new', version) }} title={title}>{shortCount(newGroups)}</Link>;
}

function Nothing({ text, status, scope }: { readonly text: string; readonly status: Status; readonly scope: Scope }) {
  if (text !== '') return <Empty title="No release matches.">The search is for a part of the version, such as 2.4.</Empty>;
  if (status === 'archived') return <Empty title="No release is archived." />;
  if (scope.projects.length > 0 || scope.environments.length > 0) return <Empty title="No release here.">No event of these projects and environments named one.</Empty>;
  return <Empty title="No release yet.">One appears with the first event that names it: set <code>release</code> in the SDK, such as <code>shop@2.4.1</code>.</Empty>;
}
