// The sentences that the page begins with: how much came, whether anything was lost, and where the rest went.
import { share } from '../shared/format';
import { amountOf, type Category } from './categories';
import { fates, type FateCount } from './outcomes';
import type { Explained } from './reasons';

export interface Verdict {
  /** "1,284,310 events arrived in the last 24 hours." */
  readonly arrived: string;
  /** "Nothing was lost." */
  readonly lost: string;
  readonly isLost: boolean;
  /** "107,882 of them (8.4%) were not stored. …" */
  readonly rest: string;
}

const dropped = ({ fate }: FateCount): boolean => fate !== 'stored' && fate !== 'pending' && fate !== 'lost';
const sumOf = (counts: readonly FateCount[]): number => counts.reduce((sum, one) => sum + one.total, 0);

/** `range`: "in the last 24 hours". `explain` gives the words of the most frequent reason. */
export function verdictOf(category: Category, range: string, counts: readonly FateCount[], explain: (count: FateCount) => Explained): Verdict {
  const of = (wanted: FateCount['fate']) => sumOf(counts.filter(({ fate }) => fate === wanted));
  const verb = (count: number) => (count === 1 || category.inBytes ? 'was' : 'were');
  const lost = of('lost');
  const pending = of('pending');
  // What an SDK dropped did not come here; it is told of all the same.
  const arrived = sumOf(counts) - of('discarded');
  return {
    arrived: arrived === 0 ? `No ${category.noun.replace(/^of /, '')} arrived ${range}.` : `${amountOf(category, arrived)} arrived ${range}.`,
    lost: lost === 0 ? 'Nothing was lost.' : `${amountOf(category, lost)} ${verb(lost)} lost.`,
    isLost: lost > 0,
    rest: [
      notStored(category, counts, verb, explain),
      pending > 0 && `${amountOf(category, pending)} ${verb(pending) === 'was' ? 'is' : 'are'} waiting to be processed.`,
    ].filter(Boolean).join(' '),
  };
}

/** "Web crawlers" within a sentence; "IP addresses" and `before_send` stay. */
const within = (title: string): string => (/^[A-Z][a-z ]/.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title);

function notStored(category: Category, counts: readonly FateCount[], verb: (count: number) => string, explain: (count: FateCount) => Explained): string {
  const all = sumOf(counts);
  const others = counts.filter(dropped);
  if (all === 0) return '';
  if (others.length === 0) return 'All that came was taken.';
  const sum = sumOf(others);
  const most = [...others].sort((one, other) => other.reasons[0]!.total - one.reasons[0]!.total)[0]!;
  const mostTotal = most.reasons[0]!.total;
  const what = `${most.fate === 'discarded' ? 'dropped by the SDK' : within(fates[most.fate].word)}: ${within(explain(most).title)}`;
  if (mostTotal === sum) return `${amountOf(category, sum)} (${share(sum, all)}) ${verb(sum)} ${what}.`;
  return `${amountOf(category, sum)} (${share(sum, all)}) ${verb(sum)} not stored; most of it, ${share(mostTotal, sum)}, was ${what}.`;
}
