import type { AreaRoutes } from '../app/page_spec';

export const routes: AreaRoutes = {
  pages: [
    {
      path: '/organizations/$org/releases/', nav: 'releases', title: 'Releases', scope: true,
      load: () => import('./list').then((file) => file.ReleaseList),
    },
    {
      path: '/organizations/$org/releases/$version/', nav: 'releases', title: 'Releases', scope: true,
      load: () => import('./release').then((file) => file.ReleasePage),
    },
  ],
};
