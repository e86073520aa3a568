// Inbound filters: what a project does not want is dropped when it arrives. The panel tries a change on stored events.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FilterPreview } from '../../../api/types';
import { projectPath, projectQuery, useRenamedProject } from '../../../projects/queries';
import { ConflictNote } from '../../../shared/conflict';
import { Field, Form, SaveBar, useDraft } from '../../../shared/form';
import { useOrg, useParam } from '../../../shared/link';
import { PreviewPage, usePreview } from '../../../shared/preview';
import { RulesText } from '../../../shared/rules_text';
import { Skeleton } from '../../../shared/skeleton';
import { Failed } from '../../../shared/state';
import { isConflict, useVersionedChange, type Versioned } from '../../../shared/versioned';
import { FiltersPanel } from './preview';
import { BrowsersRow, Counts, FlagRow, type RowContext } from './switches';
import { droppedQuery, effectOf, filtersQuery, labels, pick, requestOf, saveFilters, type Loaded, type Name, type Values } from './values';
import styles from './filters.module.css';
import settings from '../../settings.module.css';

const title = 'Inbound filters';
const lead = 'Dropped when they arrive: they take no space, no quota and no issue, and are counted as filtered. Stored events stay.';
/** Characters of one list. */
const listLimit = 65_536;

export function InboundFilters() {
  const org = useOrg();
  const slug = useParam('project');
  const loaded = useQuery(filtersQuery(org, slug));
  useRenamedProject(slug, loaded.data?.data.project);
  if (loaded.isError && !loaded.data) return <Failed page what="The filters" error={loaded.error} retry={() => void loaded.refetch()} />;
  if (!loaded.data) return <PreviewPage title={title} about={slug} lead={lead} panel={null}><Skeleton rows={9} height={56} /></PreviewPage>;
  return <FiltersForm key={loaded.data.data.project.id} org={org} slug={slug} loaded={loaded.data} />;
}

interface ListSpec {
  readonly name: 'filters:error_messages' | 'filters:releases' | 'filters:blacklisted_ips' | 'sentry:csp_ignored_sources' | 'filters:generic';
  readonly help: string;
  readonly placeholder: string;
}

const lists: readonly ListSpec[] = [
  { name: 'filters:error_messages', help: 'One pattern a line, for the title of an error. * is any text; case does not matter; the whole title has to match.', placeholder: '*ResizeObserver loop*\nTypeError: Load failed' },
  { name: 'filters:releases', help: 'One pattern a line, for the whole release.', placeholder: 'shop@1.*' },
  { name: 'filters:blacklisted_ips', help: 'One address or range a line, of what sends the event.', placeholder: '10.0.0.0/8\n2001:db8::/32' },
  { name: 'sentry:csp_ignored_sources', help: 'One source a line, for reports of a content security policy.', placeholder: '*.example.com\nchrome-extension://*' },
  { name: 'filters:generic', help: 'Conditions of your own, as JSON: they name fields of an event and what they have to be.', placeholder: '{"version": 1, "filters": [{"id": "no-staging", "isEnabled": true,\n  "condition": {"op": "eq", "name": "event.environment", "value": "staging"}}]}' },
];

interface FormProps {
  readonly org: string;
  readonly slug: string;
  readonly loaded: Versioned<Loaded>;
}

function useFilters({ org, slug, loaded }: FormProps) {
  const draft = useDraft<Values>(pick(loaded.data));
  const queryClient = useQueryClient();
  const query = filtersQuery(org, slug);
  const change = useVersionedChange<Loaded>({
    query, path: projectPath(org, slug), loaded, dirty: draft.changed.length > 0,
    put: (changes, etag) => saveFilters(org, slug, changes as Partial<Values>, etag),
  });
  const renew = () => queryClient.invalidateQueries({ queryKey: projectQuery(org, slug).queryKey });
  const save = () => draft.submit(async (changes) => {
    try {
      await change.save(changes);
      await renew();
    } catch (error) {
      if (isConflict(error)) throw error;
      // A part may be saved by now: it is no longer in the draft, and what is left is made from the version it has.
      await renew();
      change.accept();
      throw error;
    }
  });
  return { draft, change, save };
}

function FiltersForm(props: FormProps) {
  const { org, slug, loaded } = props;
  const { project } = loaded.data;
  const { draft, change, save } = useFilters(props);
  const dropped = useQuery(droppedQuery(org, project.id));
  const locked = !project.access.includes('project:write');
  const changes = Object.fromEntries(draft.changed.map((name) => [name, draft.values[name]])) as Partial<Values>;
  const tried = usePreview<FilterPreview>(`${projectPath(org, slug)}filters/preview/`, draft.changed.length > 0 && !locked ? requestOf(changes) : undefined);
  const context: RowContext = { values: draft.values, changed: draft.changed, set: draft.set, locked, dropped: dropped.data, preview: tried.result };
  const error = (name: Name) => draft.errors[name] ?? tried.errors[name];
  return (
    <PreviewPage title={title} about={slug} lead={lead} panel={<FiltersPanel org={org} slug={slug} tried={tried} locked={locked} />}>
      <Form onSubmit={save} saved="Saved.">
        {locked && <p className={settings.note}>Admins of its teams, managers and owners change these filters. You see them as they are.</p>}
        <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
        <div className={styles.head}><h2>Known noise</h2><span>24 h, filtered</span></div>
        <FlagRow name="browser-extensions" help="Errors of browser extensions and toolbars, by message or by the newest frame." context={context} />
        <FlagRow name="localhost" help="Events of localhost, 127.0.0.1, ::1, and of pages opened from files." context={context} />
        <FlagRow name="web-crawlers" help="Events of search engines, link previews and monitors, by user agent." context={context} />
        <FlagRow name="filtered-transaction" help="Transactions of health checks, such as /healthz." context={context} />
        <FlagRow name="filters:react-hydration-errors" help="React’s errors 418, 419, 422, 423 and 425." context={context} />
        <FlagRow name="filters:chunk-load-error" help="ChunkLoadError: a page that is older than the last deploy." context={context} />
        <FlagRow name="sentry:csp_ignored_sources_defaults" help="Reports of a content security policy about sources that Sentry’s list names." context={context} />
        <BrowsersRow loaded={pick(loaded.data)['legacy-browsers']} context={context} />
        <div className={styles.head}><h2>Your rules</h2><span>24 h, filtered</span></div>
        {lists.map(({ name, help, placeholder }) => (
          <Field key={name} wide label={labels[name]} help={help} changed={draft.changed.includes(name)}>
            <div className={styles.list}>
              <RulesText label={labels[name]} value={draft.values[name]} error={error(name)} disabled={locked} placeholder={placeholder} limit={listLimit} onChange={(text) => draft.set(name, text)} />
              <Counts name={name} context={context} />
            </div>
          </Field>
        ))}
        <SaveBar draft={draft} effect={effectOf(draft.values, draft.changed, dropped.data)} />
      </Form>
    </PreviewPage>
  );
}
