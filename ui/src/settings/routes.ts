import type { ComponentType } from 'react';
import type { AreaRoutes, PageSpec } from '../app/page_spec';
import { paths } from '../shared/link';

const page = (path: string, load: () => Promise<ComponentType>): PageSpec => ({ path, load, nav: 'settings', title: 'Settings', layout: 'settings' });
const project = '/settings/$org/projects/$project/';

export const routes: AreaRoutes = {
  pages: [
    page('/settings/$org/', () => import('./organization').then((file) => file.OrganizationSettings)),
    page('/settings/$org/developer-settings/', () => import('./tokens').then((file) => file.OrganizationTokens)),
    page('/settings/$org/audit-log/', () => import('./audit_log').then((file) => file.AuditLog)),
    page(project, () => import('./project/general').then((file) => file.ProjectSettings)),
    page(`${project}keys/`, () => import('./project/keys').then((file) => file.ProjectKeys)),
    page(`${project}keys/$key/`, () => import('./project/key').then((file) => file.ProjectKeyPage)),
    page(`${project}filters/data-filters/`, () => import('./project/filters/page').then((file) => file.InboundFilters)),
    page(`${project}security-and-privacy/`, () => import('./project/privacy/page').then((file) => file.SecurityAndPrivacy)),
    page(`${project}issue-grouping/`, () => import('./project/grouping/page').then((file) => file.IssueGrouping)),
    page(`${project}ownership/`, () => import('./project/ownership/page').then((file) => file.Ownership)),
    page(`${project}filters/discarded-groups/`, () => import('./project/discarded').then((file) => file.Discarded)),
    page(`${project}tags/`, () => import('./project/tags/page').then((file) => file.TagLinks)),
    page(`${project}environments/`, () => import('./project/environments').then((file) => file.ProjectEnvironments)),
  ],
  redirects: [{ path: `${project}filters/`, to: ({ org = '', project: slug = '' }) => paths.projectFilters(org, slug) }],
};
