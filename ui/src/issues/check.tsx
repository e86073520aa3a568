// A plain checkbox: a list has fifty of them, and a row is drawn often.
import { useEffect, useRef, type ChangeEvent } from 'react';
import styles from './check.module.css';

export interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  /** Some but not all. */
  readonly partly?: boolean;
  readonly onChange: (checked: boolean, event: ChangeEvent<HTMLInputElement>) => void;
}

export function Check({ label, checked, partly = false, onChange }: CheckProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = partly;
  }, [partly]);
  return (
    <label className={styles.target}>
      <input ref={box} type="checkbox" className={styles.box} aria-label={label} checked={checked} onChange={(event) => onChange(event.target.checked, event)} />
    </label>
  );
}
