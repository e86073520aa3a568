// The address of a saved search leads to the list that it means.
import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths, useOrg, useParam } from '../shared/link';
import { useScopeSearch } from '../shared/scope';
import { Skeleton } from '../shared/skeleton';
import { Failed, NotFound } from '../shared/state';
import { savedQuery, sortOf } from './saved';

export function SavedSearchAddress() {
  const org = useOrg();
  const id = useParam('search');
  const scope = useScopeSearch();
  const navigate = useNavigate();
  const list = useQuery(savedQuery(org));
  const search = list.data?.find((each) => each.id === id);
  useEffect(() => {
    if (search) void navigate({ to: paths.issues(org) as never, search: { ...scope, query: search.query, sort: sortOf(search) } as never, replace: true });
  }, [search, org, scope, navigate]);
  if (list.isError) return <Failed page what="The saved search" error={list.error} retry={() => void list.refetch()} />;
  return list.data && !search ? <NotFound page what="This saved search" /> : <Skeleton rows={16} height={46} />;
}
