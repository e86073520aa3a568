// What matters first is painted first: the rest of a page is built and asked for once that has been on the screen.
import { useEffect, useState } from 'react';

/** Names that were painted before; the oldest go first. */
const LIMIT = 500;
const painted = new Set<string>();

/**
 * False until what `ready` announces has been painted. What was painted before under that name is there whole from the start: Back
 * can then find its place again.
 */
export function usePainted(name: string, ready: boolean): boolean {
  const [done, setDone] = useState<string>();
  const known = done === name || painted.has(name);
  useEffect(() => {
    if (!ready || known) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame is painted after its callbacks: what comes next comes behind it.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        painted.add(name);
        if (painted.size > LIMIT) painted.delete(painted.keys().next().value!);
        setDone(name);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [name, ready, known]);
  return known;
}
