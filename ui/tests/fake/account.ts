// Who is signed in.
import { fixture, on, type FakeRoute } from './api';

export function accountRoutes(): readonly FakeRoute[] {
  const me = fixture('auth');
  return [
    on('GET', '', () => ({ body: { ...fixture<object>('index'), user: me } })),
    on('GET', 'auth/', () => ({ body: me })),
    on('DELETE', 'auth/', () => ({ status: 204 })),
  ];
}
