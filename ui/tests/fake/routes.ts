// All answers of the fake API. A more particular one stands before a general one.
import { accountRoutes } from './account';
import type { FakeRoute } from './api';
import { issueRoutes } from './issues';
import { releaseRoutes } from './releases';
import { structureRoutes } from './structure';

export function fakeRoutes(): readonly FakeRoute[] {
  return [...accountRoutes(), ...issueRoutes(), ...releaseRoutes(), ...structureRoutes()];
}
