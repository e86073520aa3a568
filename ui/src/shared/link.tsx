// Links inside the app and the paths they go to. Paths are built here and nowhere else, so that each page has one
// address; `to` may also be any path that starts with a slash.
import { createLink, useParams } from '@tanstack/react-router';
import { forwardRef, type AnchorHTMLAttributes } from 'react';
import { part } from '../api/client';
import { useScopeSearch } from './scope';
import { parseSearch, type SearchChange } from './search_params';

export const paths = {
  home: () => '/',
  signIn: () => '/auth/login/',
  issues: (org: string) => `/organizations/${part(org)}/issues/`,
  savedSearch: (org: string, search: string) => `/organizations/${part(org)}/issues/searches/${part(search)}/`,
  issue: (org: string, issue: string) => `/organizations/${part(org)}/issues/${part(issue)}/`,
  issueEvents: (org: string, issue: string) => `/organizations/${part(org)}/issues/${part(issue)}/events/`,
  issueTags: (org: string, issue: string) => `/organizations/${part(org)}/issues/${part(issue)}/tags/`,
  issueTag: (org: string, issue: string, key: string) => `/organizations/${part(org)}/issues/${part(issue)}/tags/${part(key)}/`,
  issueActivity: (org: string, issue: string) => `/organizations/${part(org)}/issues/${part(issue)}/activity/`,
  issueMerged: (org: string, issue: string) => `/organizations/${part(org)}/issues/${part(issue)}/merged/`,
  issueFeedback: (org: string, issue: string) => `/organizations/${part(org)}/issues/${part(issue)}/feedback/`,
  issueAttachments: (org: string, issue: string) => `/organizations/${part(org)}/issues/${part(issue)}/attachments/`,
  issueGrouping: (org: string, issue: string) => `/organizations/${part(org)}/issues/${part(issue)}/grouping/`,
  event: (org: string, issue: string, event: string) => `/organizations/${part(org)}/issues/${part(issue)}/events/${part(event)}/`,
  discover: (org: string) => `/organizations/${part(org)}/discover/results/`,
  discoverHome: (org: string) => `/organizations/${part(org)}/discover/homepage/`,
  discoverQueries: (org: string) => `/organizations/${part(org)}/discover/queries/`,
  releases: (org: string) => `/organizations/${part(org)}/releases/`,
  release: (org: string, version: string) => `/organizations/${part(org)}/releases/${part(version)}/`,
  stats: (org: string) => `/organizations/${part(org)}/stats/`,
  projects: (org: string) => `/organizations/${part(org)}/projects/`,
  newProject: (org: string) => `/organizations/${part(org)}/projects/new/`,
  firstSteps: (org: string, project: string) => `/${part(org)}/${part(project)}/getting-started/`,
  settings: (org: string) => `/settings/${part(org)}/`,
  members: (org: string) => `/settings/${part(org)}/members/`,
  member: (org: string, member: string) => `/settings/${part(org)}/members/${part(member)}/`,
  teams: (org: string) => `/settings/${part(org)}/teams/`,
  team: (org: string, team: string) => `/settings/${part(org)}/teams/${part(team)}/`,
  teamMembers: (org: string, team: string) => `/settings/${part(org)}/teams/${part(team)}/members/`,
  teamProjects: (org: string, team: string) => `/settings/${part(org)}/teams/${part(team)}/projects/`,
  teamSettings: (org: string, team: string) => `/settings/${part(org)}/teams/${part(team)}/settings/`,
  tokens: (org: string) => `/settings/${part(org)}/developer-settings/`,
  auditLog: (org: string) => `/settings/${part(org)}/audit-log/`,
  projectSettings: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/`,
  projectKeys: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/keys/`,
  projectKey: (org: string, project: string, key: string) => `/settings/${part(org)}/projects/${part(project)}/keys/${part(key)}/`,
  projectFilters: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/filters/data-filters/`,
  projectPrivacy: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/security-and-privacy/`,
  projectGrouping: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/issue-grouping/`,
  projectOwnership: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/ownership/`,
  projectTags: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/tags/`,
  projectDiscarded: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/filters/discarded-groups/`,
  projectEnvironments: (org: string, project: string) => `/settings/${part(org)}/projects/${part(project)}/environments/`,
  adminStatus: () => '/manage/status/',
  adminQueue: () => '/manage/queue/',
  adminStorage: () => '/manage/storage/',
  adminDoctor: () => '/manage/doctor/',
  account: () => '/settings/account/details/',
  security: () => '/settings/account/security/',
  sessions: () => '/settings/account/security/session-history/',
  appearance: () => '/settings/account/appearance/',
  shortcuts: () => '/settings/account/shortcuts/',
  apiTokens: () => '/settings/account/api/auth-tokens/',
} as const;

/** A path with a query, in the parts that the router's `navigate` takes. */
export function addressParts(address: string): { readonly to: never; readonly search: never } {
  const at = address.indexOf('?');
  const path = at < 0 ? address : address.slice(0, at);
  return { to: path as never, search: parseSearch(at < 0 ? '' : address.slice(at + 1)) as never };
}

/** The organization of this page, from its path. */
export function useOrg(): string {
  return useParams({ strict: false, select: (params) => (params as Record<string, string>).org ?? '' });
}

/** A parameter of this page's path, decoded; empty when the path has none of that name. */
export function useParam(name: string): string {
  return useParams({ strict: false, select: (params) => (params as Record<string, string>)[name] ?? '' });
}

const RouterAnchor = createLink(
  forwardRef<HTMLAnchorElement, AnchorHTMLAttributes<HTMLAnchorElement>>(function RouterAnchor(props, ref) {
    return <a ref={ref} {...props} />;
  }),
);

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: string;
  /** Parameters of the target. */
  readonly search?: SearchChange;
  /** Takes the scope (project, environment, time) of this page along: for links among pages that have one. */
  readonly keepScope?: boolean;
  readonly replace?: boolean;
}

export const Link = forwardRef<HTMLAnchorElement, LinkProps>(function Link({ to, search, keepScope = false, replace, ...rest }, ref) {
  const scope = useScopeSearch();
  const params = keepScope ? { ...scope, ...search } : (search ?? {});
  return <RouterAnchor ref={ref} to={to as never} search={params as never} replace={replace} preload="intent"
    // The router marks a link to the page one is on as current. Not one to a page above it, nor to another view of it.
    activeOptions={{ exact: true }} {...rest} />;
});
