// Whether the server answers, and how fresh its answers are; filled by the API client.
import { createStore } from '../shared/store';

/** Set while the server does not answer. */
export const connection = createStore<{ readonly since: number } | undefined>(undefined);
let lastAnswer = Date.now();

export function reached(answered: boolean): void {
  if (answered) {
    lastAnswer = Date.now();
    connection.set(undefined);
  } else if (!connection.get()) {
    connection.set({ since: lastAnswer });
  }
}

export interface Freshness {
  /** Everything before this moment is in the answer. Milliseconds since 1970, by the server's clock. */
  readonly until: number;
  readonly pending: number;
  /** Milliseconds from that moment to the answer. */
  readonly lag: number;
}

export const freshness = createStore<Freshness | undefined>(undefined);

/** `answeredAt` by the server's clock: that of a browser may be wrong, and an answer may be old by now. */
export function noteFreshness(dataUntil: string, pending: number, answeredAt = Date.now()): void {
  const until = Date.parse(dataUntil);
  if (!Number.isNaN(until)) freshness.set({ until, pending, lag: Math.max(0, answeredAt - until) });
}
