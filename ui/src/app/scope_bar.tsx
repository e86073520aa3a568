// Project, environment and time of the page, in the top bar; one button that opens all three on a phone.
import { useState } from 'react';
import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { environmentsQuery, projectsQuery } from '../api/queries';
import { Icon, type IconName } from '../shared/icons';
import { PickList } from '../shared/pick_list';
import { periodName, useScope, type Scope } from '../shared/scope';
import { TimePicker } from './time_picker';
import styles from './scope_bar.module.css';

interface SelectorProps {
  readonly what: string;
  readonly value: string;
  readonly icon?: IconName;
  readonly children: (close: () => void) => React.ReactNode;
}

function Selector({ what, value, icon, children }: SelectorProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus width={300}>
      <Popover.Target>
        <button type="button" className={styles.selector} aria-label={`${what}: ${value}`} onClick={() => setOpen(!open)}>
          {icon && <Icon name={icon} size={13} />}<span>{value}</span><Icon name="down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={5}>{open && children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}

function useProjectNames(org: string): readonly { readonly value: string; readonly label: string }[] | undefined {
  const { data } = useQuery(projectsQuery(org));
  return data?.map((project) => ({ value: project.id, label: project.slug, first: project.isBookmarked || project.isMember }))
    .sort((a, b) => Number(b.first) - Number(a.first));
}

function projectsWord(scope: Scope, names: readonly { readonly value: string; readonly label: string }[] | undefined): string {
  if (scope.projects.length === 0) return 'All projects';
  if (scope.projects.length > 1) return `${scope.projects.length} projects`;
  const wanted = scope.projects[0]!;
  return names?.find((name) => name.value === wanted || name.label === wanted)?.label ?? `project ${wanted}`;
}

function environmentsWord(scope: Scope): string {
  if (scope.environments.length === 0) return 'All environments';
  return scope.environments.length === 1 ? scope.environments[0]! : `${scope.environments.length} environments`;
}

export function ScopeBar({ org }: { readonly org: string }) {
  const [scope, change] = useScope();
  const names = useProjectNames(org);
  const environments = useQuery(environmentsQuery(org)).data?.map(({ name }) => ({ value: name, label: name || '(none)' }));
  const [project, environment, time] = [projectsWord(scope, names), environmentsWord(scope), periodName(scope)];

  const projectList = <PickList label="Projects" all="All projects" empty="No project yet" options={names} chosen={scope.projects} onChange={(ids) => change({ project: ids })} />;
  const environmentList = <PickList label="Environments" all="All environments" empty="No environment yet" options={environments} chosen={scope.environments} onChange={(picked) => change({ environment: picked })} />;
  return (
    <>
      <div className={styles.wide}>
        <Selector what="Projects" value={project} icon="projects">{() => projectList}</Selector>
        <Selector what="Environments" value={environment}>{() => environmentList}</Selector>
        <Selector what="Time" value={time} icon="clock">{(close) => <TimePicker scope={scope} onChange={(given) => { change(given); close(); }} />}</Selector>
      </div>
      <div className={styles.narrow}>
        <Selector what="Scope" value={`${project}, ${environment}, ${time}`}>
          {(close) => (
            <div className={styles.sheet}>
              {projectList}{environmentList}
              <TimePicker scope={scope} onChange={(given) => { change(given); close(); }} />
            </div>
          )}
        </Selector>
      </div>
    </>
  );
}
