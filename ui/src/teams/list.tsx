// All teams of an organization: find one, join it, make one.
import { useMemo, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { organizationQuery, teamsQuery } from '../api/queries';
import type { OrganizationDetail, Team } from '../api/types';
import { Face } from '../shared/face';
import { exactCount } from '../shared/format';
import { Link, paths, useOrg } from '../shared/link';
import { useLocalPage } from '../shared/local_pages';
import { Page } from '../shared/page';
import { Pager } from '../shared/pager';
import { useRowFocus } from '../shared/row_focus';
import { SearchInput } from '../shared/search_input';
import { one, useSearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { TabLinks } from '../shared/tabs';
import { JoinButton } from './join_button';
import { NewTeam } from './new_team';
import styles from './list.module.css';

export function TeamList() {
  const org = useOrg();
  const teams = useQuery(teamsQuery(org));
  const organization = useQuery(organizationQuery(org));
  const [creating, setCreating] = useState(false);
  const mayCreate = ['team:write', 'org:write', 'org:admin'].some((scope) => organization.data?.access.includes(scope));
  const failed = [teams, organization].find((query) => query.isError);
  return (
    <Page title="Teams" lead="A project belongs to teams; their members see it first and are asked to look after it."
      actions={mayCreate && !creating && <Button variant="ink" onClick={() => setCreating(true)}>New team</Button>}>
      {creating && <NewTeam org={org} onClose={() => setCreating(false)} />}
      {failed
        ? <Failed what="The list of teams" error={failed.error} retry={() => void failed.refetch()} />
        : teams.data && organization.data
          ? <Teams org={org} organization={organization.data} teams={teams.data} mayCreate={mayCreate} />
          : <Skeleton rows={8} />}
    </Page>
  );
}

interface TeamsProps {
  readonly org: string;
  readonly organization: OrganizationDetail;
  readonly teams: readonly Team[];
  readonly mayCreate: boolean;
}

function Teams({ org, organization, teams, mayCreate }: TeamsProps) {
  const [params, change] = useSearchParams();
  const list = useRef<HTMLDivElement>(null);
  useRowFocus('Team list', list);
  const own = useMemo(() => teams.filter((team) => team.isMember), [teams]);
  const text = one(params, 'query') ?? '';
  const view = one(params, 'view') ?? (own.length > 0 ? 'mine' : 'all');
  const shown = (view === 'mine' ? own : teams).filter((team) => team.slug.includes(text.trim().toLowerCase().replace(/^#/, '')));
  const page = useLocalPage(shown, 'team');
  if (teams.length === 0) {
    return <Empty title="No team yet.">{mayCreate ? 'Create one: every project belongs to at least one team.' : 'A manager or an owner creates the first one.'}</Empty>;
  }
  const tab = (key: string, title: string, count: number) =>
    ({ key, title, count, to: paths.teams(org), search: { view: key, query: text || undefined } });
  return (
    <>
      <TabLinks label="Which teams" current={view} tabs={[tab('mine', 'Mine', own.length), tab('all', 'All', teams.length)]} />
      <div className={styles.tools}>
        <SearchInput label="Search teams" value={text} onChange={(query) => change({ query: query || undefined, cursor: undefined }, { replace: true })} />
      </div>
      <div role="table" aria-label="Teams" ref={list}>
        <div role="rowgroup"><div role="row" className={styles.head}>
          <span role="columnheader">Team</span><span role="columnheader" className={styles.count}>Members</span>
          <span role="columnheader" className={styles.role}>Your role</span><span role="columnheader"><span className="vh">Membership</span></span>
        </div></div>
        <div role="rowgroup">
          {page.rows.map((team) => (
            <div role="row" key={team.id} className={styles.row}>
              <span role="cell" className={styles.name}>
                <Face who={{ type: 'team', name: team.slug }} silent />
                <Link to={paths.team(org, team.slug)} data-row={team.slug}>#{team.slug}</Link>
              </span>
              <span role="cell" className={`${styles.count} num`}>{exactCount(team.memberCount)}</span>
              <span role="cell" className={styles.role}>{team.isMember ? (team.teamRole === 'admin' ? 'Team Admin' : 'Contributor') : ''}</span>
              <span role="cell" className={styles.action}><JoinButton quiet org={org} team={team} open={organization.openMembership || organization.access.includes('org:write')} /></span>
            </div>
          ))}
        </div>
      </div>
      {shown.length === 0 && (text
        ? <Empty title="No team matches." actions={<Button onClick={() => change({ query: undefined, view: 'all', cursor: undefined })}>Look at all {teams.length}</Button>} />
        : <Empty title="You are in no team." actions={<Button onClick={() => change({ view: 'all' })}>Look at all {teams.length}</Button>}>Join one, and its projects are yours.</Empty>)}
      {shown.length > 0 && <Pager text={page.text} onPrevious={page.onPrevious} onNext={page.onNext} />}
    </>
  );
}
