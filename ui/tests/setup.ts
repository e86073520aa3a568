// What jsdom lacks and the components need.
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { closeToast } from '../src/shared/toast';

// A machine that also compiles is slow; a test that passes does not wait.
configure({ asyncUtilTimeout: 30_000 });

afterEach(() => {
  cleanup();
  closeToast();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});

window.matchMedia = (query: string) => ({
  matches: false, media: query, onchange: null, addListener: () => {}, removeListener: () => {},
  addEventListener: () => {}, removeEventListener: () => {}, dispatchEvent: () => false,
}) as MediaQueryList;

class NoResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
window.ResizeObserver = NoResizeObserver;
window.HTMLElement.prototype.scrollIntoView = () => {};
window.HTMLElement.prototype.scrollTo = () => {};
window.scrollTo = () => {};
