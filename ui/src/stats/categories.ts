// What is counted apart, under the names that Sentry's address has (`dataCategory=errors`).
import { bytes, exactCount } from '../shared/format';

export interface Category {
  /** In the address. */
  readonly key: string;
  /** In the API. */
  readonly name: string;
  readonly title: string;
  readonly noun: string;
  readonly plural: string;
  /** The quantity is bytes. */
  readonly inBytes?: boolean;
}

const known: readonly Category[] = [
  { key: 'errors', name: 'error', title: 'Errors', noun: 'event', plural: 'events' },
  { key: 'transactions', name: 'transaction', title: 'Transactions', noun: 'transaction', plural: 'transactions' },
  { key: 'attachments', name: 'attachment', title: 'Attachments', noun: 'of attachments', plural: 'of attachments', inBytes: true },
  { key: 'attachmentItems', name: 'attachment_item', title: 'Attached files', noun: 'file', plural: 'files' },
  { key: 'sessions', name: 'session', title: 'Sessions', noun: 'session', plural: 'sessions' },
  { key: 'monitors', name: 'monitor', title: 'Check-ins', noun: 'check-in', plural: 'check-ins' },
  { key: 'feedback', name: 'user_report_v2', title: 'Feedback', noun: 'message', plural: 'messages' },
  { key: 'spans', name: 'span', title: 'Spans', noun: 'span', plural: 'spans' },
  { key: 'logItems', name: 'log_item', title: 'Logs', noun: 'log', plural: 'logs' },
  { key: 'replays', name: 'replay', title: 'Replays', noun: 'replay', plural: 'replays' },
];

export const errors = known[0]!;

/** A word of the API as a title: "Profile duration". */
const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

/** Of the API's name, or of the address; one that nobody knows is called by its own word. */
export function categoryOf(name: string | undefined): Category {
  if (!name) return errors;
  return known.find((one) => one.name === name || one.key === name)
    ?? { key: name, name, title: titleOf(name), noun: 'item', plural: 'items', inBytes: name.endsWith('_byte') };
}

export function amount(category: Category, count: number): string {
  return category.inBytes ? bytes(count) : exactCount(count);
}

/** "1,204 events", "1 event", "3.0 MiB of attachments". */
export function amountOf(category: Category, count: number): string {
  return `${amount(category, count)} ${count === 1 ? category.noun : category.plural}`;
}
