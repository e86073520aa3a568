// Before something that cannot be taken lightly: the password or a code once more, then the call is repeated.
import { useState, type FormEvent } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sentenceOf, ApiProblem } from '../api/problem';
import { meQuery } from '../api/queries';
import type { QuestionProps } from '../app/ask';
import { Dialog } from '../shared/dialog';
import { proveIdentity } from './auth_api';
import styles from './auth.module.css';

export default function ProveIdentity({ onDone }: QuestionProps) {
  const me = useQuery({ ...meQuery, enabled: false }).data;
  const [byCode, setByCode] = useState(me?.hasPasswordAuth === false);
  const [proof, setProof] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    try {
      await proveIdentity(byCode ? { otp: proof.replace(/\s/g, '') } : { password: proof });
      onDone(true);
    } catch (error) {
      // The API answers 403 with a code and no sentence.
      const wrong = error instanceof ApiProblem && (error.status === 403 || error.status === 400);
      setProblem(wrong ? (byCode ? 'This code is not right.' : 'This password is not right.') : sentenceOf(error));
      setBusy(false);
    }
  };
  const choose = (code: boolean) => {
    setByCode(code);
    setProof('');
    setProblem('');
  };
  return (
    <Dialog title="Confirm that it is you" onClose={() => onDone(false)} width={380}>
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.lead}>This change asks for it. Then it goes on by itself.</p>
        {byCode
          ? <TextInput key="code" label="Code from your authenticator" value={proof} autoComplete="one-time-code" inputMode="numeric" data-autofocus classNames={{ input: styles.code }} onChange={(event) => setProof(event.target.value)} />
          : <PasswordInput key="password" label="Password" value={proof} autoComplete="current-password" data-autofocus onChange={(event) => setProof(event.target.value)} />}
        {problem && <p role="alert" className={styles.problem}>{problem}</p>}
        <Button type="submit" variant="ink" loading={busy} disabled={!proof} fullWidth>Go on</Button>
        {me?.has2fa && me.hasPasswordAuth && (
          <button type="button" className={styles.link} onClick={() => choose(!byCode)}>{byCode ? 'Use the password' : 'Use a code from the authenticator'}</button>
        )}
      </form>
    </Dialog>
  );
}
