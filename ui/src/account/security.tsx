import { useState, type FormEvent } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/queries';
import { ApiProblem, sentenceOf, type FieldErrors } from '../api/problem';
import { passwordHelp, passwordProblem } from '../auth/password_rule';
import { counted } from '../shared/format';
import { useLeaveQuestion } from '../shared/form';
import { Link, paths } from '../shared/link';
import { Page, Section } from '../shared/page';
import { toast } from '../shared/toast';
import { savePassword, sessionsQuery } from './account_api';
import { SecondFactor } from './second_factor';
import styles from './account.module.css';

export function Security() {
  const me = useMe();
  return (
    <Page title="Security" kind="form">
      {me.hasPasswordAuth && <ChangePassword />}
      <SecondFactor />
      <SessionsSummary />
    </Page>
  );
}

const blank = { password: '', passwordNew: '', passwordVerify: '' };

function ChangePassword() {
  const [values, setValues] = useState(blank);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  useLeaveQuestion(Object.values(values).some((value) => value !== '') && !busy, 'Leave without changing the password?');
  const set = (name: keyof typeof blank) => (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const weak = passwordProblem(values.passwordNew);
    const own: Record<string, string> = {};
    if (weak) own.passwordNew = weak;
    if (values.passwordNew !== values.passwordVerify) own.passwordVerify = 'This is not the same password.';
    setErrors(own);
    setProblem('');
    if (Object.keys(own).length) return;
    setBusy(true);
    try {
      await savePassword(values);
      setValues(blank);
      toast({ text: 'The new password holds. All other sessions are signed out.' });
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.fields : {};
      setErrors(fields);
      setProblem(Object.keys(fields).some((name) => name in blank) ? '' : sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title="Password" lead="Changing it signs out all other sessions.">
      <form onSubmit={submit} className={styles.narrow} noValidate>
        <PasswordInput label="Password now" autoComplete="current-password" value={values.password} error={errors.password} onChange={set('password')} />
        <PasswordInput label="New password" autoComplete="new-password" value={values.passwordNew} error={errors.passwordNew} description={passwordHelp} onChange={set('passwordNew')} />
        <PasswordInput label="New password again" autoComplete="new-password" value={values.passwordVerify} error={errors.passwordVerify} onChange={set('passwordVerify')} />
        {problem && <p role="alert" className={styles.problem}>{problem}</p>}
        <div><Button type="submit" loading={busy} disabled={!values.password || !values.passwordNew || !values.passwordVerify}>Change the password</Button></div>
      </form>
    </Section>
  );
}

function SessionsSummary() {
  const { data } = useQuery(sessionsQuery);
  return (
    <Section title="Sessions" lead={data && (data.length === 1 ? 'You are signed in here only.' : `You have ${counted(data.length, 'session')}.`)}>
      <Link to={paths.sessions()}>See the sessions</Link>
    </Section>
  );
}
