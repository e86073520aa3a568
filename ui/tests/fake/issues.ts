// Issues and events.
import { fixture, on, type FakeRoute } from './api';

export function issueRoutes(): readonly FakeRoute[] {
  return [
    on('GET', 'organizations/{org}/issues/', () => ({ body: fixture('issues-list'), headers: { 'X-Hits': '2' } })),
    on('GET', 'organizations/{org}/issues/{issue}/', () => ({ body: fixture('issue-detail') })),
    on('GET', 'organizations/{org}/issues/{issue}/events/', () => ({ body: fixture('issue-events') })),
    on('GET', 'organizations/{org}/issues/{issue}/events/{event}/', () => ({ body: fixture('event-latest') })),
    on('GET', 'organizations/{org}/issues/{issue}/tags/', () => ({ body: fixture('issue-tags') })),
    on('GET', 'organizations/{org}/issues/{issue}/tags/{key}/', () => ({ body: fixture('issue-tag-detail') })),
    on('GET', 'organizations/{org}/issues/{issue}/hashes/', () => ({ body: fixture('issue-hashes') })),
    on('GET', 'organizations/{org}/tags/', () => ({ body: fixture('organization-tags') })),
    on('PUT', 'organizations/{org}/issues/', () => ({ body: fixture('issues-bulk-update') })),
    on('PUT', 'organizations/{org}/issues/{issue}/', () => ({ body: fixture('issue-update') })),
  ];
}
