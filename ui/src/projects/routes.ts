import type { AreaRoutes } from '../app/page_spec';
import { paths } from '../shared/link';

export const routes: AreaRoutes = {
  pages: [
    {
      path: '/organizations/$org/projects/', nav: 'projects', title: 'Projects',
      load: () => import('./list').then((file) => file.ProjectList),
    },
    {
      path: '/organizations/$org/projects/new/', nav: 'projects', title: 'Projects',
      load: () => import('./new').then((file) => file.NewProject),
    },
    {
      path: '/$org/$project/getting-started/', nav: 'projects', title: 'Projects',
      load: () => import('./first_steps').then((file) => file.FirstSteps),
    },
  ],
  redirects: [{
    path: '/organizations/$org/projects/$project/getting-started/',
    to: ({ org = '', project = '' }) => paths.firstSteps(org, project),
  }],
};
