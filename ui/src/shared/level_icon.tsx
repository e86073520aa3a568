// The level of an event: a shape and a colour, and the word for those who see neither (ui.md section 5).
import type { ReactNode } from 'react';
import styles from './marks.module.css';

const shapes: Readonly<Record<string, ReactNode>> = {
  fatal: (
    <>
      <path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z" fill="currentColor" />
      <path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  error: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" />
      <path d="M8 4.5v4.2M8 11.3v.1" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  warning: (
    <path d="M8 2.3 14.6 13.8H1.4zM8 6.7v3.3M8 11.9v.1" fill="none" stroke="currentColor" strokeWidth="1.6"
      strokeLinejoin="round" strokeLinecap="round" />
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 7.3v3.7M8 4.9V5" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  debug: <circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 1.8" />,
};

export interface LevelIconProps {
  /** As the API names it; an unknown one is drawn as debug and named by its word. */
  readonly level: string;
  readonly size?: number;
}

export function LevelIcon({ level, size = 14 }: LevelIconProps) {
  const known = level in shapes ? level : 'debug';
  return (
    <span className={styles.level} style={{ color: `var(--${known})` }} title={level}>
      <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden>{shapes[known]}</svg>
      <span className="vh">{level}</span>
    </span>
  );
}
