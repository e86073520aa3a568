// Renders the whole app at an address, or one component with the providers around it.
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterContextProvider } from '@tanstack/react-router';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { App } from '../src/app/app';
import type { AreaRoutes } from '../src/app/page_spec';
import { createAppRouter } from '../src/app/router';
import { theme } from '../src/app/theme';

function testQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 10_000 } } });
}

/** `address`: path and query, such as `/organizations/acme/issues/?project=11`. `areas`: other pages than the app's. */
export function renderApp(address: string, areas?: readonly AreaRoutes[]): RenderResult {
  window.history.replaceState(null, '', address);
  const queryClient = testQueryClient();
  return render(<App queryClient={queryClient} router={createAppRouter(queryClient, areas)} />);
}

export function renderAlone(node: ReactNode): RenderResult {
  const queryClient = testQueryClient();
  return render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        <RouterContextProvider router={createAppRouter(queryClient)}>{node}</RouterContextProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
