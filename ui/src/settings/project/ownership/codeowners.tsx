// The CODEOWNERS file of a project: imported as text, one at a time.
import { useRef, useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { part, send } from '../../../api/client';
import { sentenceOf } from '../../../api/problem';
import type { ProjectCodeowners } from '../../../api/types';
import { Confirm } from '../../../shared/dialog';
import { useLeaveQuestion } from '../../../shared/form';
import { counted, exactCount } from '../../../shared/format';
import { Section } from '../../../shared/page';
import { RulesText } from '../../../shared/rules_text';
import { Skeleton } from '../../../shared/skeleton';
import { Failed } from '../../../shared/state';
import { Time } from '../../../shared/time';
import { toast } from '../../../shared/toast';
import { codeownersPath, codeownersQuery, rulesLimit } from './queries';
import styles from './ownership.module.css';

interface CodeownersProps {
  readonly org: string;
  readonly slug: string;
  readonly locked: boolean;
}

export function Codeowners({ org, slug, locked }: CodeownersProps) {
  const file = useQuery(codeownersQuery(org, slug));
  const [importing, setImporting] = useState(false);
  const [removing, setRemoving] = useState(false);
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: codeownersQuery(org, slug).queryKey });
  const remove = async () => {
    await send('DELETE', `${codeownersPath(org, slug)}${part(file.data!.id)}/`);
    await renew();
    toast({ text: 'Removed the CODEOWNERS file.' });
  };
  const actions = !locked && !importing && file.data !== undefined && (
    <>
      <Button onClick={() => setImporting(true)}>{file.data ? 'Import another' : 'Import a file'}</Button>
      {file.data && <Button variant="danger" onClick={() => setRemoving(true)}>Remove</Button>}
    </>
  );
  return (
    <Section title="CODEOWNERS" lead="The file of your repository, of GitHub or GitLab. Its rules come before the rules above, which override them." actions={actions}>
      {importing && <Import org={org} slug={slug} onDone={renew} onClose={() => setImporting(false)} />}
      {file.isError && <Failed what="The CODEOWNERS file" error={file.error} retry={() => void file.refetch()} />}
      {file.isPending && <Skeleton rows={1} height={40} />}
      {file.data === null && !importing && <p className="muted">No file was imported.</p>}
      {file.data && <Imported file={file.data} />}
      {removing && (
        <Confirm title="Remove the CODEOWNERS file?" action="Remove the file" danger onConfirm={remove} onClose={() => setRemoving(false)}>
          Its rules end with it. Issues that were assigned by them stay assigned.
        </Confirm>
      )}
    </Section>
  );
}

function Imported({ file }: { readonly file: ProjectCodeowners }) {
  const { errors } = file;
  const people = [...errors.missing_external_users, ...errors.missing_user_emails, ...errors.users_without_access];
  const teams = [...errors.missing_external_teams, ...errors.teams_without_access];
  return (
    <>
      <p>{counted(file.schema?.rules.length ?? 0, 'rule')}, imported <Time at={file.dateUpdated} as="ago" />.</p>
      <Unknown names={teams} one="This team is not in the project" several="These teams are not in the project" />
      <Unknown names={people} one="This owner is not known here" several="These owners are not known here" />
      <details className={styles.file}>
        <summary>Show the file</summary>
        <pre tabIndex={0} aria-label="CODEOWNERS">{file.raw}</pre>
      </details>
    </>
  );
}

const namesShown = 20;

function Unknown({ names, one, several }: { readonly names: readonly string[]; readonly one: string; readonly several: string }) {
  if (names.length === 0) return null;
  const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : '';
  return <p className={styles.unknown}>{names.length === 1 ? one : several}, and nothing is assigned to {names.length === 1 ? 'it' : 'them'}: <bdi>{names.slice(0, namesShown).join(', ')}</bdi>{more}.</p>;
}

const textOf = (file: File): Promise<string> => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result));
  reader.onerror = () => reject(reader.error ?? new Error(`${file.name} could not be read.`));
  reader.readAsText(file);
});

interface ImportProps {
  readonly org: string;
  readonly slug: string;
  readonly onDone: () => Promise<unknown>;
  readonly onClose: () => void;
}

function Import({ org, slug, onDone, onClose }: ImportProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  useLeaveQuestion(text !== '' && !busy);
  const read = async (file: File | undefined) => {
    if (!file) return;
    // The field would cut it in silence.
    if (file.size > rulesLimit) return setError(`${file.name} is longer than ${exactCount(rulesLimit)} bytes.`);
    try {
      setText(await textOf(file));
      setError(undefined);
    } catch (problem) {
      setError(sentenceOf(problem));
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await send<ProjectCodeowners>('POST', codeownersPath(org, slug), { raw: text });
      await onDone();
      toast({ text: `Imported ${counted(made.schema?.rules.length ?? 0, 'rule')}.` });
      onClose();
    } catch (problem) {
      setError(sentenceOf(problem));
      setBusy(false);
    }
  };
  return (
    <form className={styles.import} onSubmit={(event) => void submit(event)} noValidate>
      <RulesText label="Text of the CODEOWNERS file" value={text} error={error} placeholder={'*.py @acme/backend\n/web/ @acme/web'} limit={rulesLimit}
        onChange={(next) => { setText(next); setError(undefined); }} />
      <input ref={picker} type="file" hidden aria-label="CODEOWNERS file" onChange={(event) => void read(event.currentTarget.files?.[0])} />
      <div className={styles.actions}>
        <Button onClick={() => picker.current?.click()}>Read a file</Button>
        <Button type="submit" variant="ink" loading={busy} disabled={text.trim() === ''}>Import</Button>
        <Button variant="subtle" onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
