import type { AreaRoutes } from '../app/page_spec';

export const routes: AreaRoutes = { pages: [] };
