// Releases, with their share of the events where it is asked for.
import { fixture, on, type FakeRequest, type FakeRoute } from './api';
import type { ListedRelease, Release } from '../../src/api/types';

type Writable = { -readonly [K in keyof Release]: Release[K] };

const counts = [1204, 17];

export function releaseRoutes(): readonly FakeRoute[] {
  const all = fixture<Writable[]>('releases');
  const list = (request: FakeRequest): ListedRelease[] => {
    const [text, status] = [request.query.get('query') ?? '', request.query.get('status') ?? 'open'];
    const shares = request.query.has('summaryStatsPeriod');
    return all.filter((release) => release.version.includes(text) && release.status === status)
      .map((release) => (shares ? { ...release, eventCount: counts[all.indexOf(release)]!, eventShare: counts[all.indexOf(release)]! / 20_000 } : release));
  };
  const find = (version: string | undefined) => all.find((release) => release.version === version);
  return [
    on('GET', 'organizations/{org}/releases/', (request) => ({ body: list(request) })),
    on('GET', 'organizations/{org}/releases/{version}/', (_request, [, version]) => {
      const release = find(version);
      return release ? { body: release } : { status: 404, body: { detail: 'The requested resource does not exist' } };
    }),
    on('PUT', 'organizations/{org}/releases/{version}/', (request, [, version]) => ({ body: Object.assign(find(version)!, request.body) })),
  ];
}
