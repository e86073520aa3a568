// The slug the server will make of a name, for the preview while typing. The server decides; this only foresees.
// Rule: spec api.md 1.1, `^(?![0-9]+$)[a-z0-9_\-]+$`.

export const projectSlugMax = 100;
export const teamSlugMax = 50;
export const orgSlugMax = 50;

/** Lower case, accents dropped, everything else one hyphen; empty when nothing is left. */
export function slugify(name: string, max: number): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, max)
    .replace(/^[-_]+|[-_]+$/g, '');
}

/** Why a slug typed by hand will be refused; undefined when it is fine. */
export function slugProblem(slug: string, max: number): string | undefined {
  if (slug === '') return 'A slug is needed: it is the name in addresses.';
  if (slug.length > max) return `At most ${max} characters; this has ${slug.length}.`;
  if (!/^[a-z0-9_-]+$/.test(slug)) return 'Only lower-case letters, digits, hyphens and underscores.';
  if (/^[0-9]+$/.test(slug)) return 'Not digits alone: those are read as an id.';
  return undefined;
}
