// The pattern of an outcome: a small square beside its word, and the fill of its bars. Never colour alone.
import { fateNames, fates, type Fate } from './outcomes';
import styles from './stats.module.css';

export const fillOf = (fate: Fate): string => (fates[fate].pattern === 'solid' ? `var(${fates[fate].colour})` : `url(#fate-${fate})`);

/** Once on a page whose bars use `fillOf`. */
export function FatePatterns() {
  return (
    <svg width="0" height="0" className={styles.patterns} aria-hidden>
      <defs>
        {fateNames.filter((fate) => fates[fate].pattern !== 'solid').map((fate) => (
          <pattern key={fate} id={`fate-${fate}`} width="5" height="5" patternUnits="userSpaceOnUse"><Tile fate={fate} /></pattern>
        ))}
      </defs>
    </svg>
  );
}

function Tile({ fate }: { readonly fate: Fate }) {
  const colour = `var(${fates[fate].colour})`;
  const ground = <rect width="5" height="5" fill={colour} opacity=".25" />;
  switch (fates[fate].pattern) {
    case 'diagonal': return <>{ground}<path d="M-1 1 1-1M0 5 5 0M4 6 6 4" stroke={colour} strokeWidth="1.6" /></>;
    case 'dots': return <>{ground}<circle cx="2.5" cy="2.5" r="1.4" fill={colour} /></>;
    case 'cross': return <>{ground}<path d="M1 1l3 3M4 1 1 4" stroke={colour} strokeWidth="1" /></>;
    case 'horizontal': return <>{ground}<path d="M0 2.5h5" stroke={colour} strokeWidth="1.6" /></>;
    default: return ground;
  }
}

/** Hollow bars have an edge instead of a fill. */
export const edgeOf = (fate: Fate): string | undefined => (fates[fate].pattern === 'hollow' ? `var(${fates[fate].colour})` : undefined);

const strokes: Partial<Readonly<Record<string, string>>> = {
  diagonal: 'M1 7 7 1M4 10l6-6', cross: 'M3 3l5 5M8 3 3 8', horizontal: 'M2 4h7M2 7h7',
};

export function FateMark({ fate, size = 11 }: { readonly fate: Fate; readonly size?: number }) {
  const { colour, pattern } = fates[fate];
  const ink = `var(${colour})`;
  return (
    <svg width={size} height={size} viewBox="0 0 11 11" aria-hidden className={styles.mark}>
      <rect x=".75" y=".75" width="9.5" height="9.5" rx="2" fill={pattern === 'solid' ? ink : 'none'} stroke={ink} strokeWidth="1.5" />
      {pattern === 'dots' && <circle cx="5.5" cy="5.5" r="2" fill={ink} />}
      {strokes[pattern] && <path d={strokes[pattern]} stroke={ink} strokeWidth="1.6" />}
    </svg>
  );
}
