// Priority: three rising bars, filled by degree, without colour (ui.md section 5).
import { Icon } from './icons';
import styles from './marks.module.css';

const degrees: Readonly<Record<string, number>> = { high: 3, medium: 2, low: 1 };

export interface PriorityProps {
  readonly priority: string | null;
  /** Set by hand: automatic changes are off. */
  readonly locked?: boolean;
  /** Also writes the word. */
  readonly label?: boolean;
}

export function Priority({ priority, locked = false, label = false }: PriorityProps) {
  if (!priority) return <span className="muted" title="No priority">–<span className="vh">no priority</span></span>;
  const filled = degrees[priority] ?? 0;
  const word = priority.charAt(0).toUpperCase() + priority.slice(1);
  const meaning = `${word} priority${locked ? ', set by hand' : ''}`;
  return (
    <span className={styles.priority} title={meaning}>
      <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden>
        {[0, 1, 2].map((step) => (
          <rect key={step} x={step * 5} y={8 - step * 4} width="3.5" height={4 + step * 4} rx="1"
            fill={step < filled ? 'var(--t1)' : 'var(--line2)'} />
        ))}
      </svg>
      {label && <span>{word}</span>}
      {locked && <Icon name="lock" size={11} />}
      <span className="vh">{label ? 'priority' : meaning}</span>
    </span>
  );
}
