// A small bar chart of one row: its own maximum, so never compared with the row above (the number beside it is).
import { exactCount } from './format';
import styles from './marks.module.css';

export interface SparklineProps {
  readonly values: readonly number[];
  readonly width?: number;
  readonly height?: number;
  /** What one bar is, for the label: "hour", "day". */
  readonly bucket?: string;
  /** Colours what is over half of the peak: only for an escalating issue. */
  readonly escalating?: boolean;
}

export function Sparkline({ values, width = 120, height = 24, bucket = 'hour', escalating = false }: SparklineProps) {
  const peak = Math.max(0, ...values);
  const step = width / Math.max(values.length, 1);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className={styles.spark}
      role="img" aria-label={values.length ? `events per ${bucket}, peak ${exactCount(peak)}` : 'no data'}>
      {values.map((value, index) => {
        const tall = value > 0 ? Math.max(2, (value / peak) * (height - 1)) : 1;
        const colour = value <= 0 ? 'var(--bar-dim)' : escalating && value / peak > 0.5 ? 'var(--esc)' : 'var(--bar-c)';
        return (
          <rect key={index} x={index * step} y={height - tall} width={Math.max(1, step - 1)} height={tall} fill={colour} />
        );
      })}
    </svg>
  );
}
