// A span of a chart that is drawn with the pointer. Touch scrolls the page instead.
import { useRef, useState, type PointerEvent } from 'react';

/** A span under the pointer, as shares of the width. A click without a move is none. */
export function useDrag(onDone: (left: number, right: number) => void) {
  const [span, setSpan] = useState<readonly [number, number]>();
  const start = useRef<number>(undefined);
  const share = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  };
  const ordered = (event: PointerEvent): readonly [number, number] => {
    const at = share(event);
    return [Math.min(start.current!, at), Math.max(start.current!, at)];
  };
  return {
    span,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.pointerType === 'touch' || event.button !== 0) return;
        start.current = share(event);
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent) => {
        if (start.current !== undefined) setSpan(ordered(event));
      },
      onPointerUp: (event: PointerEvent) => {
        if (start.current === undefined) return;
        const [left, right] = ordered(event);
        start.current = undefined;
        setSpan(undefined);
        if (right - left > 0.02) onDone(left, right);
      },
    },
  };
}
