// A large organization for the fake API: 500 projects, 120 teams, 2,000 members. Stands before the plain answers.
import type { FakeRoute } from '../api';
import { memberRoutes } from './members';
import { projectRoutes } from './projects';
import { ruleRoutes } from './rules';
import { settingsRoutes } from './settings';
import type { FakeOrg } from './state';
import { teamRoutes } from './teams';

export { FakeOrg, type Sizes } from './state';

export function organizationRoutes(fake: FakeOrg): readonly FakeRoute[] {
  return [fake.ambushRoute, ...settingsRoutes(fake), ...memberRoutes(fake), ...teamRoutes(fake), ...ruleRoutes(fake), ...projectRoutes(fake)];
}
