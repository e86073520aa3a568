// The link of an invitation. Whoever is signed in joins with one click; everybody else makes an account here.
import { useState, type FormEvent } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ApiProblem, sentenceOf, type FieldErrors } from '../api/problem';
import { meQuery } from '../api/queries';
import { Link, paths, useParam } from '../shared/link';
import { Skeleton } from '../shared/skeleton';
import { acceptInvitation, readInvitation, type Invitation } from './auth_api';
import { passwordHelp, passwordProblem } from './password_rule';
import { PlainPage } from './plain_page';
import styles from './auth.module.css';

export function AcceptInvitation() {
  const member = useParam('member');
  const token = useParam('token');
  const invitation = useQuery({ queryKey: ['invitation', member, token], queryFn: () => readInvitation(member, token), retry: false });
  const me = useQuery(meQuery);
  if (invitation.error) {
    return <PlainPage title="This invitation does not work." lead={`${sentenceOf(invitation.error)} Ask whoever invited you for a new link.`}><span /></PlainPage>;
  }
  if (!invitation.data || me.isPending) return <PlainPage title="Invitation"><Skeleton rows={3} /></PlainPage>;
  const name = invitation.data.orgName ?? invitation.data.orgSlug;
  if (invitation.data.existingMember) {
    return (
      <PlainPage title={`You are in ${name} already.`}>
        <Link to={paths.issues(invitation.data.orgSlug)}>Go to its issues</Link>
      </PlainPage>
    );
  }
  return (
    <PlainPage title={`Join ${name}`} lead={invitation.data.email && <>The invitation is for {invitation.data.email}.</>}>
      <JoinForm member={member} token={token} invitation={invitation.data} signedInAs={me.data?.email} />
    </PlainPage>
  );
}

interface JoinFormProps {
  readonly member: string;
  readonly token: string;
  readonly invitation: Invitation;
  readonly signedInAs: string | undefined;
}

function JoinForm({ member, token, invitation, signedInAs }: JoinFormProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const weak = signedInAs ? undefined : passwordProblem(password);
    setErrors(weak ? { password: weak } : {});
    if (weak) return;
    setBusy(true);
    setProblem('');
    try {
      await acceptInvitation(member, token, signedInAs ? undefined : { name: name.trim(), password });
      queryClient.clear();
      await navigate({ to: paths.issues(invitation.orgSlug) as never, replace: true });
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.fields : {};
      setErrors(fields);
      setProblem(fields.name || fields.password ? '' : sentenceOf(error));
      setBusy(false);
    }
  };
  const here = paths.signIn();
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      {signedInAs ? <p className={styles.lead}>You are signed in as {signedInAs}.</p> : (
        <>
          <TextInput label="Your name" name="name" autoComplete="name" value={name} error={errors.name} required autoFocus onChange={(event) => setName(event.target.value)} />
          <PasswordInput label="Password" name="password" autoComplete="new-password" value={password} error={errors.password} description={passwordHelp} required onChange={(event) => setPassword(event.target.value)} />
        </>
      )}
      {problem && <p role="alert" className={styles.problem}>{problem}</p>}
      <Button type="submit" variant="ink" loading={busy} fullWidth disabled={!signedInAs && (!name.trim() || !password)}>Join {invitation.orgName ?? invitation.orgSlug}</Button>
      {!signedInAs && <p className={styles.note}>You have an account? <Link to={here} search={{ next: `/accept/${member}/${token}/` }}>Sign in</Link> first.</p>}
    </form>
  );
}
