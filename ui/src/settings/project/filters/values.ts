// Inbound filters as a form has them: switches that have routes of their own, and options of the project.
// Source: docs/filters.md.
import { queryOptions, type QueryKey } from '@tanstack/react-query';
import { call, get, part } from '../../../api/client';
import type { InboundFilter, ProjectDetail, ProjectOptions, UsageSeries } from '../../../api/types';
import { projectPath, projectQuery } from '../../../projects/queries';
import { exactCount } from '../../../shared/format';
import type { Versioned } from '../../../shared/versioned';

/** What the page loads: neither part says all of it. */
export interface Loaded {
  readonly project: ProjectDetail;
  readonly filters: readonly InboundFilter[];
}

const flagFilters = ['browser-extensions', 'localhost', 'web-crawlers', 'filtered-transaction'] as const;
const legacy = 'legacy-browsers';
const optionNames = [
  'filters:react-hydration-errors', 'filters:chunk-load-error', 'filters:error_messages', 'filters:releases', 'filters:blacklisted_ips',
  'sentry:csp_ignored_sources_defaults', 'sentry:csp_ignored_sources', 'filters:generic',
] as const;

type FlagFilter = (typeof flagFilters)[number];
type OptionName = (typeof optionNames)[number];
export type Values = { readonly [K in FlagFilter]: boolean } & { readonly [legacy]: readonly string[] } & Pick<ProjectOptions, OptionName>;
export type Name = keyof Values;

/** Sentry's switch for all browsers stands for the list that it began with. */
export const firstList = 'default';

function browsersOf(active: InboundFilter['active'] | undefined): readonly string[] {
  if (typeof active === 'object') return active;
  return active ? [firstList] : [];
}

export function pick({ project, filters }: Loaded): Values {
  const of = (id: string) => filters.find((filter) => filter.id === id)?.active;
  return {
    ...(Object.fromEntries(flagFilters.map((id) => [id, of(id) === true])) as Record<FlagFilter, boolean>),
    [legacy]: browsersOf(of(legacy)),
    ...(Object.fromEntries(optionNames.map((name) => [name, project.options[name]])) as Pick<ProjectOptions, OptionName>),
  };
}

/** Choosing one browser ends the list that Sentry began with; that list ends all single ones. */
export function toggleBrowser(chosen: readonly string[], id: string, on: boolean): readonly string[] {
  if (!on) return chosen.filter((each) => each !== id);
  return id === firstList ? [firstList] : [...chosen.filter((each) => each !== firstList), id];
}

function filterBody(changes: Partial<Values>, id: FlagFilter | typeof legacy): object {
  if (id !== legacy) return { active: changes[id] };
  const chosen = changes[legacy] ?? [];
  if (chosen.length === 0) return { active: false };
  return chosen.includes(firstList) ? { active: true } : { subfilters: chosen };
}

/** The changes as the preview takes them, and as they are saved. */
export function requestOf(changes: Partial<Values>): { readonly filters: Readonly<Record<string, object>>; readonly options: object } {
  const filters = [...flagFilters, legacy].filter((id) => id in changes).map((id) => [id, filterBody(changes, id as FlagFilter)] as const);
  const options = optionNames.filter((name) => name in changes).map((name) => [name, changes[name]] as const);
  return { filters: Object.fromEntries(filters), options: Object.fromEntries(options) };
}

/** Refreshed with the project: other pages of it change its version. */
export const filtersQuery = (org: string, slug: string) => queryOptions({
  queryKey: [...projectQuery(org, slug).queryKey, 'filters'] as QueryKey,
  staleTime: 5_000,
  queryFn: ({ signal }) => loadFilters(org, slug, signal),
});

async function loadFilters(org: string, slug: string, signal?: AbortSignal): Promise<Versioned<Loaded>> {
  const [project, filters] = await Promise.all([
    call<ProjectDetail>('GET', projectPath(org, slug), { signal }),
    get<InboundFilter[]>(`${projectPath(org, slug)}filters/`, {}, signal),
  ]);
  return { data: { project: project.data, filters }, etag: project.etag };
}

/** Options first: their change is refused as a whole when somebody else changed the project, also when there is none. */
export async function saveFilters(org: string, slug: string, changes: Partial<Values>, etag: string | undefined): Promise<Versioned<Loaded>> {
  const { filters, options } = requestOf(changes);
  const hasOptions = Object.keys(options).length > 0;
  await call('PUT', projectPath(org, slug), { body: hasOptions ? { options } : {}, ifMatch: etag });
  for (const [id, body] of Object.entries(filters)) await call('PUT', `${projectPath(org, slug)}filters/${part(id)}/`, { body });
  return loadFilters(org, slug);
}

/** What each filter dropped of the last 24 hours, by the reason that is counted. */
export const droppedQuery = (org: string, project: string) => queryOptions({
  queryKey: ['project-filtered', org, project],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Readonly<Record<string, number>>> => {
    const { groups } = await get<UsageSeries>(`organizations/${part(org)}/stats_v2/`, {
      field: 'sum(quantity)', groupBy: 'reason', outcome: 'filtered', category: ['error', 'transaction'], project, statsPeriod: '24h',
    }, signal);
    return Object.fromEntries(groups.map((group) => [group.by.reason ?? '', group.totals['sum(quantity)']]));
  },
});

export const labels: Readonly<Record<Name, string>> = {
  'browser-extensions': 'Browser extensions', localhost: 'localhost', 'web-crawlers': 'Web crawlers', 'filtered-transaction': 'Health checks',
  'legacy-browsers': 'Legacy browsers', 'filters:react-hydration-errors': 'Hydration errors of React', 'filters:chunk-load-error': 'Chunks that did not load',
  'filters:error_messages': 'Error messages', 'filters:releases': 'Releases', 'filters:blacklisted_ips': 'IP addresses',
  'sentry:csp_ignored_sources_defaults': 'Usual noise of security policies', 'sentry:csp_ignored_sources': 'Sources of policy reports',
  'filters:generic': 'Conditions',
};

/** The reason that what a setting drops is counted under. Conditions are counted under their own ids. */
export const reasons: Readonly<Partial<Record<Name, string>>> = {
  'browser-extensions': 'browser-extensions', localhost: 'localhost', 'web-crawlers': 'web-crawlers', 'filtered-transaction': 'filtered-transaction',
  'legacy-browsers': 'legacy-browsers', 'filters:react-hydration-errors': 'react-hydration-errors', 'filters:chunk-load-error': 'chunk-load-error',
  'filters:error_messages': 'error-message', 'filters:releases': 'release-version', 'filters:blacklisted_ips': 'ip-address',
  'sentry:csp_ignored_sources': 'invalid-csp',
};

/** What people call a reason: the setting's name, or the id of a condition. */
export function reasonWords(reason: string): string {
  const name = (Object.keys(reasons) as Name[]).find((each) => reasons[each] === reason);
  return name === undefined ? reason : labels[name];
}

const isOn = (value: Values[Name]): boolean => (typeof value === 'object' ? value.length > 0 : value === true);
const inSentence = (name: Name): string => labels[name].charAt(0).toLowerCase() + labels[name].slice(1);

/** What Save does to what comes in. */
export function effectOf(values: Values, changed: readonly Name[], dropped: Readonly<Record<string, number>> | undefined): string | undefined {
  if (changed.length === 0) return undefined;
  const switches = changed.filter((name) => typeof values[name] !== 'string');
  const on = switches.filter((name) => isOn(values[name])).map(inSentence);
  const off = switches.filter((name) => !isOn(values[name])).map((name) => {
    const count = dropped?.[reasons[name] ?? ''] ?? 0;
    return count > 0 ? `${inSentence(name)} (${exactCount(count)} in the last 24 h)` : inSentence(name);
  });
  const parts = [
    on.length > 0 && `filtered from then on: ${on.join(', ')}`,
    off.length > 0 && `stored again: ${off.join(', ')}`,
    switches.length < changed.length && 'your rules hold for what arrives',
  ].filter(Boolean);
  return `On save, within 2 s: ${parts.join('; ')}.`;
}
