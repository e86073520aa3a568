// The queries that the organization keeps.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DiscoverQuery } from '../api/answers';
import { DataTable, type Column } from '../shared/data_table';
import { EventText } from '../shared/event_text';
import { counted } from '../shared/format';
import { Link, paths, useOrg } from '../shared/link';
import { Page } from '../shared/page';
import { Pager } from '../shared/pager';
import { SearchInput } from '../shared/search_input';
import { one, useSearchParams } from '../shared/search_params';
import { shortened } from '../shared/shortened';
import { Empty, Failed } from '../shared/state';
import { Time } from '../shared/time';
import { Examples } from './examples';
import { SAVED_ORDERS, savedListQuery } from './queries';
import { scopeOfSaved, searchOf, viewOfSaved } from './view';
import styles from './queries_page.module.css';

function columnsOf(org: string): readonly Column<DiscoverQuery>[] {
  return [
    {
      key: 'name', title: 'Name',
      cell: (saved) => (
        <span className={styles.name}>
          <Link to={paths.discover(org)} search={{ ...scopeOfSaved(saved), ...searchOf(viewOfSaved(saved)), id: saved.id, name: saved.name }}>
            <EventText text={shortened(saved.name, 255)} />
          </Link>
          {saved.query !== undefined && saved.query !== '' && <code><EventText text={shortened(saved.query, 200)} /></code>}
        </span>
      ),
    },
    { key: 'columns', title: 'Columns', wide: true, cell: (saved) => <span className={styles.columns}><EventText text={shortened(viewOfSaved(saved).fields.join(', '), 200)} /></span> },
    { key: 'by', title: 'Made by', width: '140px', wide: true, cell: (saved) => (saved.createdBy ? <EventText text={shortened(saved.createdBy.name, 80)} /> : <span className="muted">nobody</span>) },
    { key: 'changed', title: 'Changed', width: '110px', cell: (saved) => <Time at={saved.dateUpdated} as="ago" /> },
  ];
}

export function DiscoverQueries() {
  const org = useOrg();
  const [params, change] = useSearchParams();
  const text = one(params, 'query') ?? '';
  const order = SAVED_ORDERS.find(({ value }) => value === one(params, 'sortBy'))?.value ?? SAVED_ORDERS[0].value;
  const list = useQuery(savedListQuery(org, text, order, one(params, 'cursor')));
  const page = list.data;
  return (
    <Page title="Saved queries" kind="list">
      <div className={styles.tools}>
        <SearchInput label="Search saved queries" placeholder="Part of a name" value={text} onChange={(query) => change({ query: query || undefined, cursor: undefined }, { replace: true })} />
        <NativeSelect aria-label="Sort by" value={order} data={[...SAVED_ORDERS]} onChange={(event) => change({ sortBy: event.target.value === SAVED_ORDERS[0].value ? undefined : event.target.value, cursor: undefined })} />
        <span className="grow" />
        <Link to={paths.discover(org)} keepScope>New query</Link>
      </div>
      {list.isError && !page
        ? <Failed what="The list of saved queries" error={list.error} retry={() => void list.refetch()} />
        : <DataTable label="Saved queries" columns={columnsOf(org)} rows={page?.data} rowKey={(saved) => saved.id} top empty={<Nothing org={org} text={text} />} />}
      {page && page.data.length > 0 && (
        <Pager text={counted(page.data.length, 'query', 'queries')} onPrevious={page.previous ? () => change({ cursor: page.previous }) : undefined}
          onNext={page.next ? () => change({ cursor: page.next }) : undefined} />
      )}
    </Page>
  );
}

function Nothing({ org, text }: { readonly org: string; readonly text: string }) {
  if (text !== '') return <Empty title="No saved query has this name." />;
  return (
    <div className={styles.nothing}>
      <Empty title="No query is saved yet.">Save one, and everybody in the organization finds it here.</Empty>
      <p>Three to begin with:</p>
      <Examples org={org} />
    </div>
  );
}
