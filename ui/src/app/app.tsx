// The providers around everything.
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { styleNonce } from '../api/base';
import { Toasts } from '../shared/toast';
import { Questions } from './ask';
import { createColorSchemeManager } from './color_scheme';
import type { createAppRouter } from './router';
import { theme } from './theme';

const colorSchemeManager = createColorSchemeManager();

export interface AppProps {
  readonly queryClient: QueryClient;
  readonly router: ReturnType<typeof createAppRouter>;
}

export function App({ queryClient, router }: AppProps) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemeManager} getStyleNonce={styleNonce}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Questions />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}
