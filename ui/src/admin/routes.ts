import type { AreaRoutes } from '../app/page_spec';

export const routes: AreaRoutes = {
  pages: [
    { path: '/manage/status/', nav: 'admin', title: 'Admin', load: () => import('./status').then((file) => file.StatusPage) },
    { path: '/manage/queue/', nav: 'admin', title: 'Admin', load: () => import('./queue').then((file) => file.QueuePage) },
    { path: '/manage/storage/', nav: 'admin', title: 'Admin', load: () => import('./storage').then((file) => file.StoragePage) },
    { path: '/manage/doctor/', nav: 'admin', title: 'Admin', load: () => import('./doctor').then((file) => file.DoctorPage) },
  ],
  redirects: [{ path: '/manage/', to: () => '/manage/status/' }],
};
