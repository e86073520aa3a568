// Ending a session. Everything that was loaded belongs to who loaded it, so the app starts anew.
import { basePath } from '../api/base';
import { send } from '../api/client';
import { sentenceOf } from '../api/problem';
import { toast } from '../shared/toast';

export async function signOut(): Promise<void> {
  try {
    await send('DELETE', 'auth/');
  } catch (error) {
    toast({ text: `You are still signed in. ${sentenceOf(error)}`, kind: 'failed' });
    return;
  }
  window.location.assign(`${basePath()}auth/login/`);
}
