import { useState, type FormEvent } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { ApiProblem, sentenceOf } from '../api/problem';
import { Copy } from '../shared/copy';
import { Dialog } from '../shared/dialog';
import { scopeSubjects } from '../shared/scopes';
import { createToken } from './account_api';
import styles from './account.module.css';

export interface NewTokenProps {
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

export function NewTokenDialog({ onCreated, onClose }: NewTokenProps) {
  const [secret, setSecret] = useState<string>();
  return secret === undefined
    ? <NewTokenForm onClose={onClose} onSecret={(token) => { setSecret(token); onCreated(); }} />
    : <SecretOnce secret={secret} onClose={onClose} />;
}

const lifetimes = [
  { value: '', label: 'Never' }, { value: '30', label: 'In 30 days' }, { value: '90', label: 'In 90 days' }, { value: '365', label: 'In a year' },
];

/** Index of the chosen degree per subject; none chosen is 0. */
type Degrees = Readonly<Record<string, number>>;

function NewTokenForm({ onSecret, onClose }: { readonly onSecret: (secret: string) => void; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [degrees, setDegrees] = useState<Degrees>({});
  const [days, setDays] = useState('');
  const [problem, setProblem] = useState('');
  const [nameProblem, setNameProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const scopes = scopeSubjects.flatMap((subject) => subject.degrees[degrees[subject.name] ?? 0]?.scopes ?? []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    try {
      onSecret((await createToken({ name: name.trim(), scopes, ...(days ? { expiresInDays: Number(days) } : {}) })).token);
    } catch (error) {
      const field = error instanceof ApiProblem ? error.fields.name : undefined;
      setNameProblem(field);
      setProblem(field ? '' : sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title="Create a token" onClose={onClose} width={540} unsaved={(name.trim() !== '' || scopes.length > 0) && !busy}>
      <form onSubmit={submit} noValidate>
        <TextInput label="Name" description="What will use it: the name stands in this list and in the audit log." value={name} error={nameProblem} maxLength={255} data-autofocus onChange={(event) => setName(event.target.value)} />
        <div className={styles.scopes} role="group" aria-label="What the token may do">
          {scopeSubjects.map((subject) => (
            <div key={subject.name} className={styles.scope}>
              <div><span>{subject.name}</span><p>{subject.help}</p></div>
              <NativeSelect aria-label={subject.name} value={String(degrees[subject.name] ?? 0)} data={subject.degrees.map((degree, index) => ({ value: String(index), label: degree.word }))}
                onChange={(event) => setDegrees({ ...degrees, [subject.name]: Number(event.target.value) })} />
            </div>
          ))}
          <div className={styles.scope}>
            <div><span>Expires</span><p>One that somebody may find in a log should not work for years.</p></div>
            <NativeSelect aria-label="Expires" value={days} data={lifetimes} onChange={(event) => setDays(event.target.value)} />
          </div>
        </div>
        {problem && <p role="alert" className={styles.problem}>{problem}</p>}
        <div className={styles.actions}>
          <Button type="submit" variant="ink" loading={busy} disabled={scopes.length === 0 || !name.trim()}>Create the token</Button>
          <Button variant="subtle" onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

function SecretOnce({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Dialog title="The token is ready" onClose={onClose} width={540} unsaved question="Close before the token is copied? It is not shown again.">
      <p>Copy it now. Picket keeps only a hash of it and cannot show it again.</p>
      <div className={styles.tokenSecret}><code>{secret}</code><Copy text={secret} label="Copy the token" word="Copy" /></div>
      <div className={styles.actions}><Button variant="ink" onClick={onClose}>I have copied it</Button></div>
    </Dialog>
  );
}
