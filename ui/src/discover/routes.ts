import type { AreaRoutes } from '../app/page_spec';
import { paths } from '../shared/link';

/** Addresses of newer Sentrys. */
const redirect = (path: string, to: (org: string) => string) => ({ path, to: ({ org = '' }: Readonly<Record<string, string>>) => to(org) });

export const routes: AreaRoutes = {
  pages: [
    { path: '/organizations/$org/discover/results/', load: () => import('./results').then((file) => file.DiscoverResults), nav: 'discover', title: 'Discover', scope: true },
    { path: '/organizations/$org/discover/homepage/', load: () => import('./results').then((file) => file.DiscoverHomepage), nav: 'discover', title: 'Discover', scope: true },
    { path: '/organizations/$org/discover/queries/', load: () => import('./queries_page').then((file) => file.DiscoverQueries), nav: 'discover', title: 'Saved queries' },
  ],
  redirects: [
    redirect('/organizations/$org/discover/', paths.discoverHome),
    redirect('/organizations/$org/explore/discover/', paths.discoverHome),
    redirect('/organizations/$org/explore/discover/homepage/', paths.discoverHome),
    redirect('/organizations/$org/explore/discover/results/', paths.discover),
    redirect('/organizations/$org/explore/discover/queries/', paths.discoverQueries),
  ],
};
