import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Split by how often they change, so that a new Picket does not make browsers fetch React again. */
function chunkOf(id: string): string | undefined {
  if (/node_modules\/(react|react-dom|scheduler)\//.test(id)) return 'react';
  if (/node_modules\/@tanstack\//.test(id)) return 'tanstack';
  // Only what the shell itself uses; other components go with the lazy page that needs them.
  if (/node_modules\/@mantine\/core\/esm\/(core|components\/(Button|ActionIcon|UnstyledButton|Popover|Menu|Tooltip|Loader|Transition|Portal|FocusTrap|Box|Paper|Group|VisuallyHidden|Floating|ScrollArea))\//.test(id)) {
    return 'mantine';
  }
  if (/node_modules\/(@mantine\/hooks|@floating-ui|tabbable|clsx)\//.test(id)) return 'mantine';
  return undefined;
}

/** Asks for the two fonts of every page at once, not only when the styles that name them have arrived. After <base>. */
function preloadFonts(): Plugin {
  return {
    name: 'picket-preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => Object.keys(bundle ?? {})
        .filter((name) => /(?:inter|jetbrains-mono)-latin-wght-normal-[\w-]+\.woff2$/.test(name))
        .map((name) => ({ tag: 'link', injectTo: 'head' as const, attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${name}` } })),
    },
  };
}

export default defineConfig({
  plugins: [react(), preloadFonts()],
  // Relative, so that the <base> of the page decides where assets come from.
  base: './',
  // The server replaces this word by a fresh nonce in each page it sends.
  html: { cspNonce: 'PICKET_NONCE' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    // The budget is checked from this list (tools/check_budget.ts).
    manifest: true,
    rollupOptions: { output: { manualChunks: chunkOf } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:9000' } },
});
