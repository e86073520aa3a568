import type { AreaRoutes } from '../app/page_spec';

export const routes: AreaRoutes = {
  pages: [
    {
      path: '/organizations/$org/stats/', nav: 'stats', title: 'Stats', scope: true,
      load: () => import('./stats').then((file) => file.StatsPage),
    },
  ],
};
