// A shop as its visitors get it: a page with the unmodified browser SDK, from another origin than Picket's.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { check, fail, same } from './kit.ts';

/** Two of its visitors run into errors: one is caught and reported, one is not. */
const page = (dsn: string) => `<!doctype html><html data-dsn="${dsn}"><title>Shop</title>
<button id="caught">Buy</button><button id="uncaught">Pay</button><script src="shop.js"></script></html>`;

/** The script with all that it imports, in one readable piece. */
async function bundled(entry: string): Promise<string> {
  const made = await build({ configFile: false, logLevel: 'error', build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'shop' } } });
  const [one] = Array.isArray(made) ? made : [made];
  return one && 'output' in one ? one.output[0].code : fail('the shop was not built');
}

export class Shop {
  readonly url: string;
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  }

  static async open(dsn: string): Promise<Shop> {
    const script = await bundled(join(import.meta.dirname, 'shop_page.ts'));
    const server = createServer((request, answer) => {
      const isScript = request.url === '/shop.js';
      answer.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      answer.end(isScript ? script : page(dsn));
    });
    await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
    return new Shop(server);
  }

  /** A visitor clicks the button; whether the SDK could send it from here the browser decides. */
  async visit(browser: Browser, button: 'Buy' | 'Pay'): Promise<void> {
    const visitor = await browser.newPage();
    const failed: string[] = [];
    visitor.on('requestfailed', (request) => failed.push(`${request.url()} ${request.failure()?.errorText}`));
    await visitor.goto(this.url);
    const sent = visitor.waitForResponse((answer) => answer.url().includes('/envelope/') && (answer.request().postData() ?? '').includes('"exception"'));
    await visitor.getByRole('button', { name: button }).click();
    const answer = await sent;
    same(answer.status(), 200, 'status of the envelope');
    check(new URL(answer.url()).origin !== new URL(visitor.url()).origin, 'Picket has the origin of the shop');
    check(/[0-9a-f]{32}/.test(await answer.text()), 'the shop may not read the answer');
    same(failed, [], 'requests that failed');
    await visitor.context().close();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((go) => this.server.close(go)).catch((error) => fail(String(error)));
  }
}
