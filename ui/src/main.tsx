import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './mantine_styles';
import './tokens.css';
import './base.css';
import { createRoot } from 'react-dom/client';
import { styleNonce } from './api/base';
import { installHooks } from './api/client';
import { createQueryClient } from './api/queries';
import { App } from './app/app';
import { ask } from './app/ask';
import { noteFreshness, reached } from './app/connection';
import { createAppRouter, readFirstPage } from './app/router';
import { applyDensity } from './shared/density';

installHooks({ signInAgain: () => ask('sign-in'), proveIdentity: () => ask('prove'), reached, freshness: noteFreshness });
// The library that keeps the page still behind a dialog adds a style, and takes its nonce from here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
applyDensity();
const queryClient = createQueryClient();
const router = createAppRouter(queryClient);
readFirstPage(router);
createRoot(document.getElementById('root')!).render(<App queryClient={queryClient} router={router} />);
