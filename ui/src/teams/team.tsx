// One team: its members, its projects, its settings. Three addresses, one frame.
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { organizationQuery } from '../api/queries';
import type { OrganizationDetail, Team } from '../api/types';
import { counted } from '../shared/format';
import { paths, useOrg, useParam } from '../shared/link';
import { Page } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { TabLinks } from '../shared/tabs';
import type { Versioned } from '../shared/versioned';
import { JoinButton } from './join_button';
import { teamQuery } from './queries';
import { TeamMembers } from './team_members';
import { TeamProjects } from './team_projects';
import { TeamSettings } from './team_settings';

export interface TeamPartProps {
  readonly org: string;
  readonly organization: OrganizationDetail;
  readonly team: Team;
}

export function TeamPage() {
  const org = useOrg();
  const slug = useParam('team');
  const team = useQuery(teamQuery(org, slug));
  const organization = useQuery(organizationQuery(org));
  const failed = [team, organization].find((query) => query.isError && !query.data);
  if (failed) return <Failed page what="This team" error={failed.error} retry={() => void failed.refetch()} />;
  if (!team.data || !organization.data) return <Page title={`#${slug}`}><Skeleton rows={8} /></Page>;
  return <TeamFrame org={org} organization={organization.data} loaded={team.data} />;
}

function TeamFrame({ org, organization, loaded }: Omit<TeamPartProps, 'team'> & { readonly loaded: Versioned<Team> }) {
  const team = loaded.data;
  const at = useLocation({ select: (location) => location.pathname });
  const tabs = [
    { key: 'members', title: 'Members', to: paths.teamMembers(org, team.slug), count: team.memberCount },
    { key: 'projects', title: 'Projects', to: paths.teamProjects(org, team.slug) },
    { key: 'settings', title: 'Settings', to: paths.teamSettings(org, team.slug) },
  ];
  const current = at.endsWith('/projects/') ? 'projects' : at.endsWith('/settings/') ? 'settings' : 'members';
  const open = organization.openMembership || organization.access.includes('org:write');
  const props = { org, organization, team };
  return (
    <Page title={`#${team.slug}`} lead={`${counted(team.memberCount, 'member')}${team.isMember ? ', you among them' : ''}.`}
      actions={<JoinButton org={org} team={team} open={open} />}>
      <TabLinks label={`Parts of #${team.slug}`} tabs={tabs} current={current} />
      {current === 'members' && <TeamMembers {...props} />}
      {current === 'projects' && <TeamProjects {...props} />}
      {current === 'settings' && <TeamSettings key={team.id} {...props} loaded={loaded} />}
    </Page>
  );
}
