// Addresses of older Sentrys and of links without an organization, as they stand in tickets and chats.
import { part } from '../api/client';
import { paths } from '../shared/link';
import type { AreaRoutes } from './page_spec';

type Params = Readonly<Record<string, string>>;

function take(params: Params, name: string): string {
  return params[name] ?? '';
}

const issue = (params: Params) => paths.issue(take(params, 'org'), take(params, 'issue'));
const event = (params: Params) => paths.event(take(params, 'org'), take(params, 'issue'), take(params, 'event'));

export const routes: AreaRoutes = {
  pages: [],
  redirects: [
    { path: '/issues/', to: ({ org = '' }) => paths.issues(org) },
    { path: '/issues/$issue/', to: issue },
    { path: '/issues/$issue/events/$event/', to: event },
    { path: '/projects/', to: ({ org = '' }) => paths.projects(org) },
    { path: '/organizations/$org/', to: ({ org = '' }) => paths.issues(org) },
    { path: '/$org/issues/', to: ({ org = '' }) => paths.issues(org) },
    { path: '/$org/$project/', to: (params) => `${paths.issues(take(params, 'org'))}?project=${part(take(params, 'project'))}` },
    { path: '/$org/$project/issues/$issue/', to: issue },
    { path: '/$org/$project/issues/$issue/events/$event/', to: event },
    { path: '/$org/$project/settings/', to: (params) => paths.projectSettings(take(params, 'org'), take(params, 'project')) },
  ],
};
