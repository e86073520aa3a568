import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import config from './vite.config';

export default mergeConfig(config, defineConfig({
  test: {
    environment: 'jsdom',
    // Whole pages in jsdom, on machines that build at the same time.
    testTimeout: 120_000,
    setupFiles: ['tests/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
}));
