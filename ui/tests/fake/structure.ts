// Organizations, projects, teams, members, keys, tokens.
import { fixture, on, type FakeRoute } from './api';

export function structureRoutes(): readonly FakeRoute[] {
  return [
    on('GET', 'organizations/', () => ({ body: fixture('organizations') })),
    on('GET', 'organizations/{org}/', () => ({ body: fixture('organization-detail') })),
    on('GET', 'organizations/{org}/projects/', () => ({ body: fixture('projects') })),
    on('GET', 'organizations/{org}/environments/', () => ({ body: [{ id: '1', name: 'production' }, { id: '2', name: 'staging' }] })),
    on('GET', 'organizations/{org}/teams/', () => ({ body: fixture('teams') })),
    on('GET', 'organizations/{org}/members/', () => ({ body: fixture('members') })),
    on('GET', 'organizations/{org}/members/{member}/', () => ({ body: fixture('member-detail') })),
    on('GET', 'organizations/{org}/audit-logs/', () => ({ body: fixture('audit-logs') })),
    on('GET', 'projects/{org}/{project}/', () => ({ body: fixture('project-detail') })),
    on('GET', 'projects/{org}/{project}/keys/', () => ({ body: fixture('project-keys') })),
  ];
}
