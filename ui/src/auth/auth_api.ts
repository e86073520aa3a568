// Calls about sessions. They never ask the person to sign in first: that is what they are for.
import type { Invitation, SignedIn } from '../api/answers';
import { call, part } from '../api/client';
import { ApiProblem } from '../api/problem';

export type { Invitation } from '../api/answers';

export interface SignInBody {
  readonly username: string;
  readonly password: string;
  readonly otp?: string;
  readonly recoveryCode?: string;
}

export async function signIn(body: SignInBody): Promise<SignedIn> {
  return (await call<SignedIn>('POST', 'auth/login/', { body, ask: false })).data;
}

/** The password was right and a second factor is wanted. */
export function wantsSecondFactor(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 403 && error.body?.['2fa_required'] === true;
}

/** Proves who is here, for what asks for it (`sudo-required`). */
export async function proveIdentity(proof: { readonly password: string } | { readonly otp: string }): Promise<void> {
  await call('PUT', 'auth/', { body: proof, ask: false });
}

function invitationPath(member: string, token: string): string {
  return `accept-invite/${part(member)}/${part(token)}/`;
}

export async function readInvitation(member: string, token: string): Promise<Invitation> {
  return (await call<Invitation>('GET', invitationPath(member, token), { ask: false })).data;
}

export async function acceptInvitation(member: string, token: string, account?: { readonly name: string; readonly password: string }): Promise<void> {
  await call('POST', invitationPath(member, token), { body: account ?? {}, ask: false });
}

export async function resetPassword(user: string, token: string, password: string): Promise<void> {
  await call('POST', `auth/recover/confirm/${part(user)}/${part(token)}/`, { body: { password }, ask: false });
}
