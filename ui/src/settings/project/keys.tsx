// Client keys of a project: DSN, state and limit of each; a new one, or a rotation: a new one now, the old one off later.
import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/client';
import { sentenceOf } from '../../api/problem';
import type { ProjectKey } from '../../api/types';
import { projectKeysQuery, projectPath, projectQuery, useRenamedProject } from '../../projects/queries';
import { Copy } from '../../shared/copy';
import { DataTable, type Column } from '../../shared/data_table';
import { duration, exactCount } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { useLeaveQuestion } from '../../shared/form';
import { Link, paths, useOrg, useParam } from '../../shared/link';
import { Page } from '../../shared/page';
import { Empty, Failed } from '../../shared/state';
import { Time } from '../../shared/time';
import { toast } from '../../shared/toast';
import styles from '../settings.module.css';

const nameLimit = 64;

export const limitWords = (limit: ProjectKey['rateLimit']): string =>
  limit && limit.count > 0 && limit.window > 0 ? `${exactCount(limit.count)} per ${duration(limit.window * 1000)}` : 'no limit';

export function ProjectKeys() {
  const org = useOrg();
  const slug = useParam('project');
  const keys = useQuery(projectKeysQuery(org, slug));
  const project = useQuery(projectQuery(org, slug));
  useRenamedProject(slug, project.data?.data);
  const [creating, setCreating] = useState(false);
  const mayChange = project.data?.data.access.includes('project:write') ?? false;
  const columns: readonly Column<ProjectKey>[] = [
    { key: 'name', title: 'Name', width: '170px', cell: (key) => <Link to={paths.projectKey(org, slug, key.id)}><bdi>{key.name}</bdi></Link> },
    { key: 'dsn', title: 'DSN', cell: (key) => <span className={styles.dsn}><code className={key.isActive ? undefined : styles.off} title={key.dsn.public}>{key.dsn.public}</code><Copy text={key.dsn.public ?? ''} label={`Copy the DSN of ${key.name}`} /></span> },
    { key: 'state', title: 'State', width: '90px', wide: true, cell: (key) => <KeyState active={key.isActive} /> },
    { key: 'limit', title: 'Limit', width: '120px', wide: true, cell: (key) => <span className={key.rateLimit ? undefined : 'muted'}>{limitWords(key.rateLimit)}</span> },
    { key: 'made', title: 'Created', width: '150px', wide: true, cell: (key) => <Time at={key.dateCreated} as="ago" none="–" /> },
  ];
  return (
    <Page title="Keys and limits" about={slug} lead={<>An SDK proves with a DSN that it may send to <b>{slug}</b>. It lets nobody read; it may stand in a page or an app.</>}
      actions={mayChange && !creating && <Button variant="ink" onClick={() => setCreating(true)}>New key</Button>}>
      {creating && <NewKey org={org} slug={slug} onClose={() => setCreating(false)} />}
      {keys.isError
        ? <Failed what="The list of keys" error={keys.error} retry={() => void keys.refetch()} />
        : <DataTable label="Keys" columns={columns} rows={keys.data} rowKey={(key) => key.id}
          empty={<Empty title="This project has no key.">Nothing can send to it until one is created.</Empty>} />}
    </Page>
  );
}

export function KeyState({ active }: { readonly active: boolean }) {
  return active
    ? <span className={styles.who}><Icon name="check" size={13} />active</span>
    : <span className={styles.off}>disabled</span>;
}

interface NewKeyProps {
  readonly org: string;
  readonly slug: string;
  readonly onClose: () => void;
}

function NewKey({ org, slug, onClose }: NewKeyProps) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  useLeaveQuestion(name.trim() !== '' && !busy, 'Leave without creating the key?');
  const queryClient = useQueryClient();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const key = await send<ProjectKey>('POST', `${projectPath(org, slug)}keys/`, { name: name.trim() || undefined });
      await queryClient.invalidateQueries({ queryKey: projectKeysQuery(org, slug).queryKey });
      toast({ text: `Created key ${key.name}.` });
      onClose();
    } catch (problem) {
      setError(sentenceOf(problem));
      setBusy(false);
    }
  };
  return (
    <form className={styles.create} onSubmit={(event) => void submit(event)} onKeyDown={(event) => event.key === 'Escape' && onClose()} noValidate>
      <TextInput label="Name of the new key" placeholder="web-prod" value={name} error={error} maxLength={nameLimit} autoFocus autoComplete="off"
        onChange={(event) => { setName(event.currentTarget.value); setError(undefined); }} />
      <Button type="submit" variant="ink" loading={busy}>Create key</Button>
      <Button variant="subtle" onClick={onClose}>Cancel</Button>
    </form>
  );
}
