// At most one banner, the most severe one: the server is gone, or the data is behind.
import { useEffect, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client';
import { Banner } from '../shared/banner';
import { age, clock, duration, exactCount } from '../shared/format';
import { ingestHealthQuery } from '../shared/ingest_health';
import { Link, paths } from '../shared/link';
import { useStore } from '../shared/store';
import { connection, freshness } from './connection';

const retrySeconds = 8;
/** Data older than this is worth a line. */
const lagMilliseconds = 10_000;
/** From here on it is not a moment's delay. */
const growingMilliseconds = 60_000;
/** Room for longer than a week is no part of the trouble. */
const urgentSeconds = 7 * 86_400;

export function ShellBanner({ org }: { readonly org: string }) {
  const lost = useStore(connection);
  const fresh = useStore(freshness);
  // Its answer says how fresh the data is: so a page that asks for nothing else hears of it as well.
  const room = useQuery(ingestHealthQuery(org)).data?.secondsUntilFull;
  const growing = useGrowing(fresh?.lag ?? 0);
  if (lost) return <ServerGone since={lost.since} />;
  if (!fresh || fresh.pending === 0 || fresh.lag <= lagMilliseconds) return null;
  const [noun, are, wait] = fresh.pending === 1 ? ['event', 'is', 'waits'] : ['events', 'are', 'wait'];
  return (
    <Banner kind="warning" title={`Data until ${clock(fresh.until)} UTC${growing ? ' and falling behind' : ''}.`}
      action={org && <Link to={paths.stats(org)}>See ingest health</Link>}>
      {growing && room != null && room < urgentSeconds
        ? `${exactCount(fresh.pending)} ${noun} ${wait} on disk; ${age(0, room * 1000)} fit.`
        : `${exactCount(fresh.pending)} ${noun} ${are} waiting; the newest you can see is ${duration(fresh.lag)} old. Nothing is lost.`}
    </Banner>
  );
}

/** Whether the delay became longer than it was, and is no short one. */
function useGrowing(lag: number): boolean {
  const [seen, setSeen] = useState({ lag, growing: false });
  if (seen.lag !== lag) setSeen({ lag, growing: lag > growingMilliseconds && lag > seen.lag });
  return seen.growing;
}

/** Asks again by itself and renews what the page shows once there is an answer. */
function ServerGone({ since }: { readonly since: number }) {
  const queryClient = useQueryClient();
  const [left, setLeft] = useState(retrySeconds);
  const ask = async () => {
    setLeft(retrySeconds);
    try {
      await call('GET', '', { ask: false });
      await queryClient.invalidateQueries();
    } catch {
      // The banner stays, and counts again.
    }
  };
  useEffect(() => {
    const timer = setTimeout(() => {
      if (left > 1) setLeft(left - 1);
      else void ask();
    }, 1000);
    return () => clearTimeout(timer);
  });
  return (
    <Banner kind="error" title="Picket does not answer." action={<button type="button" onClick={() => void ask()}>Try now</button>}>
      <span aria-hidden>Trying again in {left} s. </span>You see data from {clock(since)} UTC.
    </Banner>
  );
}
