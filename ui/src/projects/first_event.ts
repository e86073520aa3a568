// Waiting for the first event of a project, and what it was once it came.
import { useQuery } from '@tanstack/react-query';
import { get, part } from '../api/client';
import type { ProjectDetail } from '../api/types';
import { plainText } from '../shared/event_text';
import { dsnParts } from './platforms';
import { projectQuery } from './queries';

const askEveryMilliseconds = 3000;
/** After ten minutes of waiting the page asks less often. */
const patienceAsks = 200;
const slowMilliseconds = 15_000;
/** The event is stored a moment before its issue can be listed. */
const issueAsks = 20;
/** Characters of what an event says about its sender. */
const sourceLimit = 80;

export interface FirstEvent {
  readonly issueId: string;
  /** "python, sentry.python 2.27.0"; empty when the event does not say. */
  readonly from: string;
}

interface EventParts {
  readonly platform?: string | null;
  readonly sdk?: { readonly name?: string | null; readonly version?: string | null } | null;
}

/** Asks until the project has had an event. */
export function useWaitingProject(org: string, slug: string) {
  return useQuery({
    ...projectQuery(org, slug),
    refetchInterval: ({ state }) => {
      if (state.error || state.data?.data.firstEvent) return false;
      return state.dataUpdateCount < patienceAsks ? askEveryMilliseconds : slowMilliseconds;
    },
  });
}

/** Who sent it, as plain text of one line: an event may say anything about itself. */
export function sourceOf({ platform, sdk }: EventParts): string {
  const kit = sdk?.name ? [sdk.name, sdk.version].filter(Boolean).join(' ') : '';
  const text = [platform && platform !== 'other' ? platform : '', kit].filter(Boolean).join(', ');
  return plainText(text.length > sourceLimit ? `${text.slice(0, sourceLimit)}…` : text);
}

/** The newest event of a project that has one; null when none can be listed (deleted, expired). */
export function useFirstEvent(org: string, project: ProjectDetail) {
  return useQuery<FirstEvent | null>({
    queryKey: ['project', org, project.slug, 'first-event'],
    enabled: project.firstEvent !== null,
    refetchInterval: ({ state }) => (state.data === null && state.dataUpdateCount < issueAsks ? 1500 : false),
    queryFn: async ({ signal }): Promise<FirstEvent | null> => {
      const issues = await get<{ id: string }[]>(`organizations/${part(org)}/issues/`,
        { project: project.id, query: '', limit: 1, sort: 'date', statsPeriod: '90d' }, signal);
      const issue = issues[0];
      if (!issue) return null;
      const event = await get<EventParts>(`organizations/${part(org)}/issues/${part(issue.id)}/events/latest/`, {}, signal);
      return { issueId: issue.id, from: sourceOf(event) };
    },
  });
}

/** Whether this page may send to the DSN: a browser is kept by the page's policy from any other host. */
export function canSendFromHere(dsn: string): boolean {
  const parts = dsnParts(dsn);
  return parts !== undefined && new URL(parts.endpoint).origin === window.location.origin;
}

/** Sends one event the way an SDK does. Rejects with a sentence. */
export async function sendTestEvent(dsn: string): Promise<void> {
  const parts = dsnParts(dsn);
  if (!parts) throw new Error('This DSN cannot be read.');
  const url = `${parts.endpoint}/api/${parts.project}/store/?sentry_version=7&sentry_key=${parts.key}`;
  const body = JSON.stringify({ message: 'Test event from the first steps', level: 'info', platform: 'other', tags: { source: 'first-steps' } });
  let status: number;
  try {
    status = (await fetch(url, { method: 'POST', body, credentials: 'omit' })).status;
  } catch {
    throw new Error('Picket does not answer at the host of the DSN.');
  }
  if (status === 429) throw new Error('Refused: the key has reached its rate limit.');
  if (status === 401 || status === 403) throw new Error('Refused: the key is disabled or belongs to another project.');
  if (status >= 300) throw new Error(`Refused with status ${status}.`);
}
