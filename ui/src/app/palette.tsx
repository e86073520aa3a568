// Find or jump: pages, projects, and what an id or a Sentry address means.
import { useId, useState, type KeyboardEvent } from 'react';
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { projectsQuery, useMe } from '../api/queries';
import { Icon, type IconName } from '../shared/icons';
import { addressParts, paths } from '../shared/link';
import { findTarget } from './palette_targets';
import styles from './palette.module.css';

export interface Choice {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
  /** Path with query, or a look-up that ends in one. */
  readonly to: string | (() => Promise<string>);
}

const shownLimit = 12;

function pagesOf(org: string): readonly Choice[] {
  const page = (title: string, to: string, icon: IconName): Choice => ({ key: to, icon, title, note: 'page', to });
  return [
    page('Issues', paths.issues(org), 'issues'), page('Discover', paths.discoverHome(org), 'search'), page('Saved queries', paths.discoverQueries(org), 'search'),
    page('Stats', paths.stats(org), 'bars'), page('Releases', paths.releases(org), 'tag'), page('Projects', paths.projects(org), 'projects'),
    page('New project', paths.newProject(org), 'plus'), page('Teams', paths.teams(org), 'teams'),
    page('Members', paths.members(org), 'user'), page('Organization settings', paths.settings(org), 'settings'),
    page('Audit log', paths.auditLog(org), 'clock'), page('Account', paths.account(), 'user'),
    page('Security', paths.security(), 'lock'), page('Appearance', paths.appearance(), 'sun'),
    page('API tokens', paths.apiTokens(), 'key'),
  ];
}

/** Only for those who may. */
function adminPages(): readonly Choice[] {
  const page = (title: string, to: string): Choice => ({ key: to, icon: 'database', title, note: 'admin', to });
  return [
    page('Status of the server', paths.adminStatus()), page('Queue', paths.adminQueue()),
    page('Storage', paths.adminStorage()), page('Doctor', paths.adminDoctor()),
  ];
}

export interface PaletteProps {
  readonly org: string;
  readonly onClose: () => void;
}

export default function Palette({ org, onClose }: PaletteProps) {
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const [problem, setProblem] = useState<string>();
  const navigate = useNavigate();
  const id = useId();
  const { isSuperuser } = useMe();
  const { data: projects = [] } = useQuery({ ...projectsQuery(org), enabled: org !== '' });

  const wanted = text.trim().toLowerCase();
  const target = findTarget(org, text.trim());
  const choices = [
    ...target,
    ...[...(org ? pagesOf(org) : []), ...(isSuperuser ? adminPages() : [])].filter((page) => page.title.toLowerCase().includes(wanted)),
    ...projects.filter((project) => wanted && `${project.slug} ${project.name}`.toLowerCase().includes(wanted)).map((project): Choice => ({
      key: project.id, icon: 'projects', title: project.slug, note: 'issues of the project', to: `${paths.issues(org)}?project=${project.id}`,
    })),
  ].slice(0, shownLimit);

  const take = async (choice: Choice | undefined) => {
    if (!choice) return;
    try {
      const to = typeof choice.to === 'string' ? choice.to : await choice.to();
      onClose();
      void navigate(addressParts(to));
    } catch {
      setProblem(`Nothing is known as ${text.trim()}.`);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setCursor(Math.min(choices.length - 1, cursor + 1));
    else if (event.key === 'ArrowUp') setCursor(Math.max(0, cursor - 1));
    else if (event.key === 'Enter') void take(choices[cursor]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root opened onClose={onClose} padding={6} size={560} yOffset="12vh" transitionProps={{ duration: 0 }} classNames={{ content: styles.content }}>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <Modal.Title className="vh">Find or jump</Modal.Title>
        <Modal.Body>
          <input className={styles.field} data-autofocus role="combobox" aria-expanded="true" aria-controls={id} aria-label="Find or jump"
            aria-activedescendant={choices.length ? `${id}-${cursor}` : undefined} placeholder="A page, a project, an issue, an event or trace id, a Sentry address" value={text}
            onChange={(event) => { setText(event.target.value); setCursor(0); setProblem(undefined); }} onKeyDown={onKey} />
          {problem && <p role="alert" className={styles.problem}>{problem}</p>}
          <div id={id} role="listbox" aria-label="Found" className={styles.list}>
            {choices.map((choice, index) => (
              <div key={choice.key} id={`${id}-${index}`} role="option" aria-selected={index === cursor}
                className={`${styles.choice} ${index === cursor ? styles.cursor : ''}`} onMouseMove={() => setCursor(index)} onClick={() => void take(choice)}>
                <Icon name={choice.icon} size={14} /><span>{choice.title}</span><em>{choice.note}</em>
              </div>
            ))}
            {choices.length === 0 && <p className={styles.none}>Nothing is named so.</p>}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
