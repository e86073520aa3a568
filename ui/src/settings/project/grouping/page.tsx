// Issue grouping: by which config and which rules events become one issue.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { GroupingPreview, ProjectDetail } from '../../../api/types';
import { projectPath, projectQuery, useRenamedProject } from '../../../projects/queries';
import { ConflictNote } from '../../../shared/conflict';
import { Field, Form, SaveBar, useDraft, type Draft } from '../../../shared/form';
import { useOrg, useParam } from '../../../shared/link';
import { PreviewPage, usePreview } from '../../../shared/preview';
import { RulesText } from '../../../shared/rules_text';
import { Skeleton } from '../../../shared/skeleton';
import { Failed } from '../../../shared/state';
import { Time, useNow } from '../../../shared/time';
import { useVersionedChange, type Versioned } from '../../../shared/versioned';
import { GroupingPanel } from './preview';
import { changeConfig, changesOverUntil, configName, configOptions, effectOf, labels, pick, requestOf, transitionOf, usualDays, type Name, type Values } from './values';
import settings from '../../settings.module.css';

const title = 'Issue grouping';
const lead = 'Events become one issue when they hash the same. Your rules come after those that are built in.';
/** Characters of one text. */
const rulesLimit = 65_536;

export function IssueGrouping() {
  const org = useOrg();
  const slug = useParam('project');
  const loaded = useQuery(projectQuery(org, slug));
  useRenamedProject(slug, loaded.data?.data);
  if (loaded.isError && !loaded.data) return <Failed page what="These settings" error={loaded.error} retry={() => void loaded.refetch()} />;
  if (!loaded.data) return <PreviewPage title={title} about={slug} lead={lead} panel={null}><Skeleton rows={5} height={96} /></PreviewPage>;
  return <GroupingForm key={loaded.data.data.id} org={org} slug={slug} loaded={loaded.data} />;
}

const texts: readonly { readonly name: 'fingerprintingRules' | 'groupingEnhancements'; readonly help: string; readonly placeholder: string }[] = [
  {
    name: 'fingerprintingRules', help: 'One rule a line: which events, and what they are grouped by. The first that matches counts.',
    placeholder: 'error.type:ConnectionError -> connection-error\nstack.function:evaluate* message:"*timeout*" -> {{ default }}, {{ tags.server }}',
  },
  {
    name: 'groupingEnhancements', help: 'One rule a line: which frames, and whether they are the application’s (+app, -app) or count for grouping (+group, -group).',
    placeholder: 'stack.function:panic_handler ^-group -group\nfamily:native stack.package:**/libfoo.so -app',
  },
];

interface FormProps {
  readonly org: string;
  readonly slug: string;
  readonly loaded: Versioned<ProjectDetail>;
}

function GroupingForm({ org, slug, loaded }: FormProps) {
  const project = loaded.data;
  const before = pick(project);
  const draft = useDraft<Values>(before);
  const now = useNow();
  const change = useVersionedChange({ query: projectQuery(org, slug), path: projectPath(org, slug), loaded, dirty: draft.changed.length > 0 });
  const locked = !project.access.includes('project:write');
  const changes = requestOf(Object.fromEntries(draft.changed.map((name) => [name, draft.values[name]])));
  const tried = usePreview<GroupingPreview>(`${projectPath(org, slug)}grouping/preview/`, draft.changed.length > 0 && !locked ? changes : undefined);
  const save = () => draft.submit((given) => change.save(requestOf(given)));
  const error = (name: Name) => draft.errors[name] ?? tried.errors[name];
  const changesOver = draft.changed.includes('groupingConfig') && changesOverUntil(draft.values, now) !== undefined;
  return (
    <PreviewPage title={title} about={slug} lead={lead} panel={<GroupingPanel org={org} slug={slug} tried={tried} locked={locked} changesOver={changesOver} />}>
      <Form onSubmit={save} saved="Saved.">
        {locked && <p className={settings.note}>Admins of its teams, managers and owners change these rules. You see them as they are.</p>}
        <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
        <ConfigField before={before} draft={draft} locked={locked} now={now} error={error('groupingConfig')} />
        <ChangeOverField before={before} draft={draft} locked={locked} now={now} error={error('secondaryGroupingConfig') ?? error('secondaryGroupingExpiry')} />
        {texts.map(({ name, help, placeholder }) => (
          <Field key={name} wide label={labels[name]} help={help} changed={draft.changed.includes(name)}>
            <RulesText label={labels[name]} value={draft.values[name]} error={error(name)} disabled={locked} placeholder={placeholder} limit={rulesLimit} onChange={(text) => draft.set(name, text)} />
          </Field>
        ))}
        <SaveBar draft={draft} effect={effectOf(draft.values, draft.changed, now)} />
      </Form>
    </PreviewPage>
  );
}

interface ConfigProps {
  readonly before: Values;
  readonly draft: Draft<Values>;
  readonly locked: boolean;
  readonly now: number;
  readonly error: string | undefined;
}

function setAll(draft: Draft<Values>, values: Partial<Values>): void {
  for (const name of Object.keys(values) as Name[]) draft.set(name, values[name]!);
}

function ConfigField({ before, draft, locked, now, error }: ConfigProps) {
  return (
    <Field label={labels.groupingConfig} help="The rules that are built in, as they were at that time. A project keeps its own until somebody changes it." changed={draft.changed.includes('groupingConfig')}>
      <NativeSelect aria-label={labels.groupingConfig} value={draft.values.groupingConfig} disabled={locked} error={error} data={configOptions(before.groupingConfig)}
        onChange={(event) => setAll(draft, changeConfig(before, event.currentTarget.value, now))} />
    </Field>
  );
}

/** Shown while the project changes over, or is about to. */
function ChangeOverField({ before, draft, locked, now, error }: ConfigProps) {
  const until = changesOverUntil(draft.values, now);
  const chosen = draft.values.groupingConfig !== before.groupingConfig;
  if (!chosen && until === undefined && changesOverUntil(before, now) === undefined) return null;
  const from = chosen ? before.groupingConfig : before.secondaryGroupingConfig;
  const changed = draft.changed.includes('secondaryGroupingConfig') || draft.changed.includes('secondaryGroupingExpiry');
  const spans = chosen ? [usualDays, 30, 7] : [];
  const days = until === undefined ? 0 : Math.round((until - now) / 86_400_000);
  const options = [
    ...(spans.includes(days) || until === undefined ? [] : [{ value: String(days), label: `For ${days} more days` }]),
    ...spans.map((span) => ({ value: String(span), label: `For ${span} days` })),
    // An end that was set in the draft can be taken back.
    ...(!chosen && until === undefined ? [{ value: 'keep', label: 'As it was' }] : []),
    { value: '0', label: chosen ? 'Not at all' : 'End it now' },
  ];
  const set = (value: string) => setAll(draft, value === 'keep'
    ? { secondaryGroupingConfig: before.secondaryGroupingConfig, secondaryGroupingExpiry: before.secondaryGroupingExpiry }
    : transitionOf(from, Number(value), now));
  return (
    <Field label="Change over" changed={changed}
      help={<>Events that no issue is known for are looked up by {configName(from)} too{until !== undefined && <>, until <Time at={new Date(until).toISOString()} as="date" /></>}.</>}>
      <NativeSelect aria-label="Change over" value={String(days)} disabled={locked} error={error} data={options} onChange={(event) => set(event.currentTarget.value)} />
    </Field>
  );
}
