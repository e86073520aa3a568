import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeToast, toast, Toasts, undoLast } from './toast';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  act(closeToast);
  vi.useRealTimers();
});

const say = (given: Parameters<typeof toast>[0]) => act(() => toast(given));

describe('toast', () => {
  it('is there for ten seconds', () => {
    render(<Toasts />);
    say({ text: 'Resolved SHOP-API-2F.' });
    expect(screen.getByRole('status').textContent).toContain('Resolved SHOP-API-2F.');
    act(() => void vi.advanceTimersByTime(9_900));
    expect(screen.getByRole('status').textContent).not.toBe('');
    act(() => void vi.advanceTimersByTime(200));
    expect(screen.getByRole('status').textContent).toBe('');
  });
  it('waits while the pointer is on it', () => {
    render(<Toasts />);
    say({ text: 'Archived 3 issues.' });
    fireEvent.mouseEnter(screen.getByText('Archived 3 issues.').parentElement!);
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.getByText('Archived 3 issues.')).toBeTruthy();
  });
  it('takes back once', () => {
    const undo = vi.fn();
    render(<Toasts />);
    say({ text: 'Resolved.', undo });
    fireEvent.click(screen.getByRole('button', { name: /Undo/ }));
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText('Resolved.')).toBeNull();
    expect(undoLast()).toBe(false);
  });
  it('is an alert when something failed', () => {
    render(<Toasts />);
    say({ text: 'Not saved.', kind: 'failed' });
    expect(screen.getByRole('alert').textContent).toContain('Not saved.');
  });
});
