// Organization tokens: what build machines use to announce releases. A secret is shown once, here, and never again.
import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, part, send } from '../api/client';
import { sentenceOf } from '../api/problem';
import { useAccess } from '../api/queries';
import type { NewOrgAuthToken, OrgAuthToken } from '../api/types';
import { Copy } from '../shared/copy';
import { DataTable, type Column } from '../shared/data_table';
import { Confirm } from '../shared/dialog';
import { useLeaveQuestion } from '../shared/form';
import { Link, paths, useOrg } from '../shared/link';
import { Page } from '../shared/page';
import { Empty, Failed } from '../shared/state';
import { Time } from '../shared/time';
import { toast } from '../shared/toast';
import styles from './settings.module.css';

const tokensPath = (org: string) => `organizations/${part(org)}/org-auth-tokens/`;
const tokensQuery = (org: string) => queryOptions({
  queryKey: ['org-tokens', org],
  queryFn: ({ signal }) => get<OrgAuthToken[]>(tokensPath(org), {}, signal),
});

export function OrganizationTokens() {
  const org = useOrg();
  const tokens = useQuery(tokensQuery(org));
  const mayRevoke = useAccess(org, 'org:write');
  const [fresh, setFresh] = useState<NewOrgAuthToken>();
  const [revoking, setRevoking] = useState<OrgAuthToken>();
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: tokensQuery(org).queryKey });
  const revoke = async (token: OrgAuthToken) => {
    await send('DELETE', `${tokensPath(org)}${part(token.id)}/`);
    await renew();
    toast({ text: `Revoked token ${token.name}.` });
  };
  const columns: readonly Column<OrgAuthToken>[] = [
    { key: 'name', title: 'Name', cell: (token) => <bdi>{token.name}</bdi> },
    { key: 'end', title: 'Ends with', width: '90px', cell: (token) => <code>{token.tokenLastCharacters ? `…${token.tokenLastCharacters}` : '–'}</code> },
    { key: 'made', title: 'Created', width: '120px', wide: true, cell: (token) => <Time at={token.dateCreated} as="ago" /> },
    { key: 'used', title: 'Last used', width: '120px', wide: true, cell: (token) => <Time at={token.dateLastUsed} as="ago" /> },
    {
      key: 'revoke', title: 'Revoke', quiet: true, width: '90px', align: 'right', cell: (token) => mayRevoke && (
        <Button variant="subtle" aria-label={`Revoke ${token.name}`} onClick={() => setRevoking(token)}>Revoke</Button>
      ),
    },
  ];
  return (
    <Page title="Organization tokens" lead={<>For build machines and <code>sentry-cli</code>: they announce releases and deploys, and belong to no person. A token that does more is one of your own, under <Link to={paths.apiTokens()}>API tokens</Link>.</>}>
      {fresh ? <Secret token={fresh} onDone={() => setFresh(undefined)} /> : <NewToken org={org} onCreated={(token) => { setFresh(token); void renew(); }} />}
      {tokens.isError
        ? <Failed what="The list of tokens" error={tokens.error} retry={() => void tokens.refetch()} />
        : <DataTable label="Organization tokens" columns={columns} rows={tokens.data} rowKey={(token) => token.id}
          empty={<Empty title="No token yet.">Create one for the pipeline that builds your releases.</Empty>} />}
      {revoking && (
        <Confirm title={`Revoke ${revoking.name}?`} action={`Revoke ${revoking.name}`} danger onConfirm={() => revoke(revoking)} onClose={() => setRevoking(undefined)}>
          Whatever still uses it gets 401 at once. {revoking.dateLastUsed ? <>It was last used <Time at={revoking.dateLastUsed} as="ago" />.</> : 'It was never used.'} This cannot be undone.
        </Confirm>
      )}
    </Page>
  );
}

function NewToken({ org, onCreated }: { readonly org: string; readonly onCreated: (token: NewOrgAuthToken) => void }) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  useLeaveQuestion(name.trim() !== '' && !busy, 'Leave without creating the token?');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) {
      setError('A name is needed: say where the token is used.');
      return;
    }
    setBusy(true);
    try {
      onCreated(await send<NewOrgAuthToken>('POST', tokensPath(org), { name: name.trim() }));
    } catch (problem) {
      setError(sentenceOf(problem));
      setBusy(false);
    }
  };
  return (
    <form className={styles.create} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput label="Name of a new token" placeholder="release pipeline" value={name} error={error} maxLength={255} autoComplete="off"
        onChange={(event) => { setName(event.currentTarget.value); setError(undefined); }} />
      <Button type="submit" variant="ink" loading={busy}>Create token</Button>
    </form>
  );
}

function Secret({ token, onDone }: { readonly token: NewOrgAuthToken; readonly onDone: () => void }) {
  useLeaveQuestion(true, 'Leave before the token is copied? It is not shown again.');
  return (
    <section className={styles.secret} role="status" aria-label="New token">
      <p><b>Copy token {token.name} now.</b> It is shown this once; Picket keeps only a fingerprint of it.</p>
      <div className={styles.copy}>
        <code>{token.token}</code>
        <Copy text={token.token} label={`Copy token ${token.name}`} word="Copy" />
        <Button variant="subtle" onClick={onDone}>I have it</Button>
      </div>
    </section>
  );
}
