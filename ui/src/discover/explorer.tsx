// Discover: a search of events, what is shown of them, and how they are spread over time and tags. The address says all of
// it. Source: design reference, sections 2, 10 and 14.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { DiscoverQuery, DiscoverTable } from '../api/answers';
import type { Answer } from '../api/client';
import { sentenceOf } from '../api/problem';
import { Banner } from '../shared/banner';
import { counted } from '../shared/format';
import { useKeys } from '../shared/keyboard';
import { useOrg } from '../shared/link';
import { Page } from '../shared/page';
import { Pager } from '../shared/pager';
import { spanWords, useScope, type Scope } from '../shared/scope';
import { SearchField } from '../shared/search_field';
import { one, useSearchParams } from '../shared/search_params';
import { searchProblem } from '../shared/search_problem';
import { Empty, Failed } from '../shared/state';
import { ChartPanel } from './chart_panel';
import { Examples } from './examples';
import { Facets } from './facets';
import { refusalOf, tableQuery, totalQuery, type Refusal } from './queries';
import { ResultsTable } from './results_table';
import { SavedBar } from './saved_bar';
import { isGrouped, searchOf, viewOf, withFields, type View } from './view';
import styles from './explorer.module.css';

const ColumnsDialog = lazy(() => import('./columns_dialog').then((file) => ({ default: file.ColumnsDialog })));

export interface ExplorerProps {
  /** The kept query that is open. */
  readonly saved: DiscoverQuery | undefined;
}

export function Explorer({ saved }: ExplorerProps) {
  const org = useOrg();
  const [params, change] = useSearchParams();
  const [scope, setScope] = useScope();
  const [editing, setEditing] = useState(false);
  const view = viewOf(params);
  const cursor = one(params, 'cursor') || undefined;
  const asked = useQuery(tableQuery(org, view, scope, cursor));
  const refusal = refusalOf(asked.error);
  const shown = useShown(view, refusal, asked.isSuccess && !asked.isPlaceholderData);
  const results = useQuery({ ...tableQuery(org, shown ?? view, scope, cursor), enabled: shown !== undefined });
  const setView = (next: View) => change(searchOf(next));
  const iso = (at: number) => new Date(at).toISOString().slice(0, 19);
  useKeys('Discover', [{ keys: 'c', label: 'Columns', run: () => setEditing(true) }]);
  return (
    <Page title="Discover" about={saved?.name} kind="list">
      <SavedBar org={org} view={view} scope={scope} saved={saved} onColumns={() => setEditing(true)} />
      <div className={styles.search}>
        <SearchField org={org} searched="events" scope={scope} query={view.query}
          problem={refusal?.part === 'query' ? { ...searchProblem(results.error, view.query), text: refusal.text } : undefined}
          onSearch={(query) => setView({ ...view, query })} />
      </div>
      {shown === undefined ? <div className={styles.nothing}><p>Searches that can be read, to begin with:</p><Examples org={org} /></div> : (
        <div className={refusal?.part === 'query' ? styles.stale : undefined}>
          <ChartPanel org={org} view={shown} scope={scope} onView={setView}
            onSpan={(start, end) => setScope({ start: iso(start), end: iso(end), statsPeriod: undefined })} />
          <div className={styles.columns}>
            <Results org={org} view={shown} scope={scope} results={results} firstPage={cursor === undefined} onView={setView}
              onCursor={(to) => change({ cursor: to })} onColumns={() => setEditing(true)} onPeriod={(statsPeriod) => setScope({ statsPeriod, start: undefined, end: undefined })} />
            <Facets org={org} view={shown} scope={scope} params={params} />
          </div>
        </div>
      )}
      <Suspense>
        {editing && <ColumnsDialog org={org} scope={scope} fields={view.fields} onApply={(fields) => setView(withFields(view, fields))} onClose={() => setEditing(false)} />}
      </Suspense>
    </Page>
  );
}

/** What is below the search field: of a search that cannot be read, the last one that could; undefined: there was none. */
function useShown(view: View, refusal: Refusal | undefined, answered: boolean): View | undefined {
  const last = useRef<View>(undefined);
  useEffect(() => {
    if (answered) last.current = view;
  });
  return refusal?.part === 'query' ? last.current : view;
}

interface ResultsProps {
  readonly org: string;
  readonly view: View;
  readonly scope: Scope;
  readonly results: UseQueryResult<Answer<DiscoverTable>>;
  readonly firstPage: boolean;
  readonly onView: (view: View) => void;
  readonly onCursor: (cursor: string) => void;
  readonly onColumns: () => void;
  readonly onPeriod: (period: string) => void;
}

function Results({ org, view, scope, results, firstPage, onView, onCursor, onColumns, onPeriod }: ResultsProps) {
  const total = useQuery(totalQuery(org, view, scope)).data;
  // While an answer is on its way the one before it stands in, as far as it has these columns.
  const fits = !results.isPlaceholderData || view.fields.every((field) => results.data!.data.meta.fields[field] !== undefined);
  const page = fits ? results.data : undefined;
  const refusal = refusalOf(results.error);
  if (results.isError && !refusal && !page) return <Failed what="This table" error={results.error} retry={() => void results.refetch()} />;
  const rows = page?.data.data;
  const go = (to: string | undefined) => (to === undefined ? undefined : () => { onCursor(to); document.getElementById('main')?.scrollTo({ top: 0 }); });
  const noun = isGrouped(view) ? 'group' : 'event';
  return (
    <section className={styles.results} aria-label="Results">
      {refusal?.part === 'field' && <RefusedField refusal={refusal} view={view} onView={onView} onColumns={onColumns} />}
      {results.isError && !refusal && page && (
        <Banner kind="error" title="This table could not be loaded." action={<button type="button" onClick={() => void results.refetch()}>Try again</button>}>
          {sentenceOf(results.error)} What you saw before is below.
        </Banner>
      )}
      {(page || !refusal) && (
        <div className={results.isPlaceholderData ? styles.stale : undefined} aria-busy={results.isPlaceholderData}>
          <ResultsTable org={org} view={view} table={page?.data} firstPage={firstPage} onView={onView} />
        </div>
      )}
      {rows?.length === 0 && !refusal && <Nothing org={org} view={view} scope={scope} onView={onView} onPeriod={onPeriod} />}
      {page && rows && rows.length > 0 && (
        <Pager text={`${counted(rows.length, noun)} on this page${total === undefined ? '' : ` · ${counted(total, 'event')} ${spanWords(scope)}`}`}
          onPrevious={go(page.previous)} onNext={go(page.next)} />
      )}
    </section>
  );
}

/** A column that the server does not know, with the ways out. */
function RefusedField({ refusal, view, onView, onColumns }: Pick<ResultsProps, 'view' | 'onView' | 'onColumns'> & { readonly refusal: Refusal }) {
  const { value } = refusal;
  const rest = view.fields.filter((field) => field !== value);
  return (
    <div className={styles.refused} role="alert">
      <p>{refusal.text}</p>
      {value !== undefined && rest.length > 0 && rest.length < view.fields.length && <Button onClick={() => onView(withFields(view, rest))}>Take the column out</Button>}
      <Button onClick={onColumns}>Edit the columns</Button>
    </div>
  );
}

function Nothing({ org, view, scope, onView, onPeriod }: Pick<ResultsProps, 'org' | 'view' | 'scope' | 'onView' | 'onPeriod'>) {
  const span = spanWords(scope);
  return (
    <div className={styles.nothing}>
      <Empty title={view.query === '' ? `No event ${span}.` : `No event matches ${span}.`}
        actions={(
          <>
            {scope.statsPeriod !== '14d' && <Button variant="ink" onClick={() => onPeriod('14d')}>Look at 14 days</Button>}
            {view.query !== '' && <Button onClick={() => onView({ ...view, query: '' })}>Clear search</Button>}
          </>
        )} />
      <p>Discover answers questions about single events and groups of them. Three to begin with:</p>
      <Examples org={org} />
    </div>
  );
}
