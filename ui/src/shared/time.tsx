// A moment, shown as an age or as a date, with the exact time in both zones on hover. All ages of a page move
// together once every ten seconds.
import { useSyncExternalStore } from 'react';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/queries';
import type { Timestamp } from '../api/types';
import { age, ago, bothZones, dateTime } from './format';

const tickMilliseconds = 10_000;
let current = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    current = Date.now();
    timer = setInterval(() => {
      current = Date.now();
      for (const each of listeners) each();
    }, tickMilliseconds);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** Now, in milliseconds, renewed every ten seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}

/** The time zone that the account chose; UTC for incident talk unless it did. */
export function useTimeZone(): string {
  return useQuery({ ...meQuery, enabled: false }).data?.options.timezone || 'UTC';
}

export interface TimeProps {
  readonly at: Timestamp | null;
  /** `age`: "33 min". `ago`: "33 min ago". `date`: "13 May 11:41:09 UTC". */
  readonly as?: 'age' | 'ago' | 'date';
  /** Shown when there is no time. */
  readonly none?: string;
}

export function Time({ at, as = 'age', none = 'never' }: TimeProps) {
  const now = useNow();
  const zone = useTimeZone();
  const moment = at === null ? Number.NaN : Date.parse(at);
  if (Number.isNaN(moment)) return <span className="muted">{none}</span>;
  const text = as === 'age' ? age(moment, now, zone) : as === 'ago' ? ago(moment, now, zone) : dateTime(moment, now, zone);
  return <time dateTime={at ?? ''} title={bothZones(moment, zone)}>{text}</time>;
}
