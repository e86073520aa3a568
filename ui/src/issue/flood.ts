// What would stop the events of an issue, tried by the server on those of the last day, and what each way does, in words.
import { queryOptions } from '@tanstack/react-query';
import { get, part, send } from '../api/client';
import type { Flood, FloodStop, FloodStopped } from '../api/issue_types';
import { counted, exactCount } from '../shared/format';

export type Way = FloodStop['action'];

const path = (org: string, issue: string): string => `organizations/${part(org)}/issues/${part(issue)}/flood/`;

export const floodQuery = (org: string, issue: string) => queryOptions({
  queryKey: ['flood', org, issue],
  // Each look reads the events of a day.
  staleTime: 30_000,
  gcTime: 30_000,
  queryFn: ({ signal }) => get<Flood>(path(org, issue), {}, signal),
});

export const stopFlood = (org: string, issue: string, body: FloodStop): Promise<FloodStopped> => send<FloodStopped>('POST', path(org, issue), body);

/** "per hour", "per 10 min", "per 90 s". */
export function windowWords(seconds: number): string {
  if (seconds === 3600) return 'per hour';
  if (seconds === 86_400) return 'per day';
  return seconds % 60 === 0 ? `per ${seconds === 60 ? 'minute' : `${exactCount(seconds / 60)} min`}` : `per ${exactCount(seconds)} s`;
}

/** What the filter would have done, and to whom. */
export function filterWords({ dropped, sample, active }: NonNullable<Flood['filterMessage']>): string {
  const tried = sample.stored === 0
    ? 'No event of the last 24 hours is stored, so it could not be tried.'
    : `It meets ${exactCount(dropped)} of ${counted(sample.examined, 'stored event')} of the last 24 hours${sample.complete ? '' : ', as far as they were read'}.`;
  return `${active ? 'The filter is there already. ' : ''}${tried}`;
}

/** Issues besides this one and those that are named that the filter meets. */
export const unnamedOthers = ({ issueCount, otherIssues }: NonNullable<Flood['filterMessage']>): number => Math.max(0, issueCount - 1 - otherIssues.length);

export function discardWords({ hashes, dropped }: Flood['discard']): string {
  return `The issue is deleted, and events with ${hashes === 1 ? 'its hash' : `one of its ${exactCount(hashes)} hashes`} are dropped from then on: ${counted(dropped, 'event')} in the last 24 hours.`;
}

/** `count`: what the limit would be. The server knows what its own proposal would have dropped, not what another would. */
export function limitWords({ accepted, dropped, rateLimit }: NonNullable<Flood['limitKey']>, count: number): string {
  const got = `It brought ${counted(accepted, 'event')} of all issues in the last 24 hours`;
  if (count !== rateLimit.count) return `${got}. What is over the limit is refused, whatever issue it is of.`;
  return `${got}; ${exactCount(dropped)} would have been over the limit. It is for all issues, not for this one.`;
}

export function doneWords(done: FloodStopped, shortId: string): string {
  if (done.action === 'filter-message') return 'Filtered from now on, within 2 s. The filter is in the inbound filters of the project.';
  if (done.action === 'discard') return `Discarded ${shortId}. Its events are dropped from now on.`;
  const { key, rateLimit } = done;
  return rateLimit === undefined ? 'The key has a limit now.'
    : `Key ${key?.name ?? ''} is limited to ${exactCount(rateLimit.count)} ${windowWords(rateLimit.window)}.`;
}
