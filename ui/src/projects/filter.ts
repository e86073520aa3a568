// Which projects the list shows, and in what order. Pure: the list is loaded as a whole and filtered here.
import type { ProjectSummary } from '../api/types';

export type ProjectView = 'mine' | 'all' | 'starred';
export type ProjectSort = 'name' | 'events';

export interface ProjectFilter {
  readonly view: ProjectView;
  /** Words that all have to be in slug or name. */
  readonly text: string;
  /** Slug of a team; empty: any. */
  readonly team: string;
  readonly sort: ProjectSort;
}

const inView: Readonly<Record<ProjectView, (project: ProjectSummary) => boolean>> = {
  mine: (project) => project.isMember,
  all: () => true,
  starred: (project) => project.isBookmarked,
};

export function countsOf(projects: readonly ProjectSummary[]): Readonly<Record<ProjectView, number>> {
  const count = (view: ProjectView) => projects.filter(inView[view]).length;
  return { mine: count('mine'), all: projects.length, starred: count('starred') };
}

/** `events` is the count that sorting by events goes by; a project without one counts as none. */
export function filterProjects(
  projects: readonly ProjectSummary[], filter: ProjectFilter, events: (project: ProjectSummary) => number | undefined,
): readonly ProjectSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = projects.filter((project) => inView[filter.view](project)
    && (filter.team === '' || project.teams.some((team) => team.slug === filter.team))
    && words.every((word) => project.slug.includes(word) || project.name.toLowerCase().includes(word)));
  const bySlug = (a: ProjectSummary, b: ProjectSummary) => a.slug.localeCompare(b.slug);
  if (filter.sort === 'events') return shown.sort((a, b) => (events(b) ?? 0) - (events(a) ?? 0) || bySlug(a, b));
  return shown.sort((a, b) => Number(b.isBookmarked) - Number(a.isBookmarked) || bySlug(a, b));
}

/** The teams that the projects belong to, each once, by slug. */
export function teamsIn(projects: readonly ProjectSummary[]): readonly string[] {
  return [...new Set(projects.flatMap((project) => project.teams.map((team) => team.slug)))].sort((a, b) => a.localeCompare(b));
}
