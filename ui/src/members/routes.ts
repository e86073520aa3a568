import type { AreaRoutes } from '../app/page_spec';

export const routes: AreaRoutes = {
  pages: [
    {
      path: '/settings/$org/members/', nav: 'settings', title: 'Settings', layout: 'settings',
      load: () => import('./list').then((file) => file.MemberList),
    },
    {
      path: '/settings/$org/members/$member/', nav: 'settings', title: 'Settings', layout: 'settings',
      load: () => import('./member').then((file) => file.MemberPage),
    },
  ],
};
