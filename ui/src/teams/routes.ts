import type { AreaRoutes, PageSpec } from '../app/page_spec';

const teamPage = (path: string): PageSpec => ({
  path, nav: 'teams', title: 'Settings', layout: 'settings', load: () => import('./team').then((file) => file.TeamPage),
});

export const routes: AreaRoutes = {
  pages: [
    {
      path: '/settings/$org/teams/', nav: 'teams', title: 'Settings', layout: 'settings',
      load: () => import('./list').then((file) => file.TeamList),
    },
    teamPage('/settings/$org/teams/$team/'),
    teamPage('/settings/$org/teams/$team/members/'),
    teamPage('/settings/$org/teams/$team/projects/'),
    teamPage('/settings/$org/teams/$team/settings/'),
  ],
};
