// How far processing is. Asked for on every page: its answer, as every other, says how fresh the data is.
import { queryOptions } from '@tanstack/react-query';
import { get, part } from '../api/client';
import type { IngestHealth } from '../api/types';

const everyMilliseconds = 10_000;

export const ingestHealthQuery = (org: string) => queryOptions({
  queryKey: ['ingest-health', org],
  enabled: org !== '',
  // A page that stands open hears of it, too; one that nobody looks at does not ask.
  refetchInterval: everyMilliseconds,
  queryFn: ({ signal }) => get<IngestHealth>(`organizations/${part(org)}/ingest-health/`, {}, signal),
});
