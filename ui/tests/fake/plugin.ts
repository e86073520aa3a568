// Puts the fake API into Vite's two servers: of the sources, and of what was built.
import type { Connect, Plugin } from 'vite';
import { createFakeApi } from './api';
import { FakeOrg, organizationRoutes } from './organization';
import { fakeRoutes } from './routes';

export function fakeApiPlugin(): Plugin {
  const answer = createFakeApi([...organizationRoutes(new FakeOrg()), ...fakeRoutes()]);
  const answerApi: Connect.NextHandleFunction = (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { status = 200, body, headers = {} } = answer({
        method: request.method ?? 'GET',
        path: url.pathname.replace(/^\//, ''),
        query: url.searchParams,
        body: text ? JSON.parse(text) : undefined,
        headers: request.headers as Record<string, string | undefined>,
      });
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  };
  return {
    name: 'picket-fake-api',
    configureServer: (server) => void server.middlewares.use('/api/0/', answerApi),
    configurePreviewServer: (server) => void server.middlewares.use('/api/0/', answerApi),
  };
}
