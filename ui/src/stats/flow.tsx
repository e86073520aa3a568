// All that was counted as one line, shared out by what became of it.
import { share } from '../shared/format';
import { edgeOf, fillOf } from './fate_mark';
import { fates, type FateCount } from './outcomes';
import styles from './stats.module.css';

const WIDTH = 1000;
const HEIGHT = 14;
/** Of the whole: less could not be seen. */
const LEAST = 0.004;
const GAP = 2;

export function Flow({ counts }: { readonly counts: readonly FateCount[] }) {
  const total = counts.reduce((sum, one) => sum + one.total, 0);
  if (total === 0) return null;
  const widths = counts.map((one) => Math.max(one.total / total, LEAST));
  const unit = WIDTH / widths.reduce((sum, width) => sum + width, 0);
  const words = counts.map((one) => `${fates[one.fate].word} ${share(one.total, total)}`).join(', ');
  let x = 0;
  return (
    <svg className={styles.flow} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} role="img" aria-label={words}>
      {counts.map((one, at) => {
        const from = x;
        const width = widths[at]! * unit;
        x += width;
        return (
          <rect key={one.fate} x={from} y=".5" width={Math.max(1, width - GAP)} height={HEIGHT - 1} fill={fillOf(one.fate)} stroke={edgeOf(one.fate)}
            vectorEffect="non-scaling-stroke" />
        );
      })}
    </svg>
  );
}
