// The place of what is still loading, in its exact height, shown only when the answer takes longer than a blink.
import { useEffect, useState } from 'react';
import styles from './skeleton.module.css';

const shownAfterMilliseconds = 150;
const longAfterMilliseconds = 4000;

/** True once the wait has lasted `milliseconds`. */
export function useWaited(milliseconds: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return over;
}

export interface SkeletonProps {
  readonly rows?: number;
  /** Height of each row in px: that of what follows. */
  readonly height?: number;
  /** Said after four seconds: "Still searching 90 days…" */
  readonly slow?: string;
}

export function Skeleton({ rows = 1, height = 46, slow }: SkeletonProps) {
  const shown = useWaited(shownAfterMilliseconds);
  const long = useWaited(longAfterMilliseconds);
  return (
    <div aria-busy="true" className={styles.skeleton}>
      <span className="vh" role="status">{long && slow ? slow : 'Loading'}</span>
      {long && slow && <p className={styles.slow} aria-hidden>{slow}</p>}
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height }} className={styles.row}>
          {shown && <i style={{ width: `${38 + ((row * 17) % 40)}%` }} />}
        </div>
      ))}
    </div>
  );
}
