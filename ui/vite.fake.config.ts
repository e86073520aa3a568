// `npm run dev:fake`: the app against answers from tests/fixtures, without a server. Never part of the product.
import { mergeConfig } from 'vite';
import config from './vite.config';
import { fakeApiPlugin } from './tests/fake/plugin';

export default mergeConfig(config, { plugins: [fakeApiPlugin()], server: { proxy: undefined } });
