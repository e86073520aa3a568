// The link that somebody who runs this Picket made: a new password, once.
import { useState, type FormEvent } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ApiProblem, sentenceOf } from '../api/problem';
import { paths, useParam } from '../shared/link';
import { toast } from '../shared/toast';
import { resetPassword } from './auth_api';
import { passwordHelp, passwordProblem } from './password_rule';
import { PlainPage } from './plain_page';
import styles from './auth.module.css';

export function ResetPassword() {
  const user = useParam('user');
  const token = useParam('token');
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const weak = passwordProblem(password);
    setError(weak);
    if (weak) return;
    setBusy(true);
    setProblem('');
    try {
      await resetPassword(user, token, password);
      toast({ text: 'The new password holds. All other sessions are signed out.' });
      await navigate({ to: paths.signIn() as never, replace: true });
    } catch (failure) {
      const field = failure instanceof ApiProblem ? failure.fields.password : undefined;
      setError(field);
      setProblem(field ? '' : sentenceOf(failure));
      setBusy(false);
    }
  };
  return (
    <PlainPage title="Choose a new password">
      <form onSubmit={submit} className={styles.form} noValidate>
        <PasswordInput label="New password" autoComplete="new-password" value={password} error={error} description={passwordHelp} required autoFocus onChange={(event) => setPassword(event.target.value)} />
        {problem && <p role="alert" className={styles.problem}>{problem}</p>}
        <Button type="submit" variant="ink" loading={busy} disabled={!password} fullWidth>Save the password</Button>
      </form>
    </PlainPage>
  );
}
