// All platforms a project can be created for, and the text of their snippets with a real DSN in it.
import { devices } from './devices';
import { browser, node } from './javascript';
import { python } from './python';
import { servers } from './servers';
import type { Family, Platform } from './types';

export type { Family, Platform, Snippet } from './types';

export const families: readonly Family[] = [
  { id: 'browser', name: 'Browser' },
  { id: 'node', name: 'Node.js' },
  { id: 'python', name: 'Python' },
  { id: 'java', name: 'Java' },
  { id: 'go', name: 'Go' },
  { id: 'dotnet', name: '.NET' },
  { id: 'php', name: 'PHP' },
  { id: 'ruby', name: 'Ruby' },
  { id: 'elixir', name: 'Elixir' },
  { id: 'mobile', name: 'Mobile' },
  { id: 'native', name: 'Native and desktop' },
  { id: 'other', name: 'Anything else' },
];

export const platforms: readonly Platform[] = [...browser, ...node, ...python, ...servers, ...devices];

const other = platforms[platforms.length - 1]!;

/** The platform with this id; else the nearest known one ("python-tornado" reads as Python); else plain HTTP. */
export function platformOf(id: string | null | undefined): Platform {
  if (!id) return other;
  const exact = platforms.find((p) => p.id === id);
  if (exact) return exact;
  const stem = id.split('-')[0]!;
  return platforms.find((p) => p.id === stem) ?? other;
}

/** What to call a platform in a list: our name, or the server's own word where we have none. */
export function platformName(id: string | null | undefined): string {
  if (!id) return 'No platform';
  return platforms.find((p) => p.id === id)?.name ?? id;
}

export const siblingsOf = (platform: Platform): Platform[] => platforms.filter((p) => p.family === platform.family);

export interface DsnParts {
  /** Scheme, host and path prefix, without the key: `https://picket.acme.test/errors`. */
  endpoint: string;
  key: string;
  project: string;
}

/** Takes a public DSN apart; undefined when it is not one. */
export function dsnParts(dsn: string): DsnParts | undefined {
  const match = /^(https?):\/\/([0-9a-zA-Z]+)(?::[^@/]*)?@([^/]+)((?:\/[^/]+)*)\/(\d+)$/.exec(dsn);
  if (!match) return undefined;
  const [, scheme, key, host, prefix, project] = match;
  return { endpoint: `${scheme}://${host}${prefix}`, key: key!, project: project! };
}

/** Puts the DSN and its parts into a snippet. */
export function fillSnippet(code: string, dsn: string): string {
  const parts = dsnParts(dsn);
  return code
    .replaceAll('{dsn}', dsn)
    .replaceAll('{endpoint}', parts?.endpoint ?? '')
    .replaceAll('{key}', parts?.key ?? '')
    .replaceAll('{project}', parts?.project ?? '');
}
