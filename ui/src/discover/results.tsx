// The page of a query: what the address says, or what was kept under the id in it.
import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { DiscoverQuery } from '../api/answers';
import { ApiProblem } from '../api/problem';
import { Banner } from '../shared/banner';
import { useOrg } from '../shared/link';
import { Page } from '../shared/page';
import { one, useSearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { Explorer } from './explorer';
import { homepageQuery, noteVisit, savedQuery } from './queries';
import { saysView, scopeOfSaved, searchOf, viewOfSaved } from './view';

/** An address without a view takes that of what was kept; it then says it itself, and Back leaves the page. */
function useKeptView(kept: DiscoverQuery | undefined): boolean {
  const [params, change] = useSearchParams();
  const said = saysView(params);
  useEffect(() => {
    if (kept && !said) change({ ...scopeOfSaved(kept), ...searchOf(viewOfSaved(kept)) }, { replace: true });
    // Once per query: what follows is the person's.
  }, [kept, said]);
  return said;
}

function Waiting() {
  return <Page title="Discover" kind="list"><Skeleton rows={12} height={40} /></Page>;
}

export function DiscoverResults() {
  const org = useOrg();
  const [params, change] = useSearchParams();
  const id = one(params, 'id') ?? '';
  const saved = useQuery(savedQuery(org, id));
  const said = useKeptView(saved.data);
  const opened = saved.data?.id;
  useEffect(() => {
    // A visit that is not noted is still a visit.
    if (opened !== undefined) noteVisit(org, opened).catch(() => undefined);
  }, [org, opened]);
  if (id !== '' && !said) {
    if (saved.isError) return <Page title="Discover" kind="list"><Failed what="The saved query" error={saved.error} retry={() => void saved.refetch()} /></Page>;
    return <Waiting />;
  }
  const gone = saved.error instanceof ApiProblem && saved.error.status === 404;
  return (
    <>
      {gone && (
        <Banner kind="info" title="The saved query was deleted." action={<button type="button" onClick={() => change({ id: undefined, name: undefined })}>Close</button>}>
          What it showed is below.
        </Banner>
      )}
      <Explorer saved={id === '' ? undefined : saved.data} />
    </>
  );
}

/** What a person chose to begin with, or the newest events. */
export function DiscoverHomepage() {
  const org = useOrg();
  const homepage = useQuery(homepageQuery(org));
  const said = useKeptView(homepage.data ?? undefined);
  if (!said && homepage.isPending) return <Waiting />;
  if (!said && homepage.data) return <Waiting />;
  return <Explorer saved={undefined} />;
}
