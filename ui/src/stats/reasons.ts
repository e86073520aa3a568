// Why something was not stored, and what to do about it: a sentence and one link for each reason.
// Source: shared reasons of relay's outcomes (src/protocol/outcome.h, docs/filters.md, docs/limits.md).
import { plainText } from '../shared/event_text';
import { paths } from '../shared/link';
import type { Fate } from './outcomes';

/** Where the link leads: the project that has most of it, and a part of this page. */
export interface Place {
  readonly org: string;
  /** Slug; undefined when no project is known. */
  readonly project: string | undefined;
  readonly superuser: boolean;
  /** The client key that has most of it, where one is known. */
  readonly key?: { readonly id: string; readonly name: string };
}

export type NextStep =
  | { readonly words: string; readonly to: string; readonly search?: Readonly<Record<string, string>> }
  | { readonly words: string; readonly part: 'health' | 'letters' };

export interface Explained {
  readonly title: string;
  readonly why: string;
  readonly next: NextStep;
}

type Step = 'filter' | 'discarded' | 'keys' | 'settings' | 'setup' | 'issues' | 'health' | 'letters' | 'doctor' | 'storage';
type Words = readonly [title: string, why: string, step: Step];

const filtered: Readonly<Record<string, Words>> = {
  'web-crawlers': ['Web crawlers', 'User agents of search engines, link previews and monitors.', 'filter'],
  'browser-extensions': ['Browser extensions', 'Errors that an extension of the browser made, not your code.', 'filter'],
  'legacy-browsers': ['Legacy browsers', 'Browsers that the project does not support.', 'filter'],
  'localhost': ['Localhost', 'Pages and servers on somebody’s own machine.', 'filter'],
  'filtered-transaction': ['Health checks', 'Transactions such as /healthz.', 'filter'],
  'error-message': ['Error messages', 'Messages that match a pattern of the project.', 'filter'],
  'release-version': ['Releases', 'Releases that match a pattern of the project.', 'filter'],
  'ip-address': ['IP addresses', 'Addresses that the project refuses.', 'filter'],
  'invalid-csp': ['Security policy reports', 'Reports about sources that the project ignores.', 'filter'],
  'react-hydration-errors': ['React hydration errors', 'Errors 418 to 425 of React.', 'filter'],
  'chunk-load-error': ['Chunk load errors', 'A page was open while a new version was deployed.', 'filter'],
  'discarded-hash': ['Discarded issues', 'Somebody deleted the issue and dropped its events from then on.', 'discarded'],
};

const limited: Readonly<Record<string, Words>> = {
  key_quota: ['Limit of a client key', 'The key sent more than its limit allows. SDKs waited and dropped the rest.', 'keys'],
  project_quota: ['Limit of the project', 'Set by whoever runs this server, in its configuration.', 'settings'],
  org_quota: ['Limit of the organization', 'Set by whoever runs this server, in its configuration.', 'health'],
  project_abuse_limit: ['Abuse limit of the project', 'A burst over what the server takes from one project.', 'keys'],
  org_abuse_limit: ['Abuse limit of the organization', 'A burst over what the server takes from one organization.', 'health'],
  spike: ['Spike protection', 'Far more came than in the days before, so the rest of the spike was dropped.', 'keys'],
};

const discarded: Readonly<Record<string, Words>> = {
  before_send: ['before_send returned nothing', 'Your own code decided not to send them.', 'setup'],
  event_processor: ['An event processor', 'Your own code, or an integration of the SDK, decided not to send them.', 'setup'],
  sample_rate: ['Sample rate', 'The SDK is set to send a share only.', 'setup'],
  network_error: ['Network error', 'The SDK could not reach this server.', 'setup'],
  send_error: ['Refused by the server', 'The server, or a proxy before it, answered with an error.', 'setup'],
  queue_overflow: ['Queue of the SDK was full', 'Events came faster than the SDK could send them.', 'setup'],
  cache_overflow: ['Cache of the SDK was full', 'The client was offline for longer than its cache holds.', 'setup'],
  buffer_overflow: ['Buffer of the SDK was full', 'Events came faster than the SDK could send them.', 'setup'],
  ratelimit_backoff: ['Waiting for a limit to end', 'The server had said that a limit was reached.', 'keys'],
  backpressure: ['Under load', 'The SDK sends less while the application is busy.', 'setup'],
  insufficient_data: ['Too little data', 'What was recorded was too short to be of use.', 'setup'],
  internal_sdk_error: ['Mistake of the SDK', 'A newer version of the SDK may help.', 'setup'],
};

const invalid: Readonly<Record<string, Words>> = {
  duplicate: ['Sent twice', 'The SDK tried again; the first copy is stored.', 'issues'],
  duplicate_item: ['Twice in one envelope', 'Only one event fits into an envelope; the first was stored.', 'issues'],
  project_id: ['Wrong project in the DSN', 'The key belongs to another project than the DSN names.', 'keys'],
  cors: ['Origin not allowed', 'A page of a domain that the project does not allow.', 'settings'],
  timestamp: ['Too old or too new', 'The time of the event is out of range: the clock of a client may be wrong.', 'issues'],
  dead_letter: ['Set aside', 'Could not be processed; kept, and can be replayed.', 'letters'],
  internal: ['Mistake of Picket', 'The program could not say what became of them. The server’s log has more.', 'doctor'],
  feature_disabled: ['Not taken here', 'This server does not take items of this kind.', 'setup'],
  no_data: ['Empty', 'The request had no event in it.', 'setup'],
  too_large: ['Too large', 'More bytes than the server takes. Trim what the application attaches.', 'setup'],
  invalid_transaction: ['Broken transaction', 'It lacks its times or its trace.', 'setup'],
};

const unknown: Readonly<Record<Fate, Words>> = {
  stored: ['Stored', 'To be found in issues.', 'issues'],
  pending: ['Waiting', 'Safe on disk, and visible in a moment.', 'health'],
  limited: ['A limit', 'A quota of the server’s configuration.', 'keys'],
  filtered: ['A condition of the project', 'The events met a condition of this name.', 'filter'],
  discarded: ['Dropped by the SDK', 'The SDK gives this reason.', 'setup'],
  invalid: ['Could not be read', 'The format was not as the protocol says.', 'setup'],
  unavailable: ['Could not be kept safe', 'The disk or the log refused, so the SDK heard 503.', 'storage'],
  lost: ['Taken away after it was accepted', 'The log had a gap when it was read: a disk was lost or replaced.', 'doctor'],
};

const tables: Partial<Readonly<Record<Fate, Readonly<Record<string, Words>>>>> = { filtered, limited, discarded, invalid };

/** A sampling rule, a size class and the like come after the name: `too_large:event`. */
function wordsOf(fate: Fate, reason: string): Words {
  const table = tables[fate] ?? {};
  const own = Object.hasOwn(table, reason) ? table[reason] : undefined;
  const [name = '', detail] = reason.split(':', 2);
  const family = own ?? (Object.hasOwn(table, name) ? table[name] : undefined);
  if (family) return detail && !own ? [`${family[0]}: ${detail}`, family[1], family[2]] : family;
  const [title, why, step] = unknown[fate];
  return [reason === 'none' || fate === 'unavailable' ? title : `${title}: ${reason}`, why, step];
}

function nextOf(step: Step, { org, project, superuser, key }: Place): NextStep {
  const ofProject = project === undefined ? '' : ` of ${project}`;
  switch (step) {
    case 'health': return { words: 'See ingest health', part: 'health' };
    case 'letters': return { words: 'Look at them', part: 'letters' };
    case 'doctor': return superuser ? { words: 'Ask the doctor', to: paths.adminDoctor() } : { words: 'See ingest health', part: 'health' };
    case 'storage': return superuser ? { words: 'See storage', to: paths.adminStorage() } : { words: 'See ingest health', part: 'health' };
    case 'issues': return { words: 'Open issues', to: paths.issues(org), search: { query: '' } };
    default: break;
  }
  if (project === undefined) return { words: 'Open projects', to: paths.projects(org) };
  if (step === 'filter') return { words: `Open the filter${ofProject}`, to: paths.projectFilters(org, project) };
  if (step === 'discarded') return { words: `Open what is discarded${ofProject}`, to: paths.projectDiscarded(org, project) };
  if (step === 'keys' && key) return { words: `Open key ${plainText(key.name)}`, to: paths.projectKey(org, project, key.id) };
  if (step === 'keys') return { words: `Open the keys${ofProject}`, to: paths.projectKeys(org, project) };
  if (step === 'settings') return { words: `Open settings${ofProject}`, to: paths.projectSettings(org, project) };
  return { words: `Check the set-up${ofProject}`, to: paths.firstSteps(org, project) };
}

/** Whether a key is what to look at. */
export const isOfKey = (fate: Fate, reason: string): boolean => wordsOf(fate, reason)[2] === 'keys';

export function explain(fate: Fate, reason: string, place: Place): Explained {
  const [title, why, step] = wordsOf(fate, reason);
  return { title, why, next: nextOf(step, place) };
}
