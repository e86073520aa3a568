// All tags of an issue, and all values of one of them.
import { useQuery } from '@tanstack/react-query';
import type { Issue, TagValue } from '../api/issue_types';
import { asText } from '../event/shape';
import { spanWords } from '../shared/scope';
import { shortened } from '../shared/shortened';
import { DataTable, type Column, type Sort } from '../shared/data_table';
import { EventText } from '../shared/event_text';
import { counted, exactCount, share } from '../shared/format';
import { Link, paths, useParam } from '../shared/link';
import { one, useSearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { TagBars } from '../shared/tag_bars';
import { Time } from '../shared/time';
import { tagQuery, tagsQuery, tagValuesQuery } from './queries';
import { SubPage } from './sub_page';
import { tagShares } from './tag_shares';
import type { IssueOfPage } from './use_issue';
import { useListSearch } from './use_neighbours';
import styles from './tags_page.module.css';

export function TagsPage() {
  return <SubPage title="All tags">{(page, issue) => <Tags page={page} issue={issue} />}</SubPage>;
}

interface TagsProps {
  readonly page: IssueOfPage;
  readonly issue: Issue;
}

const SHOWN_VALUES = 5;

function Tags({ page, issue }: TagsProps) {
  const search = useListSearch();
  const tags = useQuery(tagsQuery(page.org, issue.id, page.scope));
  if (tags.isError) return <Failed what="The tags" error={tags.error} retry={() => void tags.refetch()} />;
  if (tags.data === undefined) return <Skeleton rows={6} height={40} />;
  const shares = tagShares(tags.data ?? []);
  if (shares.length === 0) return <Empty title={`No tag ${spanWords(page.scope)}.`} />;
  const count = page.range ? Number(page.range.count) : undefined;
  return (
    <div className={styles.grid}>
      {shares.map((tag) => (
        <TagBars key={tag.key} tag={tag} events={count} limit={SHOWN_VALUES}
          heading={<Link to={paths.issueTag(page.org, issue.id, tag.key)} search={search} keepScope><EventText text={shortened(tag.key, 60)} /></Link>} />
      ))}
    </div>
  );
}

export function TagPage() {
  return <SubPage title="All tags">{(page, issue) => <Values page={page} issue={issue} />}</SubPage>;
}

function columnsOf(total: number): readonly Column<TagValue>[] {
  return [
    { key: 'value', title: 'Value', cell: (value) => <span className="mono">{asText(value.value) === '' ? <span className="muted">(empty)</span> : <EventText text={shortened(asText(value.name) || asText(value.value), 400)} />}</span> },
    { key: 'share', title: 'Share', align: 'right', width: '80px', cell: (value) => share(value.count, total) },
    { key: 'count', title: 'Events', align: 'right', width: '90px', sortable: true, cell: (value) => exactCount(value.count) },
    { key: 'age', title: 'First seen', width: '120px', cell: (value) => <Time at={value.firstSeen} as="ago" />, wide: true },
    { key: 'date', title: 'Last seen', width: '120px', sortable: true, cell: (value) => <Time at={value.lastSeen} as="ago" />, wide: true },
  ];
}

function Values({ page, issue }: TagsProps) {
  const key = useParam('key');
  const [params, change] = useSearchParams();
  const search = useListSearch();
  const sort: Sort = { key: one(params, 'tagSort') === 'date' ? 'date' : 'count', descending: true };
  const tag = useQuery(tagQuery(page.org, issue.id, key, page.scope));
  const values = useQuery(tagValuesQuery(page.org, issue.id, key, page.scope, `-${sort.key}`, one(params, 'tagCursor')));
  if (tag.isError && values.isError) return <Failed what="This tag" error={tag.error} retry={() => void Promise.all([tag.refetch(), values.refetch()])} />;
  // The short list stands in where the server has no whole one.
  const rows = values.data?.data ?? (values.isError ? tag.data?.topValues : undefined);
  const total = tag.data?.totalValues ?? rows?.reduce((sum, value) => sum + value.count, 0) ?? 0;
  return (
    <>
      <div className={styles.head}>
        <h2><EventText text={shortened(key, 100)} /></h2>
        <span>{tag.data?.uniqueValues !== undefined && counted(tag.data.uniqueValues, 'value')}</span>
        <span className="grow" />
        <Link to={paths.issueTags(page.org, issue.id)} search={search} keepScope>All tags</Link>
        {values.data?.previous && <button type="button" className={styles.page} onClick={() => change({ tagCursor: values.data?.previous })}>Previous values</button>}
        {values.data?.next && <button type="button" className={styles.page} onClick={() => change({ tagCursor: values.data?.next })}>More values</button>}
      </div>
      <DataTable label={`Values of ${key}`} columns={columnsOf(total)} rows={rows} rowKey={(value) => asText(value.value)} sort={sort}
        onSort={(next) => change({ tagSort: next.key === 'date' ? 'date' : undefined, tagCursor: undefined })} empty={<Empty title={`No value ${spanWords(page.scope)}.`} />} />
    </>
  );
}
