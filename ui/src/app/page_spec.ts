// How an area declares its pages: plain data, so that areas do not know the router and never meet in one file.
import type { ComponentType } from 'react';

export type NavArea = 'issues' | 'discover' | 'stats' | 'releases' | 'projects' | 'teams' | 'settings' | 'account' | 'admin';

export interface PageSpec {
  /** Sentry's path (ui.md section 2), with `$name` for a part: `/organizations/$org/issues/$issue/`. */
  readonly path: string;
  /** `() => import('./stream').then((file) => file.IssueStream)` */
  readonly load: () => Promise<ComponentType>;
  /** Which entry of the navigation is marked. */
  readonly nav: NavArea;
  /** The word in the top bar. */
  readonly title: string;
  /** Shows the project, environment and time selectors in the top bar. */
  readonly scope?: boolean;
  /** `settings`: beside the list of settings pages. `plain`: without navigation and session. */
  readonly layout?: 'app' | 'settings' | 'plain';
}

/** An address that is kept for old links. */
export interface RedirectSpec {
  readonly path: string;
  /** The new address; the query is kept. `org` is there even when the old path names none: the one that was open last. */
  readonly to: (params: Readonly<Record<string, string>>) => string;
}

export interface AreaRoutes {
  readonly pages: readonly PageSpec[];
  readonly redirects?: readonly RedirectSpec[];
}
