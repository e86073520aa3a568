// What the pages about projects ask for and change. Names of all projects come from `projectsQuery` of the API folder.
import { useEffect } from 'react';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { get, part, send } from '../api/client';
import { projectsQuery } from '../api/queries';
import { sentenceOf } from '../api/problem';
import type { ProjectDetail, ProjectKey, ProjectSummary, Series } from '../api/types';
import { toast } from '../shared/toast';
import { versionedQuery } from '../shared/versioned';

export const projectPath = (org: string, project: string): string => `projects/${part(org)}/${part(project)}/`;

/** Events per hour of the last 24 hours, by project id. Apart from the names, so that those need not wait for it. */
export function projectStatsQuery(org: string) {
  return queryOptions({
    queryKey: ['projects', org, 'stats'],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, Series>> => {
      const found = await get<ProjectSummary[]>(`organizations/${part(org)}/projects/`,
        { all_projects: 1, statsPeriod: '24h', collapse: 'latestDeploys' }, signal);
      return new Map(found.filter((project) => project.stats).map((project) => [project.id, project.stats!]));
    },
  });
}

export const projectQuery = (org: string, project: string) =>
  versionedQuery<ProjectDetail>(['project', org, project], projectPath(org, project));

/** An old slug still leads to the project; the address is then made to say the new one, which changes are sent to. */
export function useRenamedProject(slug: string, loaded: { readonly slug: string } | undefined): void {
  const navigate = useNavigate();
  const path = useLocation({ select: (location) => location.pathname });
  const now = loaded?.slug;
  useEffect(() => {
    if (now === undefined || now === slug) return;
    void navigate({ to: path.replace(`/${part(slug)}/`, `/${part(now)}/`) as never, replace: true, ignoreBlocker: true });
  }, [navigate, path, slug, now]);
}

export function projectKeysQuery(org: string, project: string) {
  return queryOptions({
    queryKey: ['project', org, project, 'keys'],
    queryFn: ({ signal }) => get<ProjectKey[]>(`${projectPath(org, project)}keys/`, { per_page: 100 }, signal),
  });
}

/** Stars a project, at once on the page and put back when the server refuses. */
export function useStar(org: string) {
  const queryClient = useQueryClient();
  const key = projectsQuery(org).queryKey;
  const paint = (id: string, on: boolean) => queryClient.setQueryData(key, (before) =>
    before?.map((project) => (project.id === id ? { ...project, isBookmarked: on } : project)));
  return useMutation({
    mutationFn: ({ project, on }: { project: ProjectSummary; on: boolean }) =>
      send('PUT', projectPath(org, project.slug), { isBookmarked: on }),
    onMutate: ({ project, on }) => paint(project.id, on),
    onError: (error, { project, on }) => {
      paint(project.id, !on);
      toast({ text: `${project.slug} is ${on ? 'not starred' : 'still starred'}. ${sentenceOf(error)}`, kind: 'failed' });
    },
  });
}
