// The choice of a platform: a filter and radio buttons by family.
import { useId, useState } from 'react';
import { SearchInput } from '../shared/search_input';
import { families, platforms } from './platforms';
import styles from './platform_picker.module.css';

export interface PlatformPickerProps {
  /** Id of a platform; empty: none chosen yet. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error?: string;
}

export function PlatformPicker({ value, onChange, error }: PlatformPickerProps) {
  const [text, setText] = useState('');
  const group = useId();
  const word = text.trim().toLowerCase();
  const shown = platforms.filter((platform) => platform.id === value || platform.name.toLowerCase().includes(word) || platform.id.includes(word)
    || families.some((family) => family.id === platform.family && family.name.toLowerCase().includes(word)));
  return (
    <div role="radiogroup" aria-label="Platform" aria-invalid={error ? true : undefined} aria-describedby={error ? `${group}-error` : undefined}>
      <SearchInput label="Filter platforms" placeholder="Python, Django, React…" value={text} onChange={setText} />
      <div className={styles.families}>
        {families.map((family) => {
          const own = shown.filter((platform) => platform.family === family.id);
          if (own.length === 0) return null;
          return (
            <fieldset key={family.id} className={styles.family}>
              <legend>{family.name}</legend>
              {own.map((platform) => (
                <label key={platform.id} className={styles.choice}>
                  <input type="radio" name={group} value={platform.id} checked={platform.id === value} onChange={() => onChange(platform.id)} />
                  <span>{platform.name}</span>
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
      {shown.length === 0 && (
        <p className="muted">No platform is named so. Choose "curl, or any HTTP client": every Sentry SDK works with Picket.</p>
      )}
      {error && <p id={`${group}-error`} role="alert" className={styles.error}>{error}</p>}
    </div>
  );
}
