// Keeps the chosen theme in this browser, under the key that index.html reads.
import { isMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { themeKey } from './theme';

export function createColorSchemeManager(): MantineColorSchemeManager {
  let onStorage: ((event: StorageEvent) => void) | undefined;
  return {
    get(fallback) {
      try {
        const kept = localStorage.getItem(themeKey);
        return isMantineColorScheme(kept) ? kept : fallback;
      } catch {
        return fallback;
      }
    },
    set(value) {
      try {
        localStorage.setItem(themeKey, value);
      } catch {
        // Holds for this window.
      }
    },
    subscribe(update) {
      onStorage = (event) => {
        if (event.key === themeKey && isMantineColorScheme(event.newValue)) update(event.newValue);
      };
      window.addEventListener('storage', onStorage);
    },
    unsubscribe() {
      if (onStorage) window.removeEventListener('storage', onStorage);
    },
    clear() {
      try {
        localStorage.removeItem(themeKey);
      } catch {
        // Nothing was kept.
      }
    },
  };
}
