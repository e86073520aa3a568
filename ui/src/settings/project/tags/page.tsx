// Tag links: where the values of tags lead outside of Picket, such as a correlation id to its lines in a log.
import { useState } from 'react';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ProjectDetail } from '../../../api/types';
import { targetOf } from '../../../event/tag_links';
import { projectPath, projectQuery, useRenamedProject } from '../../../projects/queries';
import { ConflictNote } from '../../../shared/conflict';
import { EventText, plainText } from '../../../shared/event_text';
import { Form, SaveBar, useDraft } from '../../../shared/form';
import { Icon } from '../../../shared/icons';
import { useOrg, useParam } from '../../../shared/link';
import { Page } from '../../../shared/page';
import { Skeleton } from '../../../shared/skeleton';
import { Failed } from '../../../shared/state';
import { useVersionedChange, type Versioned } from '../../../shared/versioned';
import { flawOf, linksOf, listOf, type TagLink } from './values';
import settings from '../../settings.module.css';
import styles from './tags.module.css';

const title = 'Tag links';
const lead = (
  <>
    The value of a tag can lead to another system, such as <code>correlation_id</code> to <code>https://logs.example.com/?q={'{value}'}</code>. The
    link stands beside the value on the page of an issue, and shows where it leads before it is followed.
  </>
);

/** As the server has them. */
export const limits = { links: 50, name: 200, url: 1000 } as const;

export function TagLinks() {
  const org = useOrg();
  const slug = useParam('project');
  const loaded = useQuery(projectQuery(org, slug));
  useRenamedProject(slug, loaded.data?.data);
  if (loaded.isError && !loaded.data) return <Failed page what="The tag links" error={loaded.error} retry={() => void loaded.refetch()} />;
  return (
    <Page title={title} about={slug} kind="form" lead={lead}>
      {loaded.data ? <TagLinksForm key={loaded.data.data.id} org={org} slug={slug} loaded={loaded.data} /> : <Skeleton rows={3} height={64} />}
    </Page>
  );
}

const pick = (project: ProjectDetail) => ({ tagLinks: listOf(project.tagLinks) });
type Values = ReturnType<typeof pick>;
const labels: Readonly<Record<keyof Values, string>> = { tagLinks: title };

interface FormProps {
  readonly org: string;
  readonly slug: string;
  readonly loaded: Versioned<ProjectDetail>;
}

function TagLinksForm({ org, slug, loaded }: FormProps) {
  const draft = useDraft<Values>(pick(loaded.data));
  const change = useVersionedChange({ query: projectQuery(org, slug), path: projectPath(org, slug), loaded, dirty: draft.changed.length > 0 });
  const [flaw, setFlaw] = useState<string>();
  const locked = !loaded.data.access.includes('project:write');
  const links = draft.values.tagLinks;
  const set = (next: readonly TagLink[]) => {
    setFlaw(undefined);
    draft.set('tagLinks', next);
  };
  const save = async () => {
    const found = flawOf(links);
    setFlaw(found);
    return found === undefined && draft.submit(() => change.save({ tagLinks: linksOf(links) }));
  };
  const problem = flaw ?? draft.errors.tagLinks;
  return (
    <Form onSubmit={save} saved="Saved.">
      {locked && <p className={settings.note}>Admins of its teams, managers and owners change these links. You see them as they are.</p>}
      <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
      {links.length === 0 && <p className={styles.none}>No tag leads anywhere yet.</p>}
      <ul className={styles.list} aria-label={title}>
        {links.map((link, at) => (
          <Row key={at} link={link} number={at + 1} locked={locked}
            onChange={(next) => set(links.map((each, place) => (place === at ? next : each)))} onRemove={() => set(links.filter((_, place) => place !== at))} />
        ))}
      </ul>
      {problem !== undefined && <p role="alert" className={settings.error}>{plainText(problem)}</p>}
      {!locked && <Button leftSection={<Icon name="plus" size={13} />} disabled={links.length >= limits.links} title={links.length >= limits.links ? `A project has at most ${limits.links}` : undefined} onClick={() => set([...links, { tag: '', url: '' }])}>Add a link</Button>}
      <SaveBar draft={draft} effect="On save: the links show on every issue of the project." />
    </Form>
  );
}

interface RowProps {
  readonly link: TagLink;
  /** For the labels. */
  readonly number: number;
  readonly locked: boolean;
  readonly onChange: (link: TagLink) => void;
  readonly onRemove: () => void;
}

function Row({ link, number, locked, onChange, onRemove }: RowProps) {
  const example = targetOf({ [link.tag]: link.url }, link.tag, 'a b/7');
  return (
    <li className={styles.row}>
      <TextInput className={styles.tag} aria-label={`Tag ${number}`} placeholder="correlation_id" value={link.tag} maxLength={limits.name} disabled={locked} spellCheck={false} autoComplete="off"
        onChange={(event) => onChange({ ...link, tag: event.currentTarget.value })} />
      <TextInput className={styles.url} aria-label={`Address ${number}`} placeholder="Address with {value}" value={link.url} maxLength={limits.url} disabled={locked} spellCheck={false} autoComplete="off" inputMode="url"
        onChange={(event) => onChange({ ...link, url: event.currentTarget.value })} />
      {!locked && <ActionIcon aria-label={`Remove link ${number}`} onClick={onRemove}><Icon name="trash" size={14} /></ActionIcon>}
      {example && <p className={styles.example}>A value “a b/7” leads to <code><EventText text={example} limit={300} /></code></p>}
    </li>
  );
}
