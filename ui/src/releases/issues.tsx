// The issues of a release: those that began with it, and all that it has had. Each list is the beginning of a search that
// the issue list shows as a whole.
import { useQuery } from '@tanstack/react-query';
import type { Issue } from '../api/issue_types';
import { asText } from '../event/shape';
import { shortened } from '../shared/shortened';
import { hitsText, listQuery } from '../issues/queries';
import { titleParts } from '../issues/row';
import { DataTable, type Column } from '../shared/data_table';
import { EventText, plainText } from '../shared/event_text';
import { exactCount, shortCount } from '../shared/format';
import { LevelIcon } from '../shared/level_icon';
import { Link, paths } from '../shared/link';
import { Section } from '../shared/page';
import { quoted } from '../shared/query_text';
import { spanWords, useScope } from '../shared/scope';
import { one, useSearchParams, type SearchChange } from '../shared/search_params';
import { Empty, Failed } from '../shared/state';
import { StatusTag } from '../shared/status_tag';
import { TabLinks } from '../shared/tabs';
import { Time } from '../shared/time';
import styles from './releases.module.css';

type Which = 'new' | 'all';

/** The search of the issue list. */
export function releaseSearch(which: Which, version: string): string {
  return `${which === 'new' ? 'firstRelease' : 'release'}:${quoted(version)}`;
}

/** For numbers that count the whole life of a release: as much of it as events are kept. */
export const lifetimeScope: SearchChange = { statsPeriod: '90d', start: undefined, end: undefined };

const ROWS = 10;
const TITLE_LIMIT = 200;

export function ReleaseIssues({ org, version }: { readonly org: string; readonly version: string }) {
  const [params] = useSearchParams();
  const [scope] = useScope();
  const which: Which = one(params, 'issues') === 'all' ? 'all' : 'new';
  const query = releaseSearch(which, version);
  const list = useQuery(listQuery(org, { scope, query, sort: 'date', limit: ROWS }));
  const tab = (key: Which, title: string) => ({ key, title, to: paths.release(org, version), search: { ...params, issues: key === 'new' ? undefined : key } });
  const hits = list.data?.hits;
  return (
    <Section title="Issues" lead={`With events ${spanWords(scope)}.`}
      actions={<Link to={paths.issues(org)} keepScope search={{ query }}>{hits !== undefined && hits > ROWS ? `All ${hitsText(hits)} in the issue list` : 'Open in the issue list'}</Link>}>
      <TabLinks label="Which issues" current={which} tabs={[tab('new', 'New in it'), tab('all', 'All')]} />
      {list.isError && !list.data
        ? <Failed what="The issues" error={list.error} retry={() => void list.refetch()} />
        : <DataTable label="Issues of the release" columns={columnsOf(org, query)} rows={list.data?.data} rowKey={(issue) => issue.id}
            empty={<Empty title={`${which === 'new' ? 'No new issue' : 'No issue'} ${spanWords(scope)}.`} />} />}
    </Section>
  );
}

function columnsOf(org: string, query: string): readonly Column<Issue>[] {
  return [
    { key: 'level', title: 'Level', quiet: true, width: '28px', cell: (issue) => <LevelIcon level={plainText(shortened(asText(issue.level), 20))} /> },
    { key: 'title', title: 'Issue', cell: (issue) => <Title org={org} issue={issue} query={query} /> },
    { key: 'status', title: 'Status', width: '110px', wide: true, cell: (issue) => <StatusTag status={issue.status} substatus={issue.substatus} /> },
    { key: 'events', title: 'Events', width: '80px', align: 'right', cell: (issue) => <span title={`${exactCount(Number(issue.count))} in range`}>{shortCount(Number(issue.count))}</span> },
    { key: 'last', title: 'Last seen', width: '100px', wide: true, cell: (issue) => <Time at={issue.lastSeen} as="ago" none="–" /> },
  ];
}

function Title({ org, issue, query }: { readonly org: string; readonly issue: Issue; readonly query: string }) {
  const [type, rest] = titleParts(issue);
  return (
    <span className={styles.name}>
      <Link to={paths.issue(org, issue.id)} keepScope search={{ query, sort: 'date' }}>
        <EventText text={shortened(rest === '' ? type : `${type}: ${rest}`, TITLE_LIMIT)} />
      </Link>
      <span className={styles.sub}><span className="mono">{issue.shortId}</span></span>
    </span>
  );
}
