// From a new project to its first event: DSN, snippets of the platform, and a wait that turns into a link.
import { useState, type ReactNode } from 'react';
import { NativeSelect, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ProjectDetail, ProjectKey } from '../api/types';
import { Copy } from '../shared/copy';
import { Icon } from '../shared/icons';
import { Link, paths, useOrg, useParam } from '../shared/link';
import { Page } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { Arrival } from './arrival';
import { useWaitingProject } from './first_event';
import { platformName, platformOf, siblingsOf, type Platform } from './platforms';
import { projectKeysQuery, useRenamedProject } from './queries';
import { Snippet } from './snippet';
import styles from './first_steps.module.css';

export function FirstSteps() {
  const org = useOrg();
  const slug = useParam('project');
  const project = useWaitingProject(org, slug);
  const keys = useQuery(projectKeysQuery(org, slug));
  useRenamedProject(slug, project.data?.data);
  if (project.isError && !project.data) return <Failed page what="This project" error={project.error} retry={() => void project.refetch()} />;
  if (keys.isError) return <Failed page what="The keys of this project" error={keys.error} retry={() => void keys.refetch()} />;
  if (!project.data || !keys.data) return <Page title={slug}><Skeleton rows={8} height={48} /></Page>;
  return <Steps org={org} project={project.data.data} keys={keys.data.filter((key) => key.isActive)} />;
}

interface StepsProps {
  readonly org: string;
  readonly project: ProjectDetail;
  /** Active ones. */
  readonly keys: readonly ProjectKey[];
}

function Steps({ org, project, keys }: StepsProps) {
  const [keyId, setKeyId] = useState(keys[0]?.id);
  const [platform, setPlatform] = useState<Platform>(platformOf(project.platform));
  const key = keys.find((each) => each.id === keyId) ?? keys[0];
  const dsn = key?.dsn.public;
  const title = project.firstEvent === null ? `Send the first event of ${project.slug}` : `Send events to ${project.slug}`;
  return (
    <div className={styles.steps}>
      <Page title={title} about={project.slug} kind="form"
        lead="Any Sentry SDK works: only the DSN changes. Already on Sentry? Replace the DSN and keep your code.">
        {!key || !dsn
          ? (
            <Empty title="This project has no active key.">
              Without one nothing can send to it. <Link to={paths.projectKeys(org, project.slug)}>Create or enable a key</Link>
            </Empty>
          )
          : (
            <ol className={styles.list}>
              <Step mark={<Icon name="check" size={12} weight={2} />} done title={`Project ${project.slug}, ${platformName(project.platform)}`}>
                <p className="muted">
                  {project.teams[0] ? `Team ${project.teams.map((team) => team.slug).join(', ')}. ` : ''}
                  <Link to={paths.projectSettings(org, project.slug)}>Change platform</Link>
                </p>
                <Dsn dsn={dsn} keys={keys} chosen={key.id} onChoose={setKeyId} />
              </Step>
              <Step mark="2" title="Install and configure">
                <Variants platform={platform} onChange={setPlatform} dsn={dsn} />
              </Step>
              <Step mark="3" title="Raise one error on purpose">
                {platform.verify.map((snippet) => <Snippet key={platform.id + snippet.where} snippet={snippet} platform={platform} dsn={dsn} />)}
              </Step>
              <Arrival org={org} project={project} projectKey={key} dsn={dsn} />
            </ol>
          )}
      </Page>
    </div>
  );
}

interface StepProps {
  readonly mark: ReactNode;
  readonly title: ReactNode;
  readonly done?: boolean;
  readonly children: ReactNode;
}

export function Step({ mark, title, done = false, children }: StepProps) {
  return (
    <li className={done ? `${styles.step} ${styles.done}` : styles.step}>
      <span className={styles.mark} aria-hidden>{mark}</span>
      <div><h2>{title}</h2>{children}</div>
    </li>
  );
}

interface VariantsProps {
  readonly platform: Platform;
  readonly onChange: (platform: Platform) => void;
  readonly dsn: string;
}

function Variants({ platform, onChange, dsn }: VariantsProps) {
  const variants = siblingsOf(platform);
  const snippets = [...platform.install, ...platform.configure].map((snippet) => <Snippet key={platform.id + snippet.where} snippet={snippet} platform={platform} dsn={dsn} />);
  if (variants.length < 2) return <>{snippets}</>;
  return (
    <Tabs value={platform.id} onChange={(id) => onChange(platformOf(id))} className={styles.variants}>
      <Tabs.List aria-label="Variant">{variants.map((each) => <Tabs.Tab key={each.id} value={each.id}>{each.name}</Tabs.Tab>)}</Tabs.List>
      {variants.map((each) => <Tabs.Panel key={each.id} value={each.id}>{each === platform && snippets}</Tabs.Panel>)}
    </Tabs>
  );
}

interface DsnProps {
  readonly dsn: string;
  readonly keys: readonly ProjectKey[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function Dsn({ dsn, keys, chosen, onChoose }: DsnProps) {
  return (
    <div className={styles.dsn}>
      <span className={styles.label}>DSN</span>
      <code>{dsn}</code>
      <Copy text={dsn} label="Copy the DSN" word="Copy" />
      {keys.length > 1 && (
        <NativeSelect aria-label="Key" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}
          data={keys.map((key) => ({ value: key.id, label: `Key ${key.name}` }))} />
      )}
    </div>
  );
}

