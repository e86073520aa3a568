// The last step: a calm wait that becomes a link to what arrived, and what to check when nothing does.
import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ProjectDetail, ProjectKey } from '../api/types';
import { sentenceOf } from '../api/problem';
import { duration, exactCount } from '../shared/format';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { Time, useNow } from '../shared/time';
import { canSendFromHere, sendTestEvent, useFirstEvent } from './first_event';
import { dsnParts } from './platforms';
import styles from './first_steps.module.css';

export interface ArrivalProps {
  readonly org: string;
  readonly project: ProjectDetail;
  readonly projectKey: ProjectKey;
  readonly dsn: string;
}

export function Arrival({ org, project, projectKey, dsn }: ArrivalProps) {
  const waiting = project.firstEvent === null;
  return (
    <li className={waiting ? `${styles.step} ${styles.waiting}` : `${styles.step} ${styles.done}`}>
      <span className={waiting ? `${styles.mark} ${styles.pulse}` : styles.mark} aria-hidden>
        {waiting ? <i /> : <Icon name="check" size={12} weight={2} />}
      </span>
      <div>
        <div role="status">{waiting ? <Waiting /> : <Arrived org={org} project={project} />}</div>
        {waiting && <Checks projectKey={projectKey} dsn={dsn} />}
        {waiting && <Hints project={project} dsn={dsn} />}
      </div>
    </li>
  );
}

function Waiting() {
  const now = useNow();
  const [since] = useState(Date.now);
  const waited = Math.max(0, now - since);
  return (
    <>
      <h2>Waiting for the first event {waited >= 10_000 && <em className={styles.waited} aria-hidden>{duration(waited)}</em>}</h2>
      <p className="muted">This page changes by itself when it arrives. You can leave; the project shows it too.</p>
    </>
  );
}

function Arrived({ org, project }: { readonly org: string; readonly project: ProjectDetail }) {
  const queryClient = useQueryClient();
  const first = useFirstEvent(org, project);
  // The list of projects still says that nothing arrived.
  useEffect(() => void queryClient.invalidateQueries({ queryKey: ['projects', org] }), [queryClient, org]);
  const event = first.data;
  return (
    <>
      <h2>First event received{event?.from ? ` from ${event.from}` : ''}</h2>
      <p className={styles.arrived}>
        <span className="muted">It came <Time at={project.firstEvent} as="ago" />. </span>
        {event
          ? <Link to={paths.issue(org, event.issueId)}>Open it</Link>
          : <Link to={paths.issues(org)} search={{ project: project.id }}>Open the issues of {project.slug}</Link>}
      </p>
    </>
  );
}

/** What can be said about the way from the SDK to here without having seen anything. */
function Checks({ projectKey, dsn }: { readonly projectKey: ProjectKey; readonly dsn: string }) {
  const limit = projectKey.rateLimit;
  return (
    <ul className={styles.checks}>
      <li><Icon name="check" size={13} /><span>SDKs send to <code>{dsnParts(dsn)?.endpoint}</code>; it must be reachable from where your program runs.</span></li>
      <li>
        <Icon name="check" size={13} />
        <span>
          Key <code>{projectKey.public.slice(0, 8)}…</code> is active, {limit ? `limited to ${exactCount(limit.count)} events per ${duration(limit.window * 1000)}` : 'no limit set'}.
        </span>
      </li>
    </ul>
  );
}

function Hints({ project, dsn }: { readonly project: ProjectDetail; readonly dsn: string }) {
  const [open, setOpen] = useState(false);
  const [test, setTest] = useState<{ busy: boolean; text?: string; failed?: boolean }>({ busy: false });
  const send = async () => {
    setTest({ busy: true });
    try {
      await sendTestEvent(dsn);
      setTest({ busy: false, text: 'Sent. It shows up here in a moment.' });
    } catch (error) {
      setTest({ busy: false, text: sentenceOf(error), failed: true });
    }
  };
  return (
    <>
      <div className={styles.buttons}>
        {canSendFromHere(dsn) && <Button onClick={() => void send()} loading={test.busy}>Send a test event from here</Button>}
        <Button variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>Nothing arrives: what to check</Button>
      </div>
      {test.text && <p role={test.failed ? 'alert' : 'status'} className={test.failed ? styles.failed : styles.sent}>{test.text}</p>}
      {open && (
        <ul className={styles.hints}>
          <li>The number at the end of the DSN is <code>{project.id}</code>, that of this project.</li>
          <li>The SDK is initialized before the error happens, in the same process. Its <code>debug</code> option prints what it sends.</li>
          <li>The program lives long enough to send: short scripts call <code>flush</code> or close the SDK first.</li>
          <li>No proxy or firewall stands between; the curl line of the platform "Anything else" shows it at once.</li>
          <li>A browser extension that blocks trackers may block the SDK's requests as well.</li>
        </ul>
      )}
    </>
  );
}
