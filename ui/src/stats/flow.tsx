// All that was counted as one line, shared out by what became of it.
import { share } from '../shared/format';
import { edgeOf, fillOf } from './fate_mark';
import { fates, type FateCount } from './outcomes';
import styles from './stats.module.css';

/** Of the whole: less could not be seen. */
const LEAST = 0.004;

export function Flow({ counts }: { readonly counts: readonly FateCount[] }) {
  const total = counts.reduce((sum, one) => sum + one.total, 0);
  if (total === 0) return null;
  const words = counts.map((one) => `${fates[one.fate].word} ${share(one.total, total)}`).join(', ');
  return (
    <div className={styles.flow} role="img" aria-label={words}>
      {counts.map((one) => (
        // In pixels of the screen: a pattern that is stretched is another one.
        <svg key={one.fate} height="14" style={{ flexGrow: Math.max(one.total / total, LEAST) }}>
          <rect width="100%" height="100%" fill={fillOf(one.fate)} stroke={edgeOf(one.fate)} strokeWidth="2" />
        </svg>
      ))}
    </div>
  );
}
