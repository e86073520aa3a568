// The Picket of a test, as others than a browser see it: its API, and what SDKs send to.
import { randomUUID } from 'node:crypto';
import { fail, until } from './kit.ts';

export interface Site {
  /** Public address with the path prefix, without a slash at the end. */
  readonly url: string;
  /** Its owner. */
  readonly email: string;
  readonly password: string;
  readonly org: string;
  /** An API token of the owner, for what the flow needs but is not about. */
  readonly token: string;
  /** A project of the organization, and where its SDKs send to. */
  readonly project: string;
  readonly dsn: string;
  /** File of SQLite: for what only time changes. */
  readonly database: string;
}

export function siteOfEnvironment(): Site {
  return JSON.parse(process.env.SITE ?? fail('SITE is not set')) as Site;
}

/** A call of the API outside of the browser. */
export async function api(site: Site, method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(`${site.url}/api/0/${path}`, {
    method,
    headers: { Authorization: `Bearer ${site.token}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) fail(`${method} ${path}: ${answer.status} ${text}`);
  return text && JSON.parse(text);
}

/** Sends events as an SDK does, in this order. Gives their ids. `files`: attachments of the first one, by name. */
export async function postEvents(events: readonly object[], dsn: string, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { origin, username, pathname } = new URL(dsn);
  const [, prefix, project] = /^(.*)\/(\d+)$/.exec(pathname) ?? fail(`the DSN is ${dsn}`);
  const ids: string[] = [];
  for (const event of events) {
    const id = randomUUID().replaceAll('-', '');
    const item = JSON.stringify({ platform: 'python', timestamp: Date.now() / 1000, ...event, event_id: id });
    const attached = ids.length > 0 ? '' : Object.entries(files).map(([filename, text]) =>
      `${JSON.stringify({ type: 'attachment', filename, content_type: 'text/plain', length: Buffer.byteLength(text) })}\n${text}\n`).join('');
    const body = `${JSON.stringify({ event_id: id })}\n{"type":"event"}\n${item}\n${attached}`;
    const answer = await fetch(`${origin}${prefix}/api/${project}/envelope/?sentry_key=${username}&sentry_version=7`, { method: 'POST', body });
    if (!answer.ok) fail(`an event was refused: ${answer.status} ${await answer.text()}`);
    ids.push(id);
  }
  return ids;
}

/** Sends events and waits until each can be read. Gives the issue of each. */
export async function sendEvents(site: Site, events: readonly object[], dsn = site.dsn): Promise<readonly string[]> {
  const ids = await postEvents(events, dsn);
  const issues: string[] = [];
  for (const id of ids) issues.push(await issueOfEvent(site, id));
  return issues;
}

/** Once the event can be read. */
export const issueOfEvent = (site: Site, id: string): Promise<string> => until(`event ${id}`, () => issueOf(site, id));

async function issueOf(site: Site, event: string): Promise<string | undefined> {
  const answer = await fetch(`${site.url}/api/0/organizations/${site.org}/eventids/${event}/`, { headers: { Authorization: `Bearer ${site.token}` } });
  if (answer.status === 404) return undefined;
  if (!answer.ok) fail(`event ${event}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { readonly groupId: string }).groupId;
}
