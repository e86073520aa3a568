// At most one banner, the most severe one: the server is gone, or the data is behind.
import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client';
import { Banner } from '../shared/banner';
import { clock, exactCount, ago } from '../shared/format';
import { useStore } from '../shared/store';
import { useNow } from '../shared/time';
import { connection, freshness } from './connection';

const retrySeconds = 8;
/** Data older than this is worth a line. */
const lagMilliseconds = 30_000;

export function ShellBanner() {
  const lost = useStore(connection);
  const fresh = useStore(freshness);
  const now = useNow();
  if (lost) return <ServerGone since={lost.since} />;
  if (!fresh || fresh.pending === 0 || now - fresh.until < lagMilliseconds) return null;
  return (
    <Banner kind="warning" title={`Data until ${clock(fresh.until)} UTC.`}>
      {exactCount(fresh.pending)} events are waiting; the newest you can see is from {ago(fresh.until, now)}. Nothing is lost.
    </Banner>
  );
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
