import type { AreaRoutes } from '../app/page_spec';

const load = () => import('./stream').then((file) => file.IssueStream);

export const routes: AreaRoutes = {
  pages: [
    { path: '/organizations/$org/issues/', load, nav: 'issues', title: 'Issues', scope: true },
    { path: '/organizations/$org/issues/searches/$search/', load: () => import('./saved_search').then((file) => file.SavedSearchAddress), nav: 'issues', title: 'Issues', scope: true },
  ],
};
