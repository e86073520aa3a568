// A new project: platform, name, team. Then the first steps with its DSN.
import { useState, type FormEvent } from 'react';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { part, send } from '../api/client';
import { ApiProblem, sentenceOf } from '../api/problem';
import { organizationQuery, projectsQuery, teamsQuery } from '../api/queries';
import type { OrganizationDetail, ProjectSummary, Team } from '../api/types';
import { useLeaveQuestion } from '../shared/form';
import { Link, paths, useOrg } from '../shared/link';
import { Page, Section } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { PlatformPicker } from './platform_picker';
import { projectSlugMax, slugProblem, slugify } from './slug';
import styles from './new.module.css';

/** Longest name that the server takes (api.md section 4.3). */
const nameLimit = 50;

/** Teams that the person may create a project for (access.md section 1.8). */
export function teamsForNewProject(org: Pick<OrganizationDetail, 'access' | 'allowMemberProjectCreation'>, teams: readonly Team[]): readonly Team[] {
  return teams.filter((team) => {
    const creates = team.access.includes('project:write') || team.access.includes('project:admin');
    const allowed = org.allowMemberProjectCreation || org.access.includes('org:write') || team.access.includes('team:admin');
    return creates && allowed;
  });
}

export function NewProject() {
  const org = useOrg();
  const organization = useQuery(organizationQuery(org));
  const teams = useQuery(teamsQuery(org));
  const projects = useQuery(projectsQuery(org));
  const failed = [organization, teams, projects].find((query) => query.isError);
  return (
    <Page title="New project" kind="form" lead="Any Sentry SDK works with Picket: only the DSN changes.">
      {failed
        ? <Failed what="This form" error={failed.error} retry={() => void failed.refetch()} />
        : organization.data && teams.data && projects.data
          ? <Choose org={org} organization={organization.data} teams={teams.data} projects={projects.data} />
          : <Skeleton rows={8} height={40} />}
    </Page>
  );
}

/** Once the errors are drawn: what is wrong may be above what is seen. */
function focusFirstError(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"] input, input[aria-invalid="true"]')?.focus());
}

interface ChooseProps {
  readonly org: string;
  readonly organization: OrganizationDetail;
  readonly teams: readonly Team[];
  readonly projects: readonly ProjectSummary[];
}

function Choose({ org, organization, teams, projects }: ChooseProps) {
  const possible = teamsForNewProject(organization, teams);
  if (possible.length > 0) return <ProjectForm org={org} teams={possible} taken={projects} />;
  const mayCreateTeam = organization.access.includes('team:write') || organization.access.includes('org:write');
  if (teams.length === 0 && mayCreateTeam) {
    return <Empty title="A project belongs to a team, and there is none yet."><Link to={paths.teams(org)}>Create a team</Link> first; you can add others later.</Empty>;
  }
  return (
    <Empty title="You may not create projects here.">
      {organization.allowMemberProjectCreation
        ? 'A team admin, a manager or an owner can: ask one to create it, or to make you admin of your team.'
        : 'This organization leaves it to team admins, managers and owners. Ask one of them.'}
    </Empty>
  );
}

interface FormProps {
  readonly org: string;
  readonly teams: readonly Team[];
  readonly taken: readonly ProjectSummary[];
}

interface Errors {
  readonly platform?: string;
  readonly name?: string;
  readonly slug?: string;
  readonly team?: string;
  readonly form?: string;
}

function errorsOf(error: unknown): Errors {
  if (!(error instanceof ApiProblem)) return { form: sentenceOf(error) };
  if (error.status === 409) return { slug: error.fields.slug ?? error.detail };
  const { platform, name, slug, team } = error.fields;
  return platform || name || slug || team ? { platform, name, slug, team } : { form: sentenceOf(error) };
}

function ProjectForm({ org, teams, taken }: FormProps) {
  const [platform, setPlatform] = useState('');
  const [name, setName] = useState('');
  const [ownSlug, setOwnSlug] = useState<string>();
  const [team, setTeam] = useState((teams.find((each) => each.isMember) ?? teams[0]!).slug);
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  useLeaveQuestion((platform !== '' || name.trim() !== '' || ownSlug !== undefined) && !busy, 'Leave without creating the project?');
  const slug = ownSlug ?? slugify(name, projectSlugMax);
  const inUse = slug !== '' && taken.some((project) => project.slug === slug);
  const slugError = errors.slug ?? (inUse ? `${slug} is taken by another project.` : undefined);

  const check = (): Errors => ({
    platform: platform ? undefined : 'Choose a platform; it decides which snippets you see next.',
    name: name.trim() ? undefined : 'A name is needed.',
    slug: name.trim() || ownSlug !== undefined ? slugProblem(slug, projectSlugMax) : undefined,
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = check();
    setErrors(found);
    if (inUse || Object.values(found).some(Boolean)) {
      focusFirstError(event.currentTarget);
      return;
    }
    setBusy(true);
    try {
      const made = await send<ProjectSummary>('POST', `teams/${part(org)}/${part(team)}/projects/`, { name: name.trim(), slug, platform });
      await queryClient.invalidateQueries({ queryKey: ['projects', org] });
      void navigate({ to: paths.firstSteps(org, made.slug) as never, replace: true });
    } catch (error) {
      setErrors(errorsOf(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Section title="Platform">
        <PlatformPicker value={platform} error={errors.platform} onChange={(id) => { setPlatform(id); setErrors({ ...errors, platform: undefined }); }} />
      </Section>
      <Section title="Name and team">
        <div className={styles.fields}>
          <TextInput label="Name" value={name} maxLength={nameLimit} error={errors.name} autoComplete="off"
            onChange={(event) => { setName(event.currentTarget.value); setErrors({ ...errors, name: undefined, slug: undefined }); }} />
          <NativeSelect label="Team" description="More teams can be added later." inputWrapperOrder={['label', 'input', 'description', 'error']} value={team} error={errors.team}
            onChange={(event) => setTeam(event.currentTarget.value)}
            data={teamOptions(teams)} />
        </div>
        <SlugLine slug={slug} own={ownSlug} error={slugError} onChange={(text) => { setOwnSlug(text); setErrors({ ...errors, slug: undefined }); }} />
        {errors.form && <p role="alert" className={styles.error}>{errors.form}</p>}
        <div className={styles.actions}>
          <Button type="submit" variant="ink" loading={busy}>Create project</Button>
        </div>
      </Section>
    </form>
  );
}

function teamOptions(teams: readonly Team[]) {
  const option = (each: Team) => ({ value: each.slug, label: `#${each.slug}` });
  const own = teams.filter((each) => each.isMember).map(option);
  const others = teams.filter((each) => !each.isMember).map(option);
  return own.length && others.length ? [{ group: 'Your teams', items: own }, { group: 'Other teams', items: others }] : [...own, ...others];
}

interface SlugProps {
  readonly slug: string;
  /** Typed by hand; undefined while it follows from the name. */
  readonly own: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (slug: string) => void;
}

function SlugLine({ slug, own, error, onChange }: SlugProps) {
  if (own !== undefined) {
    return (
      <TextInput className={styles.slugField} label="Slug" value={own} error={error} spellCheck={false} autoComplete="off" autoFocus
        description="The name in addresses and in short ids such as SHOP-API-2F." onChange={(event) => onChange(event.currentTarget.value)} />
    );
  }
  return (
    <p className={styles.slug}>
      Slug: {slug ? <code>{slug}</code> : <span className="muted">made from the name</span>}{' '}
      <button type="button" onClick={() => onChange(slug)}>Change</button>
      {error && <span role="alert" className={styles.error}>{error}</span>}
    </p>
  );
}
