// One release: how much of what arrives is of it, since when, and which issues began with it.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../api/client';
import { sentenceOf } from '../api/problem';
import { organizationQuery } from '../api/queries';
import type { Release } from '../api/types';
import { Copy } from '../shared/copy';
import { DataTable, type Column } from '../shared/data_table';
import { EventText, plainText } from '../shared/event_text';
import { Fact, FactList } from '../shared/facts';
import { counted, exactCount, shortCount } from '../shared/format';
import { Link, paths, useOrg, useParam } from '../shared/link';
import { Page, Section } from '../shared/page';
import { periodName, useScope } from '../shared/scope';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { Time } from '../shared/time';
import { toast } from '../shared/toast';
import { lifetimeScope, ReleaseIssues, releaseSearch } from './issues';
import { releasePath, releaseQuery, shareOfQuery, type Status } from './queries';
import { shareText } from './share';
import styles from './releases.module.css';

export function ReleasePage() {
  const org = useOrg();
  const version = useParam('version');
  const release = useQuery(releaseQuery(org, version));
  if (release.isError && !release.data) return <Failed page what="This release" error={release.error} retry={() => void release.refetch()} />;
  if (!release.data) return <Page title={plainText(version)}><Skeleton rows={6} /></Page>;
  return <Loaded org={org} release={release.data} />;
}

function Loaded({ org, release }: { readonly org: string; readonly release: Release }) {
  const { version, versionInfo } = release;
  return (
    <Page title={plainText(versionInfo.description)} actions={<ArchiveButton org={org} release={release} />}
      lead={<span className={styles.version}><code><EventText text={version} /></code><Copy text={version} label="Copy the version" />{release.status === 'archived' && <b>archived</b>}</span>}>
      <ReleaseFacts org={org} release={release} />
      <ReleaseIssues org={org} version={version} />
      <Section title="Projects"><Projects org={org} release={release} /></Section>
    </Page>
  );
}

function ReleaseFacts({ org, release }: { readonly org: string; readonly release: Release }) {
  const [scope] = useScope();
  const listed = useQuery(shareOfQuery(org, release.version, scope, release.status)).data;
  const text = listed ? shareText(listed) : undefined;
  return (
    <FactList>
      <Fact name="Events" scope={scope.statsPeriod ? `in ${periodName(scope)}` : undefined} under={text !== undefined && `${text} of all events in range`}>
        {listed?.eventCount === undefined ? <span className="muted">–</span> : <span title={exactCount(listed.eventCount)}>{shortCount(listed.eventCount)}</span>}
      </Fact>
      <Fact name="New issues" scope="lifetime">
        {release.newGroups === 0 ? 0 : <Link to={paths.issues(org)} keepScope search={{ ...lifetimeScope, query: releaseSearch('new', release.version) }}>{shortCount(release.newGroups)}</Link>}
      </Fact>
      <Fact name="First event"><Time at={release.firstEvent} as="ago" none="–" /></Fact>
      <Fact name="Last event"><Time at={release.lastEvent} as="ago" none="–" /></Fact>
      <Fact name="Released" under={release.dateReleased === null && 'no date was announced'}><Time at={release.dateReleased} as="ago" none="–" /></Fact>
    </FactList>
  );
}

type ReleaseProject = Release['projects'][number];

function Projects({ org, release }: { readonly org: string; readonly release: Release }) {
  const columns: readonly Column<ReleaseProject>[] = [
    { key: 'project', title: 'Project', cell: (project) => <Link to={paths.issues(org)} search={{ ...lifetimeScope, project: String(project.id), query: releaseSearch('all', release.version) }}><bdi>{project.slug}</bdi></Link> },
    { key: 'new', title: 'New issues', width: '110px', align: 'right', cell: (project) => project.newGroups === 0 ? <span className="muted">0</span>
      : <Link to={paths.issues(org)} search={{ ...lifetimeScope, project: String(project.id), query: releaseSearch('new', release.version) }}>{exactCount(project.newGroups)}</Link> },
  ];
  return <DataTable label="Projects of the release" columns={columns} rows={release.projects} rowKey={(project) => String(project.id)} empty={<Empty title="No project of yours has it." />} />;
}

function ArchiveButton({ org, release }: { readonly org: string; readonly release: Release }) {
  const [busy, setBusy] = useState(false);
  const queryClient = useQueryClient();
  const access = useQuery(organizationQuery(org)).data?.access ?? [];
  if (!access.includes('project:releases')) return null;
  const set = async (status: Status) => {
    setBusy(true);
    try {
      await send('PUT', releasePath(org, release.version), { status });
      await Promise.all([['release', org], ['releases', org]].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      toast({
        text: status === 'archived' ? `Archived ${plainText(release.shortVersion)}.` : `${plainText(release.shortVersion)} is open again.`,
        undo: () => void set(status === 'archived' ? 'open' : 'archived'),
      });
    } catch (error) {
      toast({ text: `Not changed. ${sentenceOf(error)}`, kind: 'failed' });
    }
    setBusy(false);
  };
  return release.status === 'archived'
    ? <Button loading={busy} onClick={() => void set('open')}>Open again</Button>
    : <Button loading={busy} onClick={() => void set('archived')} title={`Leaves the list of releases; its ${counted(release.projects.length, 'project')} and events stay`}>Archive</Button>;
}
