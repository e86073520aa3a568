// The event of an issue that is read: which one it is, the way to the others, and all of its sections.
// Source: design reference, sections 8 and 14.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Issue } from '../api/issue_types';
import { ApiProblem } from '../api/problem';
import { useMe } from '../api/queries';
import { EventBody, sectionLinks } from '../event/event_body';
import type { FrameView } from '../event/frames';
import { TagLink } from '../event/tag_link';
import { projectQuery } from '../projects/queries';
import { EventText } from '../shared/event_text';
import { ago, shortEventId } from '../shared/format';
import { Link, paths, useOrg, useParam } from '../shared/link';
import { spanWords, useScope, useScopeSearch } from '../shared/scope';
import { one, useSearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed, NotFound } from '../shared/state';
import { useNow } from '../shared/time';
import { EventAttachments } from './attachments';
import { EventBar, type EventWays } from './event_bar';
import { EventSearch } from './event_search';
import { eventAttachmentsQuery, eventQuery, reportsQuery } from './queries';
import { SectionLinks } from './section_links';
import type { IssueOfPage } from './use_issue';
import { useListSearch } from './use_neighbours';
import styles from './issue_page.module.css';

const EVENT_ID = /^[0-9a-f]{32}$/i;
/** Links of tags change seldom. */
const PROJECT_MILLISECONDS = 300_000;

/** The event of the address, or the one that is wanted of those that its search finds. */
export function useEvent() {
  const me = useMe();
  const org = useOrg();
  const [scope] = useScope();
  const issue = useParam('issue');
  const given = useParam('event');
  const [params] = useSearchParams();
  const text = one(params, 'event') ?? '';
  const wanted = given || me.options?.defaultIssueEvent || 'latest';
  return { wanted, text, ...useQuery(eventQuery(org, issue, wanted, scope, text)) };
}

/** Looks for other events of the issue: an id leads to its event, all else is the search that the ways go by. */
export function useEventSearch(org: string, issue: string): (text: string) => void {
  const navigate = useNavigate();
  const scope = useScopeSearch();
  const [params] = useSearchParams();
  return (text) => {
    const byId = EVENT_ID.test(text);
    const { event: _, ...rest } = params;
    void navigate({
      to: (byId ? paths.event(org, issue, text.toLowerCase()) : paths.issue(org, issue)) as never,
      search: { ...scope, ...rest, ...(text !== '' && !byId && { event: text }) } as never, resetScroll: false,
    });
  };
}

interface EventOfIssueProps {
  readonly page: IssueOfPage;
  readonly issue: Issue;
  readonly event: ReturnType<typeof useEvent>;
  readonly ways: EventWays;
  readonly count: number | undefined;
  readonly view: FrameView;
  readonly onView: (view: FrameView) => void;
  /** The stack has been painted: all else may come. */
  readonly whole: boolean;
}

export function EventOfIssue({ page, issue, event, ways, count, view, onView, whole }: EventOfIssueProps) {
  const me = useMe();
  const search = useListSearch();
  const { org } = page;
  const find = useEventSearch(org, issue.id);
  const project = useQuery({ ...projectQuery(org, issue.project.slug), staleTime: PROJECT_MILLISECONDS, enabled: whole }).data?.data;
  const reports = useQuery({ ...reportsQuery(org, issue.id), enabled: whole }).data?.data;
  const files = useQuery({ ...eventAttachmentsQuery(org, issue.project.slug, event.data?.event.eventID ?? ''), enabled: whole && !!event.data }).data;
  const refused = event.error instanceof ApiProblem && event.error.status === 400 && event.text !== '' ? event.error.detail : undefined;
  if (refused !== undefined || (event.data === null && event.text !== '')) return <NoMatch text={event.text} problem={refused} onSearch={find} />;
  if (event.isError) return <Failed what="This event" error={event.error} retry={() => void event.refetch()} />;
  if (event.data === undefined) return <Skeleton rows={8} height={40} slow="Still reading the event…" />;
  if (event.data === null) return <NoEvent org={org} issue={issue} wanted={event.wanted} />;
  const shown = event.data.event;
  const pages = [
    { title: 'All events', to: paths.issueEvents(org, issue.id), count: Number(issue.lifetime?.count ?? issue.count) },
    ...(reports && reports.length > 0 ? [{ title: 'Feedback', to: paths.issueFeedback(org, issue.id), count: reports.length }] : []),
    ...(files && files.length > 0 ? [{ title: 'Attachments', to: paths.issueAttachments(org, issue.id), count: files.length }] : []),
    { title: 'Merged hashes', to: paths.issueMerged(org, issue.id) },
  ];
  return (
    <>
      <EventBar org={org} issue={issue} event={shown} count={event.data.outside ? undefined : count} search={search} go={ways} text={event.text} onSearch={find} />
      <SectionLinks sections={sectionLinks(shown)} pages={pages} search={search} />
      {event.data.outside && <p className={styles.outside}>No event {spanWords(page.scope)}; this is one of before.</p>}
      <EventBody key={shown.id} event={shown} whole={whole} view={view} onView={onView} oldestFirst={me.options?.stacktraceOrder === 1}
        afterTag={project && ((tag) => <TagLink links={project.tagLinks} tag={tag} />)}
        report={reports?.find((report) => report.eventID === shown.eventID)}
        attachments={files && <EventAttachments org={org} issue={issue} files={files} />}
        grouping={<Link to={paths.issueGrouping(org, issue.id)} search={{ ...search, of: shown.eventID }} keepScope>Why it is in this issue</Link>} />
    </>
  );
}

/** The search finds no event of the issue, or cannot be read. */
function NoMatch({ text, problem, onSearch }: { readonly text: string; readonly problem?: string; readonly onSearch: (text: string) => void }) {
  return (
    <>
      <div className={styles.search}><EventSearch key={text} text={text} problem={problem} onSearch={onSearch} /></div>
      {problem === undefined && (
        <Empty title="No event of this issue matches." actions={<Button onClick={() => onSearch('')}>Show all events</Button>}>
          Searched for <EventText text={text} limit={200} />.
        </Empty>
      )}
    </>
  );
}

/** The event, or all of them, are gone. */
function NoEvent({ org, issue, wanted }: { readonly org: string; readonly issue: Issue; readonly wanted: string }) {
  const now = useNow();
  const byId = EVENT_ID.test(wanted);
  if (!byId && !['latest', 'oldest', 'recommended'].includes(wanted)) return <NotFound />;
  if (byId) {
    return (
      <Empty title={`Event ${shortEventId(wanted)} is not there any more, or never was in this issue.`}
        actions={<Button component={Link} to={paths.event(org, issue.id, 'latest')} keepScope>Latest event</Button>} />
    );
  }
  const last = issue.lastSeen ? ` The last was ${ago(Date.parse(issue.lastSeen), now)}.` : '';
  return <Empty title="The events of this issue have expired.">{`${last} Counts and history remain.`.trim()}</Empty>;
}
