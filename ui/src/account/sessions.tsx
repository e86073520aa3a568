import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../api/problem';
import { DataTable, type Column } from '../shared/data_table';
import { Confirm } from '../shared/dialog';
import { Page } from '../shared/page';
import { Failed } from '../shared/state';
import { Time } from '../shared/time';
import { toast } from '../shared/toast';
import { endOtherSessions, endSession, sessionsQuery, type Session } from './account_api';
import { browserName } from './user_agent';
import styles from './account.module.css';

function columnsOf(end: (session: Session) => void): readonly Column<Session>[] {
  return [
    { key: 'browser', title: 'Browser', cell: (row) => <span title={row.userAgent ?? ''}>{browserName(row.userAgent)}{row.isCurrent && <span className={styles.current}>this session</span>}</span> },
    { key: 'address', title: 'Address', cell: (row) => <span className="mono">{row.ipAddress ?? '–'}</span>, wide: true },
    { key: 'seen', title: 'Seen', cell: (row) => <Time at={row.lastSeen} as="ago" /> },
    { key: 'since', title: 'Signed in', cell: (row) => <Time at={row.dateCreated} as="date" />, wide: true },
    { key: 'end', title: 'End', quiet: true, align: 'right', cell: (row) => !row.isCurrent && <Button onClick={() => end(row)} aria-label={`Sign out ${browserName(row.userAgent)}`}>Sign out</Button> },
  ];
}

export function Sessions() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const renew = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = async (session: Session) => {
    try {
      await endSession(session.id);
      toast({ text: `${browserName(session.userAgent)} is signed out.` });
    } catch (problem) {
      toast({ text: sentenceOf(problem), kind: 'failed' });
    }
    await renew();
  };
  const others = (data?.length ?? 0) > 1;
  return (
    <Page title="Sessions" kind="form" lead="Where you are signed in. One that you do not know: sign it out, then change the password."
      actions={others && <Button onClick={() => setAsking(true)}>Sign out all others</Button>}>
      {error ? <Failed what="The list of sessions" error={error} retry={() => void refetch()} />
        : <DataTable label="Sessions" columns={columnsOf((session) => void end(session))} rows={data} rowKey={(row) => row.id} empty={null} />}
      {asking && (
        <Confirm title="Sign out all other sessions?" action="Sign out all others" onClose={() => setAsking(false)}
          onConfirm={async () => { await endOtherSessions(); await renew(); toast({ text: 'All other sessions are signed out.' }); }}>
          This one stays.
        </Confirm>
      )}
    </Page>
  );
}
