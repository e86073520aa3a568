// What a text in the palette may mean besides a name: a short id, an id of an event or a trace, an address of Sentry or Picket.
import { basePath } from '../api/base';
import { get, part } from '../api/client';
import { paths } from '../shared/link';
import type { Choice } from './palette';

const shortId = /^[A-Za-z0-9][A-Za-z0-9_-]*-[0-9A-Za-z]+$/;
const eventId = /^[0-9a-fA-F]{32}$|^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/** As long as events are kept. */
const TRACE_PERIOD = '90d';

interface EventPlace {
  readonly organizationSlug: string;
  readonly groupId: string;
  readonly eventId: string;
}

/** An id of 32 digits is an event's or a trace's; both are asked for at once. */
async function placeOfEvent(org: string, id: string): Promise<string> {
  const digits = id.replaceAll('-', '').toLowerCase();
  const query = `trace:${digits}`;
  const [event, trace] = await Promise.allSettled([
    get<EventPlace>(`organizations/${part(org)}/eventids/${part(digits)}/`),
    get<readonly unknown[]>(`organizations/${part(org)}/issues/`, { query, project: '-1', statsPeriod: TRACE_PERIOD, limit: 1 }),
  ]);
  if (event.status === 'fulfilled') return paths.event(event.value.organizationSlug, event.value.groupId, event.value.eventId);
  if (trace.status === 'fulfilled' && trace.value.length > 0) {
    return `${paths.issues(org)}?${new URLSearchParams({ query, project: '-1', statsPeriod: TRACE_PERIOD }).toString()}`;
  }
  throw event.reason;
}

async function placeOfShortId(org: string, id: string): Promise<string> {
  const place = await get<{ readonly organizationSlug: string; readonly groupId: string }>(`organizations/${part(org)}/shortids/${part(id.toUpperCase())}/`);
  return paths.issue(place.organizationSlug, place.groupId);
}

/** The path and query of an address, whatever its host: `acme.sentry.io/issues/1/` is `/organizations/acme/issues/1/`. */
export function pathOfAddress(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const base = basePath();
  let path = url.host === window.location.host && url.pathname.startsWith(base) ? `/${url.pathname.slice(base.length)}` : url.pathname;
  if (!path.endsWith('/')) path += '/';
  const org = /^([a-z0-9-]+)\.sentry\.io$/.exec(url.host)?.[1];
  if (org && path.startsWith('/issues/')) path = `/organizations/${org}${path}`;
  return path + url.search;
}

export function findTarget(org: string, text: string): readonly Choice[] {
  const path = pathOfAddress(text);
  if (path) return [{ key: 'address', icon: 'arrow', title: path, note: 'this address', to: path }];
  if (!org) return [];
  if (eventId.test(text)) return [{ key: 'event', icon: 'arrow', title: text, note: 'event or trace', to: () => placeOfEvent(org, text) }];
  if (shortId.test(text) && /\d|[A-Z]/.test(text)) {
    return [{ key: 'issue', icon: 'arrow', title: text.toUpperCase(), note: 'issue', to: () => placeOfShortId(org, text) }];
  }
  return [];
}
