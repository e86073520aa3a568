// Browser and Node SDKs of JavaScript.
import type { Platform, Snippet } from './types';

const terminal = 'Terminal';
const npm = (name: string): Snippet[] => [{ where: terminal, code: `npm install ${name} --save` }];

const options = `  dsn: "{dsn}",
  release: "my-app@1.0.0",
  environment: "production",`;

const browserInit = (name: string, file: string): Snippet[] => [
  {
    where: file,
    code: `import * as Sentry from "${name}";

Sentry.init({
${options}
});`,
  },
];

const throwLater: Snippet[] = [
  {
    where: 'Anywhere after Sentry.init',
    code: `setTimeout(() => {
  throw new Error("First event of this project");
});`,
  },
];

const nodeInit: Snippet[] = [
  {
    where: 'instrument.js, loaded before everything else',
    code: `const Sentry = require("@sentry/node");

Sentry.init({
${options}
});`,
  },
];

const nodeThrow: Snippet[] = [
  {
    where: terminal,
    code: `node --require ./instrument.js --eval 'setTimeout(() => { throw new Error("First event of this project") })'`,
  },
];

export const browser: Platform[] = [
  {
    id: 'javascript',
    name: 'Browser JavaScript',
    family: 'browser',
    install: npm('@sentry/browser'),
    configure: browserInit('@sentry/browser', 'First file of your page'),
    verify: throwLater,
  },
  {
    id: 'javascript-react',
    name: 'React',
    family: 'browser',
    install: npm('@sentry/react'),
    configure: [
      {
        where: 'main.jsx, before the first render (React 19)',
        code: `import * as Sentry from "@sentry/react";
import { createRoot } from "react-dom/client";

Sentry.init({
${options}
});

createRoot(document.getElementById("root"), {
  onUncaughtError: Sentry.reactErrorHandler(),
  onCaughtError: Sentry.reactErrorHandler(),
  onRecoverableError: Sentry.reactErrorHandler(),
}).render(<App />);`,
      },
    ],
    verify: [
      {
        where: 'Any component',
        code: `<button onClick={() => { throw new Error("First event of this project"); }}>
  Break on purpose
</button>`,
      },
    ],
  },
  {
    id: 'javascript-vue',
    name: 'Vue',
    family: 'browser',
    install: npm('@sentry/vue'),
    configure: [
      {
        where: 'main.js',
        code: `import { createApp } from "vue";
import * as Sentry from "@sentry/vue";
import App from "./App.vue";

const app = createApp(App);

Sentry.init({
  app,
${options}
});

app.mount("#app");`,
      },
    ],
    verify: throwLater,
  },
  {
    id: 'javascript-angular',
    name: 'Angular',
    family: 'browser',
    install: npm('@sentry/angular'),
    configure: [
      {
        where: 'main.ts',
        code: `import { ErrorHandler } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import * as Sentry from "@sentry/angular";
import { AppComponent } from "./app/app.component";

Sentry.init({
${options}
});

bootstrapApplication(AppComponent, {
  providers: [{ provide: ErrorHandler, useValue: Sentry.createErrorHandler() }],
});`,
      },
    ],
    verify: throwLater,
  },
  {
    id: 'javascript-svelte',
    name: 'Svelte',
    family: 'browser',
    install: npm('@sentry/svelte'),
    configure: browserInit('@sentry/svelte', 'main.js, before mount'),
    verify: throwLater,
  },
];

export const node: Platform[] = [
  {
    id: 'node',
    name: 'Node.js',
    family: 'node',
    install: npm('@sentry/node'),
    configure: nodeInit,
    verify: nodeThrow,
  },
  {
    id: 'node-express',
    name: 'Express',
    family: 'node',
    install: npm('@sentry/node'),
    configure: [
      ...nodeInit,
      {
        where: 'app.js',
        code: `require("./instrument.js");
const Sentry = require("@sentry/node");
const express = require("express");

const app = express();
// ... your routes ...
Sentry.setupExpressErrorHandler(app); // after all routes
app.listen(3000);`,
      },
    ],
    verify: [
      {
        where: 'app.js, then open /break',
        code: `app.get("/break", () => {
  throw new Error("First event of this project");
});`,
      },
    ],
  },
  {
    id: 'javascript-nextjs',
    name: 'Next.js',
    family: 'node',
    install: npm('@sentry/nextjs'),
    configure: [
      ...browserInit('@sentry/nextjs', 'instrumentation-client.js'),
      {
        where: 'instrumentation.js',
        code: `import * as Sentry from "@sentry/nextjs";

export function register() {
  Sentry.init({
    dsn: "{dsn}",
    release: "my-app@1.0.0",
    environment: "production",
  });
}

export const onRequestError = Sentry.captureRequestError;`,
      },
      {
        where: 'next.config.mjs',
        code: `import { withSentryConfig } from "@sentry/nextjs";

export default withSentryConfig({
  // ... your configuration ...
});`,
      },
    ],
    verify: [
      {
        where: 'app/api/break/route.js, then open /api/break',
        code: `export const dynamic = "force-dynamic";

export function GET() {
  throw new Error("First event of this project");
}`,
      },
    ],
  },
];
