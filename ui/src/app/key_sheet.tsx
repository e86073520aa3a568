// The `?` sheet: the keys of this page first, then those that work everywhere, with a filter.
import { useState } from 'react';
import { Dialog } from '../shared/dialog';
import { commandKey, Kbd } from '../shared/kbd';
import { useKeyGroups } from '../shared/keyboard';
import styles from './key_sheet.module.css';

function keyNames(keys: string): readonly string[] {
  return keys.split(' ').map((key) => key.replace(/^mod\+(.)$/, (_, letter: string) => commandKey + letter.toUpperCase()));
}

export default function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const groups = useKeyGroups();
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const found = groups
    .map((group) => ({ ...group, bindings: group.bindings.filter((binding) => `${binding.label} ${binding.keys}`.toLowerCase().includes(wanted)) }))
    .filter((group) => group.bindings.length > 0);
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} width={520}>
      <input className={styles.filter} type="search" placeholder="Filter" aria-label="Filter shortcuts" value={filter}
        data-autofocus onChange={(event) => setFilter(event.target.value)} />
      <div className={styles.groups}>
        {found.map((group) => (
          <section key={group.title}>
            <h3 className={styles.title}>{group.title}</h3>
            <dl>
              {group.bindings.map((binding) => (
                <div key={binding.keys} className={styles.row}>
                  <dt>{binding.label}</dt>
                  <dd>{keyNames(binding.keys).map((key) => <Kbd key={key}>{key}</Kbd>)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {found.length === 0 && <p className="muted">No shortcut matches.</p>}
      </div>
    </Dialog>
  );
}
