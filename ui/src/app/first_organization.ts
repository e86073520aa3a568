// Which organization an address without one means: the one that was open last, else the first.
import type { OrganizationSummary } from '../api/types';

const key = 'picket.organization';

export function firstOrganization(all: readonly OrganizationSummary[]): string | undefined {
  let last: string | null = null;
  try {
    last = localStorage.getItem(key);
  } catch {
    // Nothing kept.
  }
  return (all.find((each) => each.slug === last) ?? all[0])?.slug;
}

export function rememberOrganization(slug: string): void {
  try {
    localStorage.setItem(key, slug);
  } catch {
    // The first one it is, next time.
  }
}
