// Searches that have a name: one's own, and those of the whole organization. Here one is chosen, saved or deleted.
import { useEffect, useState, type FormEvent } from 'react';
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedSearch } from '../api/issue_types';
import { part, send } from '../api/client';
import { sentenceOf } from '../api/problem';
import { useAccess } from '../api/queries';
import { shortened } from '../shared/shortened';
import { Dialog } from '../shared/dialog';
import { EventText, plainText } from '../shared/event_text';
import { Icon } from '../shared/icons';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { toast } from '../shared/toast';
import { savedPath, savedQuery } from './saved';
import styles from './saved_dialog.module.css';

export interface SavedDialogProps {
  readonly org: string;
  /** What would be saved. */
  readonly query: string;
  readonly sort: string;
  readonly onChoose: (search: SavedSearch) => void;
  readonly onClose: () => void;
}

/** Characters of a name that the server takes. */
const LONGEST_NAME = 255;

export function SavedDialog({ org, query, sort, onChoose, onClose }: SavedDialogProps) {
  const saved = useQuery(savedQuery(org));
  const mayShare = useAccess(org, 'org:write');
  const [typed, setTyped] = useState(false);
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: savedQuery(org).queryKey });
  const remove = async (search: SavedSearch) => {
    try {
      await send('DELETE', `${savedPath(org)}${part(search.id)}/`);
      toast({ text: `Deleted the search ${plainText(search.name)}.` });
    } catch (error) {
      toast({ text: `Not deleted. ${sentenceOf(error)}`, kind: 'failed' });
    }
    void renew();
  };
  return (
    <Dialog title="Saved searches" onClose={onClose} width={560} unsaved={typed}>
      {saved.isError && !saved.data ? <Failed what="The list of saved searches" error={saved.error} retry={() => void saved.refetch()} />
        : saved.data === undefined ? <Skeleton rows={3} height={40} />
          : saved.data.length === 0 ? <p className={styles.none}>No search is saved yet.</p>
            : (
              <ul className={styles.list} aria-label="Saved searches">
                {saved.data.map((search) => (
                  <li key={search.id}>
                    <button type="button" className={styles.search} onClick={() => { onChoose(search); onClose(); }}>
                      <b><EventText text={search.name} limit={LONGEST_NAME} /></b>{search.visibility === 'organization' && <em>organization</em>}
                      <code><EventText text={shortened(search.query, 200)} /></code>
                    </button>
                    {(search.visibility !== 'organization' || mayShare) && (
                      <ActionIcon aria-label={`Delete the search ${plainText(search.name)}`} onClick={() => void remove(search)}><Icon name="close" size={13} /></ActionIcon>
                    )}
                  </li>
                ))}
              </ul>
            )}
      {query !== '' && <SaveForm org={org} query={query} sort={sort} mayShare={mayShare} onSaved={renew} onTyped={setTyped} />}
    </Dialog>
  );
}

interface SaveFormProps extends Pick<SavedDialogProps, 'org' | 'query' | 'sort'> {
  readonly mayShare: boolean;
  readonly onSaved: () => Promise<void>;
  /** Whether a name stands there. */
  readonly onTyped: (typed: boolean) => void;
}

function SaveForm({ org, query, sort, mayShare, onSaved, onTyped }: SaveFormProps) {
  const [name, setName] = useState('');
  useEffect(() => onTyped(name.trim() !== ''), [name, onTyped]);
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setBusy(true);
    setProblem(undefined);
    try {
      await send('POST', savedPath(org), { type: 0, name: name.trim(), query, sort, visibility: shared ? 'organization' : 'owner' });
      await onSaved();
      setName('');
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <p>Save <code><EventText text={shortened(query, 300)} /></code></p>
      <TextInput label="Name" value={name} maxLength={LONGEST_NAME} autoComplete="off" onChange={(event) => setName(event.currentTarget.value)} />
      {mayShare && <Checkbox label="For everybody in the organization" checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />}
      {problem && <p role="alert" className={styles.problem}>{problem}</p>}
      <Button type="submit" variant="ink" loading={busy} disabled={name.trim() === ''}>Save the search</Button>
    </form>
  );
}
