// A project: its names, its platform, when its issues resolve themselves, its teams, its end.
import { useState } from 'react';
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { part, send } from '../../api/client';
import { sentenceOf } from '../../api/problem';
import { teamsQuery } from '../../api/queries';
import type { ProjectDetail } from '../../api/types';
import { families, platforms } from '../../projects/platforms';
import { projectPath, projectQuery, useRenamedProject } from '../../projects/queries';
import { projectSlugMax, slugProblem } from '../../projects/slug';
import { ConflictNote } from '../../shared/conflict';
import { Confirm } from '../../shared/dialog';
import { Field, Form, SaveBar, useDraft } from '../../shared/form';
import { Icon } from '../../shared/icons';
import { Link, paths, useOrg, useParam } from '../../shared/link';
import { Page, Section } from '../../shared/page';
import { Picker } from '../../shared/picker';
import { Skeleton } from '../../shared/skeleton';
import { Failed } from '../../shared/state';
import { toast } from '../../shared/toast';
import { useVersionedChange, type Versioned } from '../../shared/versioned';
import styles from '../settings.module.css';

const nameLimit = 200;
const prefixLimit = 200;
const offeredLimit = 8;

export function ProjectSettings() {
  const org = useOrg();
  const slug = useParam('project');
  const loaded = useQuery(projectQuery(org, slug));
  useRenamedProject(slug, loaded.data?.data);
  if (loaded.isError && !loaded.data) return <Failed page what="This project" error={loaded.error} retry={() => void loaded.refetch()} />;
  return (
    <Page title="Project settings" about={slug} kind="form" lead={<>Of <b>{slug}</b>. <Link to={paths.firstSteps(org, slug)}>Show setup</Link></>}>
      {loaded.data
        ? (
          <>
            <ProjectForm key={loaded.data.data.id} org={org} slug={slug} loaded={loaded.data} />
            <ProjectTeams org={org} project={loaded.data.data} />
            <Deletion org={org} project={loaded.data.data} />
          </>
        )
        : <Skeleton rows={6} height={64} />}
    </Page>
  );
}

const pick = (project: ProjectDetail) => ({
  name: project.name,
  slug: project.slug,
  platform: project.platform ?? '',
  subjectPrefix: project.subjectPrefix ?? '',
  resolveAge: project.resolveAge ?? 0,
});
type Values = ReturnType<typeof pick>;

const labels: Readonly<Record<keyof Values, string>> = {
  name: 'Name', slug: 'Slug', platform: 'Platform', subjectPrefix: 'Subject prefix', resolveAge: 'Resolve by itself',
};

const ages: readonly (readonly [number, string])[] = [
  [0, 'Never'], [24, 'After 1 day without events'], [72, 'After 3 days'], [168, 'After 7 days'], [336, 'After 14 days'], [720, 'After 30 days'], [2160, 'After 90 days'],
];

/** The usual spans, and the one that is set if it is none of them. */
export function ageOptions(hours: number) {
  const options = ages.map(([value, label]) => ({ value: String(value), label }));
  if (!ages.some(([value]) => value === hours)) options.push({ value: String(hours), label: `After ${hours} hours` });
  return options;
}

function platformOptions(current: string) {
  const known = platforms.some((platform) => platform.id === current);
  return [
    { value: '', label: 'None' },
    ...(current && !known ? [{ value: current, label: current }] : []),
    ...families.map((family) => ({
      group: family.name,
      items: platforms.filter((platform) => platform.family === family.id).map((platform) => ({ value: platform.id, label: platform.name })),
    })),
  ];
}

function effectOf(values: Values, changed: readonly (keyof Values)[]): string | undefined {
  if (changed.includes('slug')) return 'On save: addresses with the old slug lead to the new one. DSNs stay as they are.';
  if (changed.includes('resolveAge') && values.resolveAge > 0) return `On save: issues without events for ${values.resolveAge / 24} days resolve within the hour.`;
  return undefined;
}

interface FormProps {
  readonly org: string;
  /** As the address has it: what was loaded may be called differently after a save. */
  readonly slug: string;
  readonly loaded: Versioned<ProjectDetail>;
}

function ProjectForm({ org, slug, loaded }: FormProps) {
  const project = loaded.data;
  const draft = useDraft(pick(project));
  const change = useVersionedChange({ query: projectQuery(org, slug), path: projectPath(org, slug), loaded, dirty: draft.changed.length > 0 });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const locked = !project.access.includes('project:write');
  const { values, errors } = draft;
  const save = () => draft.submit(async (changes) => {
    const saved = await change.save(changes);
    await queryClient.invalidateQueries({ queryKey: ['projects', org] });
    if (saved.slug !== slug) {
      queryClient.removeQueries({ queryKey: ['project', org, slug] });
      void navigate({ to: paths.projectSettings(org, saved.slug) as never, replace: true, ignoreBlocker: true });
    }
  });
  const changed = (name: keyof Values) => draft.changed.includes(name);
  const text = (name: 'name' | 'slug' | 'subjectPrefix', limit: number, error?: string) => (
    <TextInput aria-label={labels[name]} value={values[name]} error={errors[name] ?? error} disabled={locked} maxLength={limit} autoComplete="off" spellCheck={false}
      onChange={(event) => draft.set(name, event.currentTarget.value)} />
  );
  return (
    <Form onSubmit={save} saved="Saved.">
      {locked && <p className={styles.note}>Admins of its teams, managers and owners change these settings. You see them as they are.</p>}
      <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
      <Field label={labels.name} help="Shown to people." changed={changed('name')}>{text('name', nameLimit)}</Field>
      <Field label={labels.slug} help="The name in addresses and in short ids such as SHOP-API-2F." changed={changed('slug')}>
        {text('slug', projectSlugMax, changed('slug') ? slugProblem(values.slug, projectSlugMax) : undefined)}
      </Field>
      <Field label={labels.platform} help="Decides which snippets the setup shows, and how frames are read where an event does not say." changed={changed('platform')}>
        <NativeSelect aria-label={labels.platform} value={values.platform} disabled={locked} error={errors.platform}
          onChange={(event) => draft.set('platform', event.currentTarget.value)} data={platformOptions(values.platform)} />
      </Field>
      <Field label={labels.subjectPrefix} help="Put before the subject of messages about this project." changed={changed('subjectPrefix')}>{text('subjectPrefix', prefixLimit)}</Field>
      <Field label={labels.resolveAge} help="Issues that stay quiet for so long are resolved." changed={changed('resolveAge')}>
        <NativeSelect aria-label={labels.resolveAge} value={String(values.resolveAge)} disabled={locked} error={errors.resolveAge}
          onChange={(event) => draft.set('resolveAge', Number(event.currentTarget.value))} data={ageOptions(values.resolveAge)} />
      </Field>
      <SaveBar draft={draft} effect={effectOf(values, draft.changed)} />
    </Form>
  );
}

function ProjectTeams({ org, project }: { readonly org: string; readonly project: ProjectDetail }) {
  const teams = useQuery(teamsQuery(org));
  const queryClient = useQueryClient();
  const mayChange = project.access.includes('project:write');
  const chosen = new Set(project.teams.map((team) => team.slug));
  const change = async (team: string, method: 'POST' | 'DELETE') => {
    try {
      await send(method, `${projectPath(org, project.slug)}teams/${part(team)}/`);
      toast({
        text: method === 'POST' ? `#${team} looks after ${project.slug} now.` : `${project.slug} is taken from #${team}.`,
        undo: () => void change(team, method === 'POST' ? 'DELETE' : 'POST'),
      });
    } catch (error) {
      toast({ text: `Not changed. ${sentenceOf(error)}`, kind: 'failed' });
    }
    await Promise.all([['project', org, project.slug], ['projects', org], ['team', org]].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  const find = async (text: string) => (teams.data ?? [])
    .filter((team) => !chosen.has(team.slug) && team.slug.includes(text.toLowerCase().replace(/^#/, ''))).slice(0, offeredLimit)
    .map((team) => ({ value: team.slug, label: `#${team.slug}` }));
  return (
    <Section title="Teams" lead="Their members look after this project. Changes here hold at once.">
      <div className={styles.tools}>
        {project.teams.map((team) => (
          <span key={team.id} className={styles.chosen}>
            <Link to={paths.team(org, team.slug)}>#{team.slug}</Link>
            {mayChange && project.teams.length > 1
              ? <ActionIcon aria-label={`Take from #${team.slug}`} onClick={() => void change(team.slug, 'DELETE')}><Icon name="close" size={12} /></ActionIcon>
              : <span />}
          </span>
        ))}
        {project.teams.length === 0 && <span className="muted">No team: only managers and owners look after it.</span>}
        {mayChange && <Picker label="Add a team" name={['teams', org, [...chosen].join(), String(teams.dataUpdatedAt)]} search={find} none="No other team is named so." onPick={(option) => void change(option.value, 'POST')} />}
      </div>
    </Section>
  );
}

function Deletion({ org, project }: { readonly org: string; readonly project: ProjectDetail }) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  if (!project.access.includes('project:admin')) return null;
  const remove = async () => {
    await send('DELETE', projectPath(org, project.slug));
    queryClient.removeQueries({ queryKey: ['project', org, project.slug] });
    await queryClient.invalidateQueries({ queryKey: ['projects', org] });
    toast({ text: `Deleted ${project.slug}.` });
    void navigate({ to: paths.projects(org) as never });
  };
  return (
    <Section title="Delete this project" lead="Its issues, events, keys and settings go with it; what SDKs sent is off the disk when it expires. SDKs that still send to it get 403.">
      <Button variant="danger" onClick={() => setAsking(true)}>Delete {project.slug}</Button>
      {asking && (
        <Confirm title={`Delete ${project.slug}?`} action={`Delete ${project.slug}`} danger typed={project.slug} onConfirm={remove} onClose={() => setAsking(false)}>
          All issues and events of {project.slug} are deleted. This cannot be undone. You may be asked for your password.
        </Confirm>
      )}
    </Section>
  );
}
