// One client key: name, on or off, its limit, its DSN and the addresses made from it; rotation and deletion.
import { useState } from 'react';
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { part, send } from '../../api/client';
import type { ProjectKey } from '../../api/types';
import { projectKeysQuery, projectPath, projectQuery, useRenamedProject } from '../../projects/queries';
import { CodeBox } from '../../projects/snippet';
import { ConflictNote } from '../../shared/conflict';
import { Confirm } from '../../shared/dialog';
import { Field, Form, SaveBar, useDraft } from '../../shared/form';
import { Link, paths, useOrg, useParam } from '../../shared/link';
import { Page, Section } from '../../shared/page';
import { Skeleton } from '../../shared/skeleton';
import { Failed } from '../../shared/state';
import { toast } from '../../shared/toast';
import { useVersionedChange, versionedQuery, type Versioned } from '../../shared/versioned';
import styles from '../settings.module.css';
import { limitWords } from './keys';

const keyPath = (org: string, slug: string, id: string) => `${projectPath(org, slug)}keys/${part(id)}/`;
const keyQuery = (org: string, slug: string, id: string) => versionedQuery<ProjectKey>(['project', org, slug, 'key', id], keyPath(org, slug, id));

export function ProjectKeyPage() {
  const org = useOrg();
  const slug = useParam('project');
  const id = useParam('key');
  const key = useQuery(keyQuery(org, slug, id));
  const project = useQuery(projectQuery(org, slug));
  useRenamedProject(slug, project.data?.data);
  const failed = [key, project].find((query) => query.isError && !query.data);
  if (failed) return <Failed page what="This key" error={failed.error} retry={() => void failed.refetch()} />;
  if (!key.data || !project.data) return <Page title="Key" about={slug} kind="form"><Skeleton rows={5} height={64} /></Page>;
  const { access } = project.data.data;
  return <KeyFrame key={id} org={org} slug={slug} loaded={key.data} mayChange={access.includes('project:write')} mayDelete={access.includes('project:admin')} />;
}

/** Up to 999,999,999 events. */
const countDigits = 9;
const windows: readonly (readonly [number, string])[] = [[60, 'minute'], [3600, 'hour'], [86_400, 'day']];

const pick = (key: ProjectKey) => ({
  name: key.name,
  isActive: key.isActive,
  /** 0 = no limit. */
  count: key.rateLimit?.count ?? 0,
  window: key.rateLimit?.window || 60,
});
type Values = ReturnType<typeof pick>;
const labels: Readonly<Record<keyof Values, string>> = { name: 'Name', isActive: 'Active', count: 'Limit', window: 'Per' };

/** The form's two numbers as the API has them. */
export function changesOf(changes: Partial<Values>, values: Values): Readonly<Record<string, unknown>> {
  const { count, window, ...rest } = changes;
  if (count === undefined && window === undefined) return rest;
  return { ...rest, rateLimit: values.count > 0 ? { count: values.count, window: values.window } : null };
}

interface FrameProps {
  readonly org: string;
  readonly slug: string;
  readonly loaded: Versioned<ProjectKey>;
  readonly mayChange: boolean;
  readonly mayDelete: boolean;
}

function KeyFrame({ org, slug, loaded, mayChange, mayDelete }: FrameProps) {
  const key = loaded.data;
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: projectKeysQuery(org, slug).queryKey });
  return (
    <Page title={key.name} about={slug} kind="form" lead={<><Link to={paths.projectKeys(org, slug)}>Keys of {slug}</Link></>}>
      <KeyForm org={org} slug={slug} loaded={loaded} locked={!mayChange} onSaved={renew} />
      <Addresses dsn={key.dsn} />
      {mayChange && <Rotation org={org} slug={slug} projectKey={key} onDone={renew} />}
      {mayDelete && <Deletion org={org} slug={slug} projectKey={key} onDone={renew} />}
    </Page>
  );
}

interface KeyFormProps {
  readonly org: string;
  readonly slug: string;
  readonly loaded: Versioned<ProjectKey>;
  readonly locked: boolean;
  readonly onSaved: () => Promise<unknown>;
}

function effectOf(values: Values, changed: readonly (keyof Values)[]): string | undefined {
  if (changed.includes('isActive')) return values.isActive ? 'On save: events sent with this key are accepted again.' : 'On save: clients that still use it get 403 within 10 s.';
  if ((changed.includes('count') || changed.includes('window')) && values.count > 0) return `On save: beyond ${limitWords(values)}, events are refused and counted.`;
  return undefined;
}

function KeyForm({ org, slug, loaded, locked, onSaved }: KeyFormProps) {
  const draft = useDraft(pick(loaded.data));
  const id = loaded.data.id;
  const change = useVersionedChange({ query: keyQuery(org, slug, id), path: keyPath(org, slug, id), loaded, dirty: draft.changed.length > 0 });
  const { values, errors } = draft;
  const save = () => draft.submit(async (changes, all) => {
    await change.save(changesOf(changes, all));
    await onSaved();
  });
  const changed = (name: keyof Values) => draft.changed.includes(name);
  const spans = windows.some(([seconds]) => seconds === values.window) ? windows : [...windows, [values.window, `${values.window} s`] as const];
  return (
    <Form onSubmit={save} saved="Saved.">
      <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
      <Field label={labels.name} help="Which program or place uses it." changed={changed('name')}>
        <TextInput aria-label={labels.name} value={values.name} error={errors.name} disabled={locked} maxLength={64} autoComplete="off"
          onChange={(event) => draft.set('name', event.currentTarget.value)} />
      </Field>
      <Field label={labels.isActive} help="A disabled key refuses every event." changed={changed('isActive')}>
        <Switch aria-label={labels.isActive} checked={values.isActive} disabled={locked} label={values.isActive ? 'on' : 'off'}
          onChange={(event) => draft.set('isActive', event.currentTarget.checked)} />
      </Field>
      <Field label={labels.count} help="Events this key may send; 0 means no limit. What is beyond is refused with 429 and counted on Stats." changed={changed('count') || changed('window')}>
        <div className={styles.limit}>
          <TextInput aria-label="Events" inputMode="numeric" value={String(values.count)} disabled={locked} autoComplete="off" maxLength={countDigits}
            error={errors.rateLimit ?? errors['rateLimit.count']} onChange={(event) => draft.set('count', Number(event.currentTarget.value.replace(/\D/g, '')))} />
          <NativeSelect aria-label={labels.window} value={String(values.window)} disabled={locked || values.count === 0}
            onChange={(event) => draft.set('window', Number(event.currentTarget.value))} data={spans.map(([seconds, word]) => ({ value: String(seconds), label: `per ${word}` }))} />
        </div>
      </Field>
      <SaveBar draft={draft} effect={effectOf(values, draft.changed)} />
    </Form>
  );
}

const addresses: readonly (readonly [keyof ProjectKey['dsn'], string])[] = [
  ['public', 'DSN, for every SDK'],
  ['security', 'Report address for security headers such as Content-Security-Policy'],
  ['minidump', 'Where crash handlers post their minidump'],
];

function Addresses({ dsn }: { readonly dsn: ProjectKey['dsn'] }) {
  return (
    <Section title="Addresses">
      {addresses.filter(([name]) => dsn[name]).map(([name, title]) => <CodeBox key={name} where={title} code={dsn[name]} />)}
    </Section>
  );
}

interface ActionProps {
  readonly org: string;
  readonly slug: string;
  readonly projectKey: ProjectKey;
  readonly onDone: () => Promise<unknown>;
}

/** A name for the successor of a key: "web-prod 2", "web-prod 3". */
export function successorName(name: string): string {
  const match = /^(.*?) (\d{1,4})$/.exec(name);
  const next = match ? `${match[1]} ${Number(match[2]) + 1}` : `${name} 2`;
  return next.slice(0, 64);
}

function Rotation({ org, slug, projectKey, onDone }: ActionProps) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const rotate = async () => {
    const made = await send<ProjectKey>('POST', `${projectPath(org, slug)}keys/`, { name: successorName(projectKey.name), rateLimit: projectKey.rateLimit });
    await onDone();
    toast({ text: `Created ${made.name}. Disable ${projectKey.name} when nothing uses it any more.` });
    void navigate({ to: paths.projectKey(org, slug, made.id) as never });
  };
  return (
    <Section title="Rotate" lead="Makes a new key with the same limit. This one keeps working until you disable it, so nothing is lost while programs change over.">
      <Button onClick={() => setAsking(true)}>Make a successor</Button>
      {asking && (
        <Confirm title={`Make a successor of ${projectKey.name}?`} action={`Create ${successorName(projectKey.name)}`} onConfirm={rotate} onClose={() => setAsking(false)}>
          Three steps: create the new key, put its DSN into your programs, disable {projectKey.name}.
        </Confirm>
      )}
    </Section>
  );
}

function Deletion({ org, slug, projectKey, onDone }: ActionProps) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const remove = async () => {
    await send('DELETE', keyPath(org, slug, projectKey.id));
    void navigate({ to: paths.projectKeys(org, slug) as never });
    queryClient.removeQueries({ queryKey: keyQuery(org, slug, projectKey.id).queryKey });
    await onDone();
    toast({ text: `Deleted key ${projectKey.name}.` });
  };
  return (
    <Section title="Delete" lead="Disabling can be taken back, deleting cannot.">
      <Button variant="danger" onClick={() => setAsking(true)}>Delete key {projectKey.name}</Button>
      {asking && (
        <Confirm title={`Delete key ${projectKey.name}?`} action={`Delete key ${projectKey.name}`} danger typed={projectKey.name} onConfirm={remove} onClose={() => setAsking(false)}>
          Clients that still use it get 403 for good: the same key is never made again.
        </Confirm>
      )}
    </Section>
  );
}
