// Every page of the web app, for what has to hold on each of them.
import { api, type Site } from './site.ts';

/** Name and path of each page of this organization, with one issue, one key, one team and one member in it. */
export async function everyPage(site: Site, issue: string): Promise<ReadonlyMap<string, string>> {
  const { org, project } = site;
  const [key] = (await api(site, 'GET', `projects/${org}/${project}/keys/`)) as readonly { readonly id: string }[];
  const [team] = (await api(site, 'GET', `organizations/${org}/teams/`)) as readonly { readonly slug: string }[];
  const [member] = (await api(site, 'GET', `organizations/${org}/members/`)) as readonly { readonly id: string }[];
  const [release] = (await api(site, 'GET', `organizations/${org}/releases/?project=-1&per_page=1`)) as readonly { readonly version: string }[];
  const page = `/organizations/${org}/issues/${issue}/`;
  const settings = `/settings/${org}/`;
  const ofTeam = `${settings}teams/${team!.slug}/`;
  const ofProject = `${settings}projects/${project}/`;
  return new Map(Object.entries({
    'issues': `/organizations/${org}/issues/?query=`,
    'issue': page,
    'events of an issue': `${page}events/`,
    'tags of an issue': `${page}tags/`,
    'activity of an issue': `${page}activity/`,
    'hashes of an issue': `${page}merged/`,
    'discover': `/organizations/${org}/discover/results/?field=title&field=culprit&field=tags[ok]&field=user.display&field=level&field=timestamp`,
    'discover, groups': `/organizations/${org}/discover/results/?field=title&field=release&field=count()&field=last_seen()&sort=-count()&display=top5`,
    'saved queries': `/organizations/${org}/discover/queries/`,
    'feedback of an issue': `${page}feedback/`,
    'attachments of an issue': `${page}attachments/`,
    'grouping of an issue': `${page}grouping/`,
    'stats': `/organizations/${org}/stats/`,
    'releases': `/organizations/${org}/releases/`,
    ...(release && { 'release': `/organizations/${org}/releases/${encodeURIComponent(release.version)}/` }),
    'projects': `/organizations/${org}/projects/?view=all`,
    'new project': `/organizations/${org}/projects/new/`,
    'first steps': `/${org}/${project}/getting-started/`,
    'organization': settings,
    'members': `${settings}members/`,
    'member': `${settings}members/${member!.id}/`,
    'teams': `${settings}teams/?view=all`,
    'members of a team': `${ofTeam}members/`,
    'projects of a team': `${ofTeam}projects/`,
    'settings of a team': `${ofTeam}settings/`,
    'organization tokens': `${settings}developer-settings/`,
    'audit log': `${settings}audit-log/`,
    'project': ofProject,
    'keys': `${ofProject}keys/`,
    'key': `${ofProject}keys/${key!.id}/`,
    'inbound filters': `${ofProject}filters/data-filters/`,
    'discarded issues': `${ofProject}filters/discarded-groups/`,
    'security and privacy': `${ofProject}security-and-privacy/`,
    'issue grouping': `${ofProject}issue-grouping/`,
    'ownership': `${ofProject}ownership/`,
    'tag links': `${ofProject}tags/`,
    'environments': `${ofProject}environments/`,
    'account': '/settings/account/details/',
    'security': '/settings/account/security/',
    'sessions': '/settings/account/security/session-history/',
    'appearance': '/settings/account/appearance/',
    'shortcuts': '/settings/account/shortcuts/',
    'API tokens': '/settings/account/api/auth-tokens/',
    'admin, status': '/manage/status/',
    'admin, queue': '/manage/queue/',
    'admin, storage': '/manage/storage/',
    'admin, doctor': '/manage/doctor/',
    'nothing': '/settings/nothing/at/all/',
  }));
}
