// The tree of pages: every area's own list, under the layout that it asks for. Paths are Sentry's and end in a slash.
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, type AnyRoute,
} from '@tanstack/react-router';
import { basePath } from '../api/base';
import { meQuery, organizationsQuery } from '../api/queries';
import { parseSearch, stringifySearch, type SearchParams } from '../shared/search_params';
import { addressParts, paths } from '../shared/link';
import { routes as admin } from '../admin/routes';
import { routes as account } from '../account/routes';
import { routes as auth } from '../auth/routes';
import { routes as discover } from '../discover/routes';
import { routes as issue } from '../issue/routes';
import { routes as issues } from '../issues/routes';
import { routes as members } from '../members/routes';
import { routes as projects } from '../projects/routes';
import { routes as releases } from '../releases/routes';
import { routes as settings } from '../settings/routes';
import { routes as stats } from '../stats/routes';
import { routes as teams } from '../teams/routes';
import { PageFailed, PageNotFound } from './failures';
import { firstOrganization } from './first_organization';
import { routes as old } from './old_paths';
import type { AreaRoutes, PageSpec, RedirectSpec } from './page_spec';
import { SettingsLayout } from './settings_layout';
import { Shell } from './shell';

export interface RouterContext {
  readonly queryClient: QueryClient;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly page?: PageSpec;
  }
}

const areas: readonly AreaRoutes[] = [
  issues, issue, discover, stats, releases, projects, teams, members, settings, account, admin, auth, old,
];

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: () => <PageNotFound /> });

/** Everything that needs a session. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: paths.signIn(), search: { next: location.href } as never, replace: true });
  },
  // The frame itself is missing then.
  errorComponent: ({ error, reset }) => <main><PageFailed error={error} reset={reset} /></main>,
});

const settingsLayout = createRoute({ getParentRoute: () => app, id: 'settings', component: SettingsLayout });

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: async ({ context, search }) => {
    const org = firstOrganization(await context.queryClient.ensureQueryData(organizationsQuery));
    if (org) throw redirect({ to: paths.issues(org), search: search as never, replace: true });
  },
  component: lazyRouteComponent(() => import('./no_organization'), 'NoOrganization'),
});

function pageRoute(spec: PageSpec, parent: AnyRoute): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path: spec.path,
    staticData: { page: spec },
    component: lazyRouteComponent(async () => ({ default: await spec.load() })),
  });
}

/** First words of Picket's own paths; no old address begins with them, so none can lead in a circle. */
const ownWords = new Set(['organizations', 'settings', 'auth', 'account', 'accept', 'manage', 'api', 'assets']);

function redirectRoute(spec: RedirectSpec): AnyRoute {
  return createRoute({
    getParentRoute: () => app,
    path: spec.path,
    component: PageNotFound,
    beforeLoad: async ({ context, params, search }) => {
      const named = (params as Record<string, string>).org;
      if (spec.path.startsWith('/$org/') && ownWords.has(named ?? '')) return;
      const org = named ?? firstOrganization(await context.queryClient.ensureQueryData(organizationsQuery));
      const target = addressParts(spec.to({ ...(params as Record<string, string>), org: org ?? '' }));
      throw redirect({ to: target.to, search: { ...(target.search as object), ...(search as object) } as never, replace: true });
    },
  });
}

/** Any other address: said inside the shell, so that the way on is at hand. */
const unknown = createRoute({ getParentRoute: () => app, path: '$', component: PageNotFound });

function parentOf(spec: PageSpec): 'app' | 'settings' | 'plain' {
  return spec.layout ?? 'app';
}

/** Asks for the code of the page that the address names, while the server is still asked who is asking. */
export function readFirstPage(router: ReturnType<typeof createAppRouter>): void {
  const [matched] = router.getMatchedRoutes(router.latestLocation.pathname);
  // What fails here is asked for again by the router, which says what is wrong.
  for (const { options } of matched) void (options.component as { preload?: () => Promise<void> } | undefined)?.preload?.()?.catch(() => undefined);
}

/** The router adds the slash that addresses end in only where it also changes the query. */
function endInSlash(): void {
  const { pathname, search, hash } = window.location;
  if (!pathname.endsWith('/')) window.history.replaceState(window.history.state, '', `${pathname}/${search}${hash}`);
}

export function createAppRouter(queryClient: QueryClient, given: readonly AreaRoutes[] = areas) {
  endInSlash();
  const pages = given.flatMap((area) => area.pages);
  const under = (layout: 'app' | 'settings' | 'plain', parent: AnyRoute) =>
    pages.filter((page) => parentOf(page) === layout).map((page) => pageRoute(page, parent));
  const redirects = given.flatMap((area) => area.redirects ?? []).map(redirectRoute);
  const tree = root.addChildren([
    app.addChildren([home, ...under('app', app), ...redirects, settingsLayout.addChildren(under('settings', settingsLayout)), unknown]),
    ...under('plain', root),
  ]);
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    basepath: basePath(),
    trailingSlash: 'always',
    defaultPreload: false,
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
    parseSearch: (text) => parseSearch(text),
    stringifySearch: (params) => stringifySearch(params as SearchParams),
    defaultNotFoundComponent: () => <PageNotFound />,
    defaultErrorComponent: ({ error, reset }) => <PageFailed error={error} reset={reset} />,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
  });
}
