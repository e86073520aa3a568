// Where somebody is in a paged list, which cursors do not say: the number of the first row behind a cursor, and the row
// that the keyboard was on. Kept for the tab, so that Back and a reload find the place again.

const KEY = 'picket.places';
/** Oldest places are forgotten beyond this: a place is two numbers, and nobody goes back further. */
const LIMIT = 200;

interface Place {
  /** 0-based number of the first row. */
  readonly start?: number;
  /** Issue that the cursor was on. */
  readonly row?: string;
}

function readAll(): [string, Place][] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? (stored as [string, Place][]) : [];
  } catch {
    return [];
  }
}

export function placeOf(url: string): Place {
  return readAll().find(([known]) => known === url)?.[1] ?? {};
}

export function keepPlace(url: string, place: Place): void {
  const others = readAll().filter(([known]) => known !== url);
  const merged = { ...placeOf(url), ...place };
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...others, [url, merged]].slice(-LIMIT)));
  } catch {
    // Storage is full or refused: the list starts at its top.
  }
}
