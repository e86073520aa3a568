// Ownership rules of a project and the CODEOWNERS file beside them. Source: docs/ownership.md.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../../../api/client';
import type { OwnershipRule, ProjectCodeowners, ProjectOwnership } from '../../../api/types';
import { projectPath } from '../../../projects/queries';
import { versionedQuery } from '../../../shared/versioned';

/** Characters of rules, and of a CODEOWNERS file. */
export const rulesLimit = 250_000;

export const ownershipPath = (org: string, slug: string): string => `${projectPath(org, slug)}ownership/`;
export const codeownersPath = (org: string, slug: string): string => `${projectPath(org, slug)}codeowners/`;

export const ownershipQuery = (org: string, slug: string) =>
  versionedQuery<ProjectOwnership>(['project-ownership', org, slug], ownershipPath(org, slug));

/** Null: none was imported. */
export const codeownersQuery = (org: string, slug: string) => queryOptions({
  queryKey: ['project-codeowners', org, slug],
  staleTime: 5_000,
  queryFn: async ({ signal }) => (await get<ProjectCodeowners[]>(codeownersPath(org, slug), {}, signal))[0] ?? null,
});

/** As it is written: "path:src/*", "tags.customer:acme". */
export const matcherText = ({ matcher }: OwnershipRule): string => `${matcher.type}:${matcher.pattern}`;
