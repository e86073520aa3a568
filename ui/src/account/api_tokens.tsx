import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiToken } from '../api/types';
import { DataTable, type Column } from '../shared/data_table';
import { Confirm } from '../shared/dialog';
import { bothZones, dateOnly } from '../shared/format';
import { Page } from '../shared/page';
import { scopesInWords } from '../shared/scopes';
import { Empty, Failed } from '../shared/state';
import { Time, useNow } from '../shared/time';
import { toast } from '../shared/toast';
import { deleteToken, tokensQuery } from './account_api';
import { NewTokenDialog } from './new_token';
import styles from './account.module.css';

function nameOf(token: ApiToken): string {
  return token.name || `token ending in ${token.tokenLastCharacters}`;
}

function columnsOf(revoke: (token: ApiToken) => void): readonly Column<ApiToken>[] {
  return [
    { key: 'name', title: 'Name', width: '200px', cell: (row) => <>{nameOf(row)} {row.tokenLastCharacters && <span className="mono muted">…{row.tokenLastCharacters}</span>}</> },
    { key: 'may', title: 'Allowed', wide: true, cell: (row) => <span className={styles.scopeList} title={row.scopes.join(' ')}>{scopesInWords(row.scopes)}</span> },
    { key: 'created', title: 'Created', wide: true, cell: (row) => <Time at={row.dateCreated} as="ago" /> },
    { key: 'used', title: 'Used', width: '96px', cell: (row) => <Time at={row.dateLastUsed ?? null} as="ago" none="not yet" /> },
    { key: 'expires', title: 'Expires', wide: true, cell: (row) => <Expiry at={row.expiresAt} /> },
    { key: 'revoke', title: 'Revoke', quiet: true, align: 'right', cell: (row) => <Button onClick={() => revoke(row)} aria-label={`Revoke ${nameOf(row)}`}>Revoke</Button> },
  ];
}

function Expiry({ at }: { readonly at: string | null }) {
  const now = useNow();
  if (at === null) return <span className="muted">never</span>;
  const moment = Date.parse(at);
  if (moment <= now) return <span className={styles.expired}>expired</span>;
  return <time dateTime={at} title={bothZones(moment)}>{dateOnly(moment, now)}</time>;
}

export function ApiTokens() {
  const { data, error, refetch } = useQuery(tokensQuery);
  const queryClient = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken>();
  const renew = () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const create = <Button variant="ink" onClick={() => setCreating(true)}>Create a token</Button>;
  return (
    <Page title="API tokens" lead="For scripts and tools that act as you. A token never may more than you." actions={(data?.length ?? 0) > 0 && create}>
      {error ? <Failed what="The list of tokens" error={error} retry={() => void refetch()} /> : (
        <DataTable label="API tokens" columns={columnsOf(setRevoking)} rows={data} rowKey={(row) => row.id}
          empty={<Empty title="No token yet." actions={create}>sentry-cli, Grafana and the like sign in with one.</Empty>} />
      )}
      {creating && <NewTokenDialog onCreated={() => void renew()} onClose={() => setCreating(false)} />}
      {revoking && (
        <Confirm title={`Revoke ${nameOf(revoking)}?`} action="Revoke" danger onClose={() => setRevoking(undefined)}
          onConfirm={async () => { await deleteToken(revoking.id); await renew(); toast({ text: `Revoked ${nameOf(revoking)}.` }); }}>
          Whatever still uses it gets 401 at once. It cannot be brought back.
        </Confirm>
      )}
    </Page>
  );
}
