// What can become of something that was sent, as the page shows it: "unavailable" is Picket's own fault, so it does not
// stand among what was invalid, and every limit stands under one name.
// Source: design reference, section 5.

export type Fate = 'stored' | 'limited' | 'filtered' | 'discarded' | 'invalid' | 'unavailable' | 'pending' | 'lost';

export interface FateLook {
  readonly word: string;
  /** Token of its colour. */
  readonly colour: string;
  readonly pattern: 'solid' | 'diagonal' | 'dots' | 'hollow' | 'cross' | 'horizontal';
}

/** In the order of the table, and of the bars from below. */
export const fates: Readonly<Record<Fate, FateLook>> = {
  lost: { word: 'Lost', colour: '--error', pattern: 'solid' },
  stored: { word: 'Stored', colour: '--bar-c', pattern: 'solid' },
  pending: { word: 'Waiting', colour: '--accent', pattern: 'hollow' },
  limited: { word: 'Rate limited', colour: '--warning', pattern: 'diagonal' },
  filtered: { word: 'Filtered', colour: '--info', pattern: 'dots' },
  discarded: { word: 'Dropped by SDK', colour: '--t3', pattern: 'hollow' },
  invalid: { word: 'Invalid', colour: '--error', pattern: 'cross' },
  unavailable: { word: 'Unavailable', colour: '--esc', pattern: 'horizontal' },
};

export const fateNames = Object.keys(fates) as readonly Fate[];

/** Outcome and reason as the API names them. */
export function fateOf(outcome: string, reason: string): Fate {
  switch (outcome) {
    case 'accepted': return 'stored';
    case 'filtered': return 'filtered';
    case 'client_discard': return 'discarded';
    case 'pending': return 'pending';
    case 'lost': return 'lost';
    case 'invalid': return reason === 'unavailable' ? 'unavailable' : 'invalid';
    default: return 'limited';
  }
}

export interface Count {
  readonly outcome: string;
  readonly reason: string;
  readonly total: number;
  /** By interval; empty where only totals were asked for. */
  readonly series: readonly number[];
}

export interface FateCount {
  readonly fate: Fate;
  readonly total: number;
  readonly series: readonly number[];
  /** The most frequent first. */
  readonly reasons: readonly Count[];
}

function added(one: readonly number[], other: readonly number[]): readonly number[] {
  return one.length >= other.length ? one.map((value, at) => value + (other[at] ?? 0)) : added(other, one);
}

/** Only what there is, in the order of the table. */
export function byFate(counts: readonly Count[]): readonly FateCount[] {
  return fateNames.flatMap((fate) => {
    const reasons = counts.filter((count) => count.total > 0 && fateOf(count.outcome, count.reason) === fate);
    if (reasons.length === 0) return [];
    return [{
      fate,
      total: reasons.reduce((sum, count) => sum + count.total, 0),
      series: reasons.reduce<readonly number[]>((sum, count) => added(sum, count.series), []),
      reasons: [...reasons].sort((one, other) => other.total - one.total),
    }];
  });
}
