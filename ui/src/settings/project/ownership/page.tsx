// Ownership: rules say whose code it is, and what follows from that for new issues.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ProjectDetail, ProjectOwnership } from '../../../api/types';
import { projectQuery, useRenamedProject } from '../../../projects/queries';
import { ConflictNote } from '../../../shared/conflict';
import { Field, Form, SaveBar, useDraft } from '../../../shared/form';
import { useOrg, useParam } from '../../../shared/link';
import { PreviewPage } from '../../../shared/preview';
import { RulesText } from '../../../shared/rules_text';
import { Skeleton } from '../../../shared/skeleton';
import { Failed } from '../../../shared/state';
import { useVersionedChange, type Versioned } from '../../../shared/versioned';
import { Codeowners } from './codeowners';
import { InForce } from './in_force';
import { codeownersQuery, ownershipPath, ownershipQuery, rulesLimit } from './queries';
import settings from '../../settings.module.css';

const title = 'Ownership rules';
const lead = 'Issues are suggested to the owners of the code that fails. Rules are asked with the first event of an issue, and then with one event a day.';

export function Ownership() {
  const org = useOrg();
  const slug = useParam('project');
  const project = useQuery(projectQuery(org, slug));
  const ownership = useQuery(ownershipQuery(org, slug));
  const codeowners = useQuery(codeownersQuery(org, slug));
  useRenamedProject(slug, project.data?.data);
  const failed = [project, ownership].find((query) => query.isError && !query.data);
  if (failed) return <Failed page what="The ownership rules" error={failed.error} retry={() => { void project.refetch(); void ownership.refetch(); }} />;
  const locked = !project.data?.data.access.includes('project:write');
  return (
    <PreviewPage title={title} about={slug} lead={lead} panel={<InForce org={org} ownership={ownership.data?.data} codeowners={codeowners.data} />}>
      {project.data && ownership.data
        ? (
          <>
            <OwnershipForm key={project.data.data.id} org={org} slug={slug} project={project.data.data} loaded={ownership.data} locked={locked} />
            <Codeowners org={org} slug={slug} locked={locked} />
          </>
        )
        : <Skeleton rows={4} height={96} />}
    </PreviewPage>
  );
}

type AutoAssignment = ProjectOwnership['autoAssignment'];

const pick = (ownership: ProjectOwnership) => ({ raw: ownership.raw ?? '', autoAssignment: ownership.autoAssignment });
type Values = ReturnType<typeof pick>;

const labels: Readonly<Record<keyof Values, string>> = { raw: 'Rules', autoAssignment: 'Assign by itself' };

const modes: readonly { readonly value: AutoAssignment; readonly label: string; readonly effect: string }[] = [
  { value: 'Auto Assign to Issue Owner', label: 'To the owner of the last rule that matches', effect: 'issues that a rule matches are assigned to its owner, unless somebody assigned them by hand' },
  { value: 'Auto Assign to Suspect Commits', label: 'To who wrote the code, else the owner', effect: 'issues are assigned to the owner of the rule as long as Picket does not know who wrote the code' },
  { value: 'Turn off Auto-Assignment', label: 'No: owners are only suggested', effect: 'owners are suggested, and nobody is assigned' },
];

function effectOf(values: Values, changed: readonly (keyof Values)[]): string | undefined {
  if (changed.includes('autoAssignment')) return `On save: ${modes.find((mode) => mode.value === values.autoAssignment)?.effect}.`;
  return changed.length > 0 ? 'On save: the rules are asked with the next event of each issue, once a day.' : undefined;
}

interface FormProps {
  readonly org: string;
  readonly slug: string;
  readonly project: ProjectDetail;
  readonly loaded: Versioned<ProjectOwnership>;
  readonly locked: boolean;
}

function OwnershipForm({ org, slug, project, loaded, locked }: FormProps) {
  const draft = useDraft<Values>(pick(loaded.data));
  const change = useVersionedChange({ query: ownershipQuery(org, slug), path: ownershipPath(org, slug), loaded, dirty: draft.changed.length > 0 });
  const save = () => draft.submit((changes) => change.save(changes));
  const { values, errors } = draft;
  const teams = project.teams.map((team) => `#${team.slug}`).join(', ');
  return (
    <Form onSubmit={save} saved="Saved.">
      {locked && <p className={settings.note}>Admins of its teams, managers and owners change these rules. You see them as they are.</p>}
      <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
      <Field wide label={labels.raw} changed={draft.changed.includes('raw')}
        help={<>One a line: <code>kind:pattern</code>, then owners. Kinds are path, module, url and tags.NAME; owners are members by their address, or teams of this project{teams && <> ({teams})</>}.</>}>
        <RulesText label={labels.raw} value={values.raw} error={errors.raw} disabled={locked} limit={rulesLimit} onChange={(text) => draft.set('raw', text)}
          placeholder={'path:src/billing/*      #billing\nurl:*/checkout/*        #web\ntags.customer:acme*     ann@example.com'} />
      </Field>
      <Field label={labels.autoAssignment} help="An issue that somebody assigned or freed by hand stays as it is." changed={draft.changed.includes('autoAssignment')}>
        <NativeSelect aria-label={labels.autoAssignment} value={values.autoAssignment} disabled={locked} error={errors.autoAssignment} data={modes.map(({ value, label }) => ({ value, label }))}
          onChange={(event) => draft.set('autoAssignment', event.currentTarget.value as AutoAssignment)} />
      </Field>
      <SaveBar draft={draft} effect={effectOf(values, draft.changed)} />
    </Form>
  );
}
