// Security and privacy: which secrets and personal data are taken out of events before they are stored.
import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { organizationQuery } from '../../../api/queries';
import type { OrganizationDetail, ProjectDetail, ScrubbingPreview } from '../../../api/types';
import { projectPath, projectQuery, useRenamedProject } from '../../../projects/queries';
import { ConflictNote } from '../../../shared/conflict';
import { Field, Form, SaveBar, useDraft } from '../../../shared/form';
import { useOrg, useParam } from '../../../shared/link';
import { PreviewPage, usePreview } from '../../../shared/preview';
import { RulesText } from '../../../shared/rules_text';
import { Skeleton } from '../../../shared/skeleton';
import { Failed } from '../../../shared/state';
import { useVersionedChange, type Versioned } from '../../../shared/versioned';
import { PrivacyPanel } from './preview';
import { useSample } from './sample';
import { effectOf, labels, pick, requestOf, type Name, type Values } from './values';
import settings from '../../settings.module.css';

const title = 'Security and privacy';
const lead = 'Taken out of events before anything is written, so it is in no log, store or backup. It cannot be undone; stored events do not change.';
const fieldsLimit = 4_000;
const rulesLimit = 65_536;

export function SecurityAndPrivacy() {
  const org = useOrg();
  const slug = useParam('project');
  const loaded = useQuery(projectQuery(org, slug));
  useRenamedProject(slug, loaded.data?.data);
  if (loaded.isError && !loaded.data) return <Failed page what="These settings" error={loaded.error} retry={() => void loaded.refetch()} />;
  if (!loaded.data) return <PreviewPage title={title} about={slug} lead={lead} panel={null}><Skeleton rows={6} height={72} /></PreviewPage>;
  return <PrivacyForm key={loaded.data.data.id} org={org} slug={slug} loaded={loaded.data} />;
}

type SwitchName = 'dataScrubber' | 'dataScrubberDefaults' | 'scrubIPAddresses';

const switches: readonly { readonly name: SwitchName; readonly help: string }[] = [
  { name: 'dataScrubber', help: 'The two below, and the variables of GraphQL requests.' },
  { name: 'dataScrubberDefaults', help: 'Card numbers, IBANs, private keys, bearer tokens, and the values of keys such as password, secret or token become [Filtered].' },
  { name: 'scrubIPAddresses', help: 'Fields for addresses are emptied; addresses in texts become [ip].' },
];

const texts: readonly { readonly name: 'sensitiveFields' | 'safeFields' | 'relayPiiConfig'; readonly help: string; readonly limit: number; readonly placeholder: string }[] = [
  { name: 'sensitiveFields', help: 'One a line. Values of keys that hold one of them, in any case, become [Filtered].', limit: fieldsLimit, placeholder: 'customer_number' },
  { name: 'safeFields', help: 'One key or selector a line. What it names stays, whatever the switches say.', limit: fieldsLimit, placeholder: 'token_type\nextra.note' },
  {
    name: 'relayPiiConfig', limit: rulesLimit, help: 'JSON: rules, and which of them apply to which part of an event. Ready-made ones are called @email, @ip, @creditcard and so on.',
    placeholder: '{"applications": {"$message || extra.note": ["@email:mask"],\n  "tags.customer": ["@anything:remove"]}}',
  },
];

interface FormProps {
  readonly org: string;
  readonly slug: string;
  readonly loaded: Versioned<ProjectDetail>;
}

function PrivacyForm({ org, slug, loaded }: FormProps) {
  const project = loaded.data;
  const draft = useDraft<Values>(pick(project));
  const change = useVersionedChange({ query: projectQuery(org, slug), path: projectPath(org, slug), loaded, dirty: draft.changed.length > 0 });
  const organization = useQuery(organizationQuery(org)).data;
  const locked = !project.access.includes('project:write');
  const sample = useSample(org, slug, !locked);
  const changes = Object.fromEntries(draft.changed.map((name) => [name, draft.values[name]])) as Partial<Values>;
  const tried = usePreview<ScrubbingPreview>(`${projectPath(org, slug)}scrubbing/preview/`, sample.asked && !locked ? { ...requestOf(changes), ...sample.asked } : undefined);
  const save = () => draft.submit((given) => change.save(requestOf(given)));
  const error = (name: Name) => draft.errors[name] ?? tried.errors[name];
  const changed = (name: Name) => draft.changed.includes(name);
  return (
    <PreviewPage title={title} about={slug} lead={lead} panel={<PrivacyPanel sample={sample} tried={tried} locked={locked} />}>
      <Form onSubmit={save} saved="Saved.">
        {locked && <p className={settings.note}>Admins of its teams, managers and owners change these settings. You see them as they are.</p>}
        <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
        {switches.map(({ name, help }) => (
          <Field key={name} label={labels[name]} help={help} changed={changed(name)}>
            <Switch aria-label={labels[name]} checked={draft.values[name]} disabled={locked} error={error(name)} label={stateOf(name, draft.values, organization)}
              onChange={(event) => draft.set(name, event.currentTarget.checked)} />
          </Field>
        ))}
        {texts.map(({ name, help, limit, placeholder }) => (
          <Field key={name} wide label={labels[name]} help={help} changed={changed(name)}>
            <RulesText label={labels[name]} value={draft.values[name]} error={error(name)} disabled={locked} placeholder={placeholder} limit={limit} onChange={(text) => draft.set(name, text)} />
          </Field>
        ))}
        <SaveBar draft={draft} effect={effectOf(draft.values, draft.changed)} />
      </Form>
    </PreviewPage>
  );
}

/** What the organization switches on, no project switches off. */
function stateOf(name: SwitchName, values: Values, organization: OrganizationDetail | undefined): string {
  if (values[name]) return 'on';
  return organization?.[name] === true ? 'off here, on for the whole organization' : 'off';
}
