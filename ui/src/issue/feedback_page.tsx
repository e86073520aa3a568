// What people wrote who had the error, about any of its stored events.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { IssueReport } from '../api/issue_types';
import { asText } from '../event/shape';
import { EventText } from '../shared/event_text';
import { counted, shortEventId } from '../shared/format';
import { Link, paths } from '../shared/link';
import { Pager } from '../shared/pager';
import { one, useSearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { Time } from '../shared/time';
import { reportsQuery } from './queries';
import { SubPage } from './sub_page';
import { useListSearch } from './use_neighbours';
import styles from './feedback_page.module.css';

export function FeedbackPage() {
  return <SubPage title="Feedback">{(page, issue) => <Reports org={page.org} issue={issue.id} />}</SubPage>;
}

function Reports({ org, issue }: { readonly org: string; readonly issue: string }) {
  const [params, change] = useSearchParams();
  const list = useQuery({ ...reportsQuery(org, issue, one(params, 'feedbackCursor')), placeholderData: keepPreviousData });
  if (list.isError && !list.data) return <Failed what="The list of feedback" error={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <Skeleton rows={4} height={72} />;
  const { data: reports, previous, next } = list.data;
  if (reports.length === 0) {
    return (
      <Empty title="Nobody wrote about this issue.">
        An SDK asks people with its dialog for feedback; what they write stands here and beside the event.
      </Empty>
    );
  }
  const go = (cursor: string | undefined) => (cursor === undefined ? undefined : () => change({ feedbackCursor: cursor }));
  return (
    <>
      <ul className={styles.list} aria-label="Feedback">{reports.map((report) => <Report key={report.id} org={org} issue={issue} report={report} />)}</ul>
      {(previous || next) && <Pager text={counted(reports.length, 'text on this page', 'texts on this page')} onPrevious={go(previous)} onNext={go(next)} />}
    </>
  );
}

function Report({ org, issue, report }: { readonly org: string; readonly issue: string; readonly report: IssueReport }) {
  const search = useListSearch();
  const name = asText(report.name) || asText(report.email) || 'Somebody';
  return (
    <li>
      <header>
        <b><EventText text={name} limit={200} /></b>
        {report.email && report.email !== name && <span className="muted"><EventText text={report.email} limit={200} /></span>}
        <span className="muted"><Time at={report.dateCreated} as="ago" /></span>
        <Link className="mono" to={paths.event(org, issue, report.eventID)} search={search} keepScope title={report.eventID}>{shortEventId(report.eventID)}</Link>
      </header>
      <p><EventText text={asText(report.comments)} multiline /></p>
    </li>
  );
}
