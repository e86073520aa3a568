import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usePainted } from './use_painted';

function Page({ name, ready }: { readonly name: string; readonly ready: boolean }) {
  return <p>{usePainted(name, ready) ? 'whole' : 'first'}</p>;
}

const said = (page: ReturnType<typeof render>) => page.container.textContent;
const paint = () => act(() => vi.advanceTimersByTime(50));

describe('what comes after the paint', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for what matters, and for a frame behind it', () => {
    const page = render(<Page name="one" ready={false} />);
    paint();
    expect(said(page)).toBe('first');
    page.rerender(<Page name="one" ready />);
    expect(said(page)).toBe('first');
    paint();
    expect(said(page)).toBe('whole');
    // Nothing of it goes again while the next part is read.
    page.rerender(<Page name="one" ready={false} />);
    expect(said(page)).toBe('whole');
  });

  it('begins anew for another name, and is there at once on the way back', () => {
    const page = render(<Page name="two" ready />);
    paint();
    page.rerender(<Page name="three" ready={false} />);
    expect(said(page)).toBe('first');
    page.unmount();
    expect(said(render(<Page name="two" ready={false} />))).toBe('whole');
  });

  it('does not come when the page is left before', () => {
    const page = render(<Page name="four" ready />);
    page.unmount();
    paint();
    expect(said(render(<Page name="four" ready={false} />))).toBe('first');
  });
});
