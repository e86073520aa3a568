// E-mail and password, then a code where the account has a second factor. Used by the page and by the dialog that
// comes when a session ends.
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { sentenceOf } from '../api/problem';
import type { SelfUser } from '../api/types';
import { signIn, wantsSecondFactor } from './auth_api';
import styles from './auth.module.css';

export interface SignInFormProps {
  /** Known already: who was signed in before. */
  readonly username?: string;
  readonly onSignedIn: (user: SelfUser, nextUri: string) => void;
}

type Step = 'password' | 'otp' | 'recoveryCode';

export function SignInForm({ username: known = '', onSignedIn }: SignInFormProps) {
  const [step, setStep] = useState<Step>('password');
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = step === 'password' ? (!username.trim() ? 'Type your e-mail.' : !password && 'Type your password.') : !code.trim() && 'Type the code.';
    if (missing) {
      setProblem(missing);
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      const given = code.replace(/[\s-]/g, '');
      const proof = step === 'password' ? {} : { [step]: given };
      const answer = await signIn({ username: username.trim(), password, ...proof });
      onSignedIn(answer.user, answer.nextUri);
    } catch (error) {
      if (step === 'password' && wantsSecondFactor(error)) setStep('otp');
      else setProblem(sentenceOf(error));
      setBusy(false);
      return;
    }
    setBusy(false);
  };
  const choose = (next: Step) => {
    setStep(next);
    setCode('');
    setProblem('');
  };
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      {step === 'password' ? (
        <>
          <TextInput label="E-mail" type="email" name="username" autoComplete="username" value={username} required
            data-autofocus={!known || undefined} autoFocus={!known} onChange={(event) => setUsername(event.target.value)} />
          <PasswordInput label="Password" name="password" autoComplete="current-password" value={password} required
            data-autofocus={!!known || undefined} autoFocus={!!known} onChange={(event) => setPassword(event.target.value)} />
        </>
      ) : (
        <CodeField key={step} step={step} value={code} onChange={setCode} />
      )}
      {problem && <p role="alert" className={styles.problem}>{problem}</p>}
      <Button type="submit" variant="ink" loading={busy} fullWidth>
        {step === 'password' ? 'Sign in' : 'Go on'}
      </Button>
      {step === 'otp' && <button type="button" className={styles.link} onClick={() => choose('recoveryCode')}>Use a recovery code</button>}
      {step === 'recoveryCode' && <button type="button" className={styles.link} onClick={() => choose('otp')}>Use a code from the authenticator</button>}
      {step === 'password' && (
        <p className={styles.note}>Forgot the password? Somebody who runs this Picket can make a link with <code>picket user reset-password</code>.</p>
      )}
    </form>
  );
}

interface CodeFieldProps {
  readonly step: 'otp' | 'recoveryCode';
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function CodeField({ step, value, onChange }: CodeFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const otp = step === 'otp';
  return (
    <TextInput ref={field} label={otp ? 'Code from your authenticator' : 'Recovery code'} value={value} required
      name={otp ? 'otp' : 'recovery-code'} autoComplete={otp ? 'one-time-code' : 'off'} inputMode={otp ? 'numeric' : 'text'}
      description={otp ? 'Six digits; a new one every 30 seconds.' : 'Each code works once.'} classNames={{ input: styles.code }}
      onChange={(event) => onChange(event.target.value)} />
  );
}
