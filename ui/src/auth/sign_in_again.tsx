// The session ended while a page was open. What was typed stays; after signing in the call is repeated.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { basePath } from '../api/base';
import { meQuery } from '../api/queries';
import type { SelfUser } from '../api/types';
import type { QuestionProps } from '../app/ask';
import { Dialog } from '../shared/dialog';
import { SignInForm } from './sign_in_form';
import styles from './auth.module.css';

export default function SignInAgain({ onDone }: QuestionProps) {
  const queryClient = useQueryClient();
  const before = useQuery({ ...meQuery, enabled: false }).data;
  const enter = (user: SelfUser) => {
    if (before && before.id !== user.id) {
      // Another person must not see, or send, what the one before had on the page.
      window.location.assign(basePath());
      return;
    }
    queryClient.setQueryData(meQuery.queryKey, user);
    onDone(true);
  };
  return (
    <Dialog title="Sign in again to go on." onClose={() => onDone(false)} width={380}>
      <p className={styles.lead}>Your unsaved text stays on this page.</p>
      <div className={styles.body}><SignInForm username={before?.username} onSignedIn={enter} /></div>
    </Dialog>
  );
}
