import type { AreaRoutes } from '../app/page_spec';

const settings = { nav: 'account', title: 'Account', layout: 'settings' } as const;

export const routes: AreaRoutes = {
  pages: [
    { ...settings, path: '/settings/account/details/', load: () => import('./details').then((file) => file.Details) },
    { ...settings, path: '/settings/account/security/', load: () => import('./security').then((file) => file.Security) },
    { ...settings, path: '/settings/account/security/session-history/', load: () => import('./sessions').then((file) => file.Sessions) },
    { ...settings, path: '/settings/account/appearance/', load: () => import('./appearance').then((file) => file.Appearance) },
    { ...settings, path: '/settings/account/shortcuts/', load: () => import('./shortcuts').then((file) => file.Shortcuts) },
    { ...settings, path: '/settings/account/api/auth-tokens/', load: () => import('./api_tokens').then((file) => file.ApiTokens) },
  ],
  redirects: [
    { path: '/settings/account/', to: () => '/settings/account/details/' },
    { path: '/settings/account/api/', to: () => '/settings/account/api/auth-tokens/' },
  ],
};
