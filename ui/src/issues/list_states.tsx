// What stands in the place of rows, in the words of the design reference, section 14.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { projectsQuery } from '../api/queries';
import { Empty } from '../shared/state';
import { exactCount } from '../shared/format';
import { Link, paths } from '../shared/link';
import { spanWords } from '../shared/scope';
import { chartPeriod, hitsInTwoWeeks, type ListParams } from './queries';
import { useHiddenLow } from './hidden_low';
import { DEFAULT_QUERY } from './query_text';

export interface NoIssuesProps {
  readonly org: string;
  readonly params: ListParams;
  readonly onQuery: (query: string) => void;
  readonly onPeriod: (period: string) => void;
}

export function NoIssues({ org, params, onQuery, onPeriod }: NoIssuesProps) {
  const projects = useQuery(projectsQuery(org)).data;
  const chosen = params.scope.projects;
  const inScope = projects?.filter((project) => chosen.length === 0 || chosen.includes(project.id));
  if (projects?.length === 0) {
    return (
      <Empty title="Create your first project." actions={<Button component={Link} to={paths.newProject(org)} variant="ink">Create project</Button>}>
        Picket gives you a DSN; any Sentry SDK can send to it.
      </Empty>
    );
  }
  const waiting = inScope?.every((project) => !project.firstEvent) ? inScope[0] : undefined;
  if (waiting) {
    const name = inScope!.length === 1 ? waiting.slug : 'your projects';
    return (
      <Empty title={`Waiting for the first event of ${name}.`}
        actions={<Button component={Link} to={paths.firstSteps(org, waiting.slug)} variant="ink">Show setup</Button>} />
    );
  }
  return <NoMatch org={org} params={params} onQuery={onQuery} onPeriod={onPeriod} />;
}

function NoMatch({ org, params, onQuery, onPeriod }: NoIssuesProps) {
  const short = chartPeriod(params.scope) === '24h';
  const wider = useQuery({
    queryKey: ['issues', org, 'hits', params],
    enabled: short,
    queryFn: ({ signal }) => hitsInTwoWeeks(org, params, signal),
  }).data;
  const hidden = useHiddenLow(org, params);
  const done = params.query === DEFAULT_QUERY;
  const span = spanWords(params.scope);
  const clear = params.query !== '' && <Button onClick={() => onQuery('')}>{done ? 'Show all issues' : 'Clear search'}</Button>;
  const look = wider !== undefined && wider > 0 && <Button variant="ink" onClick={() => onPeriod('14d')}>Look at 14 days</Button>;
  const show = hidden && <Button onClick={() => onQuery(hidden.query)}>Show {hidden.one ? 'it' : 'them'}</Button>;
  return (
    <Empty title={done ? `No unresolved issues ${span}.` : `No issue matches ${span}.`} actions={<>{look}{show}{clear}</>}>
      {wider !== undefined && wider > 0 ? `${exactCount(wider)} ${wider === 1 ? 'matches' : 'match'} in 14 days. ` : ''}
      {hidden && `${hidden.count} low-priority ${hidden.one ? 'one is' : 'ones are'} hidden.`}
    </Empty>
  );
}
