import type { AreaRoutes } from '../app/page_spec';

export const routes: AreaRoutes = {
  pages: [
    { path: '/auth/login/', title: 'Sign in', nav: 'account', layout: 'plain', load: () => import('./sign_in').then((file) => file.SignIn) },
    { path: '/accept/$member/$token/', title: 'Invitation', nav: 'account', layout: 'plain', load: () => import('./accept_invitation').then((file) => file.AcceptInvitation) },
    {
      path: '/account/recover/confirm/$user/$token/', title: 'New password', nav: 'account', layout: 'plain',
      load: () => import('./reset_password').then((file) => file.ResetPassword),
    },
  ],
};
