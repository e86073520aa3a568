// How lines of a chart are told apart: each has a colour, a pattern where it is an area, and dashes where it is a line.
import type { Shape } from './series';

const COLOURS = ['var(--g1)', 'var(--g2)', 'var(--g3)', 'var(--g4)', 'var(--g5)'];
const DASHES = ['', '7 3', '2 3', '9 3 2 3', '4 2'];
const TILE = 8;

/** Of the chart at a place of the page: rows of the table carry the marks of the first. */
export const chartName = (place: number): string => `chart-${place}`;

export interface MarkOf {
  /** Of the chart: patterns of several charts do not meet. */
  readonly chart: string;
  readonly at: number;
  readonly isOther: boolean;
  /** The only line of its chart. */
  readonly single: boolean;
}

export function strokeOf({ at, isOther, single }: MarkOf): string {
  if (single) return 'var(--accent)';
  return isOther ? 'var(--t3)' : COLOURS[at % COLOURS.length]!;
}

export function dashOf({ at, isOther, single }: MarkOf): string | undefined {
  return single || isOther ? undefined : DASHES[at % DASHES.length] || undefined;
}

export function fillOf({ chart, at, isOther, single }: MarkOf): string {
  if (single) return 'var(--bar-c)';
  return isOther ? 'var(--bar-dim)' : `url(#${chart}-${at % COLOURS.length})`;
}

const STROKES: readonly string[] = ['', `M-2 2L2 -2M0 ${TILE}L${TILE} 0M${TILE - 2} ${TILE + 2}L${TILE + 2} ${TILE - 2}`, 'M2 2h2M6 6h2', `M0 2H${TILE}M0 6H${TILE}`, `M0 0L${TILE} ${TILE}M0 ${TILE}L${TILE} 0`];

/** For `fillOf`; stands once for each chart, also while its numbers are shown as a table. */
export function Patterns({ chart }: { readonly chart: string }) {
  return (
    <defs>
      {COLOURS.map((colour, at) => (
        <pattern key={colour} id={`${chart}-${at}`} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
          <rect width={TILE} height={TILE} fill={colour} fillOpacity={at === 0 ? 1 : 0.3} />
          {STROKES[at] && <path d={STROKES[at]} stroke={colour} strokeWidth="2" fill="none" />}
        </pattern>
      ))}
    </defs>
  );
}

export function Swatch({ mark, shape }: { readonly mark: MarkOf; readonly shape: Shape }) {
  return (
    <svg width="14" height="10" viewBox="0 0 14 10" aria-hidden style={{ flex: 'none' }}>
      {shape === 'lines'
        ? <path d="M0 5H14" stroke={strokeOf(mark)} strokeDasharray={dashOf(mark)} strokeWidth="2" />
        : <rect x="0.5" y="0.5" width="13" height="9" fill={fillOf(mark)} stroke={strokeOf(mark)} />}
    </svg>
  );
}
