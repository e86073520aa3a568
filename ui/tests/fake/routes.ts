// All answers of the fake API. A more particular one stands before a general one.
import { accountRoutes } from './account';
import type { FakeRoute } from './api';
import { discoverRoutes } from './discover';
import { issueRoutes } from './issues';
import { releaseRoutes } from './releases';
import { statsRoutes } from './stats';
import { structureRoutes } from './structure';

export function fakeRoutes(): readonly FakeRoute[] {
  return [...accountRoutes(), ...discoverRoutes(), ...issueRoutes(), ...releaseRoutes(), ...statsRoutes(), ...structureRoutes()];
}
