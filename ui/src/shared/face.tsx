// Who: round initials for a person, a square for a team, a dashed plus for nobody. No remote pictures.
import { plainText } from './event_text';
import { Icon } from './icons';
import styles from './marks.module.css';

export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s._@-]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words[1]!] : words.slice(0, 1);
  return letters.map((word) => Array.from(word)[0] ?? '').join('').toUpperCase() || '?';
}

export interface FaceProps {
  readonly who: { readonly type?: 'user' | 'team'; readonly name: string } | null;
  readonly size?: number;
  /** Says the name as text next to the face already: then the face is silent. */
  readonly silent?: boolean;
}

export function Face({ who, size = 20, silent = false }: FaceProps) {
  const box = { width: size, height: size };
  if (!who) {
    return (
      <span className={`${styles.face} ${styles.nobody}`} style={box} title="Nobody is assigned">
        <Icon name="plus" size={size / 2} />
        {!silent && <span className="vh">Nobody is assigned</span>}
      </span>
    );
  }
  const team = who.type === 'team';
  const name = plainText(who.name);
  const text = team ? Array.from(name).slice(0, 2).join('') : initialsOf(name);
  return (
    <span className={`${styles.face} ${team ? styles.team : ''}`} style={box} title={name}>
      <span aria-hidden>{text}</span>
      {!silent && <span className="vh">{team ? `team ${name}` : name}</span>}
    </span>
  );
}
