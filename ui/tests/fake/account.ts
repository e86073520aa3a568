// Who is signed in, how, and with what tokens. Password `correct horse battery`, code `123456`; the user
// `totp@acme.test` has a second factor.
import { fixture, on, type FakeRoute } from './api';

const password = 'correct horse battery';
const otp = '123456';
const recoveryCodes = ['7K2M-9QXD-T4WP-H3VB', 'C8RN-5YZE-J6GA-M1SF', 'P3TD-0HKW-X9BV-Q7NE', 'V5GZ-2MRC-A8YJ-K4TX', 'N1WB-6FSQ-E3PH-D9RM'];

interface FakeMe extends Record<string, unknown> {
  options: object;
}

export function accountRoutes(): readonly FakeRoute[] {
  let me: FakeMe | null = fixture<FakeMe>('auth');
  let enrolled = false;
  let tokens: object[] = [{ ...fixture<object>('api-token-created'), token: undefined, dateLastUsed: '2026-05-13T09:00:00Z' }];
  let sessions = [
    { id: '1', isCurrent: true, ipAddress: '192.0.2.7', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', dateCreated: '2026-05-13T06:58:01Z', lastSeen: '2026-05-13T12:00:00Z' },
    { id: '2', isCurrent: false, ipAddress: '2001:db8::17', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', dateCreated: '2026-05-11T19:12:40Z', lastSeen: '2026-05-12T21:03:00Z' },
  ];
  const signIn = (body: any) => {
    if (body?.password !== password) return { status: 400, body: { detail: 'This e-mail and password do not go together.' } };
    if (body.username === 'totp@acme.test' && body.otp !== otp && body.recoveryCode !== recoveryCodes[0]!.replaceAll('-', '')) {
      if (body.otp || body.recoveryCode) return { status: 400, body: { detail: 'This code is not right.' } };
      return { status: 403, body: { '2fa_required': true, message: 'A second factor is needed.' } };
    }
    me = fixture<FakeMe>('auth');
    return { body: { nextUri: '/', user: me } };
  };
  return [
    on('GET', '', () => ({ body: { ...fixture<object>('index'), user: me } })),
    on('GET', 'auth/', () => (me ? { body: me } : { status: 401, body: { detail: 'Authentication credentials were not provided.' } })),
    on('POST', 'auth/login/', ({ body }) => signIn(body)),
    on('PUT', 'auth/', ({ body }: any) => (body?.password === password || body?.otp === otp ? { body: me } : { status: 403, body: { detail: { code: 'ignore' } } })),
    on('DELETE', 'auth/', () => { me = null; return { status: 204 }; }),
    on('PUT', 'users/me/', ({ body }: any) => {
      if (!me) return { status: 401, body: {} };
      if (body.name === '') return { status: 400, body: { name: ['This field may not be blank.'] } };
      me = { ...me, ...body, options: { ...me.options, ...body.options } };
      return { body: me };
    }),
    on('PUT', 'users/me/password/', ({ body }: any) => (body.password === password ? { status: 204 } : { status: 400, body: { password: ['This is not your password.'] } })),
    on('GET', 'users/me/authenticators/', () => ({ body: [
      { id: 'totp', name: 'Authenticator', isEnrolled: enrolled, authId: enrolled ? '1' : null, createdAt: enrolled ? '2026-05-13T11:00:00Z' : null, lastUsedAt: null },
      { id: 'recovery', name: 'Recovery codes', codesLeft: recoveryCodes.length, isEnrolled: enrolled, authId: enrolled ? '2' : null, createdAt: enrolled ? '2026-05-13T11:00:00Z' : null, lastUsedAt: null },
    ] })),
    on('GET', 'users/me/authenticators/totp/enroll/', () => ({ body: { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', qrcode: 'otpauth://totp/picket.acme.test:ada%40acme.test?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=picket.acme.test' } })),
    on('POST', 'users/me/authenticators/totp/enroll/', ({ body }: any) => {
      if (body.otp !== otp) return { status: 400, body: { otp: ['This code is not right.'] } };
      enrolled = true;
      return { body: { codes: recoveryCodes } };
    }),
    on('PUT', 'users/me/authenticators/{id}/', () => ({ body: { codes: [...recoveryCodes].reverse() } })),
    on('DELETE', 'users/me/authenticators/{id}/', () => { enrolled = false; return { status: 204 }; }),
    on('GET', 'users/me/sessions/', () => ({ body: sessions })),
    on('DELETE', 'users/me/sessions/', () => { sessions = sessions.filter((each) => each.isCurrent); return { status: 204 }; }),
    on('DELETE', 'users/me/sessions/{id}/', (_, [id]) => { sessions = sessions.filter((each) => each.id !== id); return { status: 204 }; }),
    on('GET', 'api-tokens/', () => ({ body: tokens })),
    on('POST', 'api-tokens/', ({ body }: any) => {
      const made = { ...fixture<object>('api-token-created'), id: String(10 + tokens.length), name: body.name, scopes: body.scopes };
      tokens = [...tokens, { ...made, token: undefined, dateLastUsed: null }];
      return { status: 201, body: made };
    }),
    on('DELETE', 'api-tokens/', ({ body }: any) => { tokens = tokens.filter((each: any) => each.id !== body.tokenId); return { status: 204 }; }),
    on('GET', 'accept-invite/{member}/{token}/', (_, [, token]) => (token === 'old'
      ? { status: 400, body: { detail: 'Invalid invitation' } }
      : { body: { orgSlug: 'acme', orgName: 'Acme', email: 'cy@acme.test', needsAuthentication: me === null, existingMember: false } })),
    on('POST', 'accept-invite/{member}/{token}/', () => ({ status: 204 })),
    on('POST', 'auth/recover/confirm/{user}/{token}/', () => ({ status: 204 })),
  ];
}
