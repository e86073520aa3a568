// All events of an issue in the range, newest first.
import { ActionIcon } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SimpleEvent } from '../api/event_types';
import type { Issue } from '../api/issue_types';
import { ApiProblem } from '../api/problem';
import { asText, objects } from '../event/shape';
import { spanWords } from '../shared/scope';
import { shortened } from '../shared/shortened';
import { DataTable, type Column } from '../shared/data_table';
import { EventText, plainText } from '../shared/event_text';
import { shortEventId, shortRelease } from '../shared/format';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { one, useSearchParams } from '../shared/search_params';
import { Empty, Failed } from '../shared/state';
import { Time } from '../shared/time';
import { EventSearch } from './event_search';
import { eventsQuery } from './queries';
import { userName } from './side';
import { SubPage } from './sub_page';
import type { IssueOfPage } from './use_issue';
import { useListSearch } from './use_neighbours';
import styles from './events_page.module.css';

export function EventsPage() {
  return <SubPage title="All events">{(page, issue) => <Events page={page} issue={issue} />}</SubPage>;
}

function tag(event: SimpleEvent, key: string): string {
  return asText(objects<{ key: string; value: unknown }>(event.tags).find((each) => each.key === key)?.value);
}

function useColumns(org: string, issue: Issue): readonly Column<SimpleEvent>[] {
  const search = useListSearch();
  const text = (value: string) => (value === '' ? <span className="muted">–</span> : <EventText text={shortened(value, 200)} />);
  return [
    { key: 'id', title: 'Event', width: '96px', cell: (event) => <Link className="mono" to={paths.event(org, issue.id, event.eventID)} search={search} keepScope title={event.eventID}>{shortEventId(event.eventID)}</Link> },
    { key: 'time', title: 'Time', width: '190px', cell: (event) => <Time at={event.dateCreated} as="date" /> },
    { key: 'title', title: 'Title', cell: (event) => <span className={styles.title}>{text(asText(event.title))}</span>, wide: true },
    { key: 'release', title: 'Release', cell: (event) => <span title={plainText(tag(event, 'release'))}>{text(shortRelease(tag(event, 'release')))}</span> },
    { key: 'environment', title: 'Environment', cell: (event) => text(tag(event, 'environment')), wide: true },
    { key: 'user', title: 'User', cell: (event) => text(userName(event.user)), wide: true },
    { key: 'transaction', title: 'Transaction', cell: (event) => text(tag(event, 'transaction')), wide: true },
  ];
}

function Events({ page, issue }: { readonly page: IssueOfPage; readonly issue: Issue }) {
  const { org, scope } = page;
  const [params, change] = useSearchParams();
  const asked = one(params, 'event') ?? '';
  const cursor = one(params, 'eventCursor');
  const list = useQuery({ ...eventsQuery(org, issue.id, scope, asked, cursor), placeholderData: keepPreviousData });
  const columns = useColumns(org, issue);
  const refused = list.error instanceof ApiProblem && list.error.status === 400 ? list.error.detail : undefined;
  const go = (to: string | undefined) => to === undefined ? undefined : () => change({ eventCursor: to });
  return (
    <>
      <div className={styles.line}>
        <div className={styles.search}><EventSearch key={asked} text={asked} problem={refused} onSearch={(event) => change({ event: event || undefined, eventCursor: undefined })} /></div>
        <span className="grow" />
        <ActionIcon aria-label="Newer events" disabled={!list.data?.previous} onClick={go(list.data?.previous)}><Icon name="left" size={14} /></ActionIcon>
        <ActionIcon aria-label="Older events" disabled={!list.data?.next} onClick={go(list.data?.next)}><Icon name="right" size={14} /></ActionIcon>
      </div>
      {list.error && !refused ? <Failed what="This list" error={list.error} retry={() => void list.refetch()} /> : (
        <DataTable label="Events" columns={columns} rows={refused ? [] : list.data?.data} rowKey={(event) => event.id}
          empty={!refused && <Empty title={`No event ${spanWords(scope)}.`} actions={scope.statsPeriod !== '90d' && <button type="button" className={styles.wider} onClick={() => page.setScope({ statsPeriod: '90d', start: undefined, end: undefined })}>Look at 90 days</button>} />} />
      )}
    </>
  );
}
