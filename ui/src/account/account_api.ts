// Calls about one's own account.
import { queryOptions } from '@tanstack/react-query';
import { get, part, send } from '../api/client';
import type { ApiToken, Enrolment, Factor, NewApiToken, RecoveryCodes, SelfUser, Session, UserOptions } from '../api/answers';

export type { Enrolment, Factor, RecoveryCodes, Session } from '../api/answers';

export interface AccountChange {
  readonly name?: string;
  readonly username?: string;
  readonly options?: Partial<UserOptions>;
}

export function saveAccount(change: AccountChange): Promise<SelfUser> {
  return send<SelfUser>('PUT', 'users/me/', change);
}

export interface PasswordChange {
  readonly password: string;
  readonly passwordNew: string;
  readonly passwordVerify: string;
}

export function savePassword(change: PasswordChange): Promise<void> {
  return send('PUT', 'users/me/password/', change);
}

export const factorsQuery = queryOptions({
  queryKey: ['account', 'factors'],
  queryFn: ({ signal }) => get<Factor[]>('users/me/authenticators/', {}, signal),
});

export function startEnrolment(): Promise<Enrolment> {
  return get<Enrolment>('users/me/authenticators/totp/enroll/');
}

/** Answers with the recovery codes, which are never shown again. */
export function finishEnrolment(otp: string): Promise<RecoveryCodes> {
  return send<RecoveryCodes>('POST', 'users/me/authenticators/totp/enroll/', { otp });
}

export function removeFactor(authId: string): Promise<void> {
  return send('DELETE', `users/me/authenticators/${part(authId)}/`);
}

/** Makes all codes before useless. */
export function renewRecoveryCodes(authId: string): Promise<RecoveryCodes> {
  return send<RecoveryCodes>('PUT', `users/me/authenticators/${part(authId)}/`);
}

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => get<Session[]>('users/me/sessions/', {}, signal),
});

export function endSession(id: string): Promise<void> {
  return send('DELETE', `users/me/sessions/${part(id)}/`);
}

/** All but this one. */
export function endOtherSessions(): Promise<void> {
  return send('DELETE', 'users/me/sessions/');
}

export const tokensQuery = queryOptions({
  queryKey: ['account', 'tokens'],
  queryFn: ({ signal }) => get<ApiToken[]>('api-tokens/', {}, signal),
});

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Left out: it does not expire. */
  readonly expiresInDays?: number;
}

/** The answer holds the secret, this once. */
export function createToken(token: NewToken): Promise<NewApiToken> {
  return send<NewApiToken>('POST', 'api-tokens/', token);
}

export function deleteToken(id: string): Promise<void> {
  return send('DELETE', 'api-tokens/', { tokenId: id });
}
