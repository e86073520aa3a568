// "Stop this flood": three ordinary settings, each with what it would have done to the events of the last day, made in one
// step from where the flood shows. Whoever regrets it changes the setting back.
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Flood, Issue } from '../api/issue_types';
import { sentenceOf } from '../api/problem';
import { Dialog } from '../shared/dialog';
import { EventText, plainText } from '../shared/event_text';
import { counted } from '../shared/format';
import { useLeaveQuestion } from '../shared/form';
import { Link, paths } from '../shared/link';
import { shortened } from '../shared/shortened';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { toast } from '../shared/toast';
import { discardWords, doneWords, filterWords, floodQuery, limitWords, stopFlood, unnamedOthers, windowWords, type Way } from './flood';
import styles from './flood_dialog.module.css';

export interface FloodDialogProps {
  readonly org: string;
  readonly issue: Issue;
  readonly onClose: () => void;
}

export function FloodDialog({ org, issue, onClose }: FloodDialogProps) {
  const flood = useQuery(floodQuery(org, issue.id));
  return (
    <Dialog title={`Stop the events of ${issue.shortId}`} onClose={onClose} width={560}>
      {flood.isError ? <Failed what="The preview" error={flood.error} retry={() => void flood.refetch()} />
        : flood.data === undefined ? <Skeleton rows={3} height={60} slow="Still trying it on the events of the last day…" />
          : <Ways org={org} issue={issue} flood={flood.data} onClose={onClose} />}
    </Dialog>
  );
}

/** The server takes no larger limit. */
const LARGEST = 1_000_000_000;

function Ways({ org, issue, flood, onClose }: FloodDialogProps & { readonly flood: Flood }) {
  const { filterMessage, discard, limitKey } = flood;
  const mayFilter = filterMessage !== null && !filterMessage.active;
  const [way, setWay] = useState<Way>(mayFilter ? 'filter-message' : 'discard');
  const [limit, setLimit] = useState(String(limitKey?.rateLimit.count ?? ''));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  useLeaveQuestion(way === 'limit-key' && limit !== String(limitKey?.rateLimit.count) && !busy);
  const finish = useFinish(org, issue);
  const count = /^\d{1,10}$/.test(limit.trim()) ? Number(limit) : 0;
  const badLimit = way === 'limit-key' && (count < 1 || count > LARGEST);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (badLimit) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const done = await stopFlood(org, issue.id, way === 'limit-key' && limitKey ? { action: way, count, window: limitKey.rateLimit.window } : { action: way });
      toast({ text: plainText(doneWords(done, issue.shortId)) });
      onClose();
      finish(way);
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };
  const bind = (own: Way) => ({ way: own, chosen: way === own, onChoose: () => setWay(own) });
  const settings = issue.project.slug;
  return (
    <form onSubmit={submit} noValidate>
      <div role="radiogroup" aria-label="How to stop them" className={styles.ways}>
        <Choice {...bind('filter-message')} name="Filter its message" disabled={!mayFilter}>
          {filterMessage === null ? 'Its message cannot be told from others.'
            : <><code><EventText text={filterMessage.pattern} limit={300} /></code> {filterWords(filterMessage)} <Link to={paths.projectFilters(org, settings)}>Inbound filters</Link></>}
          {filterMessage && <Others org={org} way={filterMessage} />}
        </Choice>
        <Choice {...bind('discard')} name="Discard the issue">{discardWords(discard)}</Choice>
        <Choice {...bind('limit-key')} name="Limit the key" disabled={limitKey === null}>
          {limitKey === null ? 'No key of the project sent anything in the last week.'
            : <>Key <Link to={paths.projectKey(org, settings, limitKey.key.id)}><EventText text={limitKey.key.name} limit={100} /></Link>. {limitWords(limitKey, count)}</>}
        </Choice>
      </div>
      {way === 'limit-key' && limitKey && (
        <TextInput className={styles.limit} label={`Events ${windowWords(limitKey.rateLimit.window)}`} inputMode="numeric" value={limit} onChange={(event) => setLimit(event.currentTarget.value)}
          error={badLimit ? 'A whole number, 1 or more' : undefined} />
      )}
      {problem && <p role="alert" className={styles.problem}>{problem}</p>}
      <div className={styles.actions}>
        <Button variant="subtle" onClick={onClose}>Cancel</Button>
        <Button type="submit" variant={way === 'discard' ? 'danger' : 'ink'} loading={busy} disabled={badLimit}>{VERBS[way]}</Button>
      </div>
    </form>
  );
}

const VERBS: Readonly<Record<Way, string>> = { 'filter-message': 'Filter the message', discard: 'Discard the issue', 'limit-key': 'Limit the key' };

/** What pages know is not true any more; a discarded issue has no page. */
function useFinish(org: string, issue: Issue): (way: Way) => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (way) => {
    void queryClient.invalidateQueries({ queryKey: ['flood', org, issue.id] });
    if (way !== 'discard') return;
    void queryClient.invalidateQueries({ queryKey: ['issues', org] });
    void navigate({ to: paths.issues(org) as never });
  };
}

/** Whoever else loses events: nobody should find out tomorrow. */
function Others({ org, way }: { readonly org: string; readonly way: NonNullable<Flood['filterMessage']> }) {
  if (way.otherIssues.length === 0) return null;
  const more = unnamedOthers(way);
  return (
    <span className={styles.others}>
      <b>It also meets events of other issues, which would be filtered, too:</b>
      {way.otherIssues.map((other) => (
        <span key={other.id}>{counted(other.dropped, 'event')} of <Link to={paths.issue(org, other.id)}>{other.shortId}</Link> <EventText text={shortened(other.title, 90)} limit={100} /></span>
      ))}
      {more > 0 && <span>and of {counted(more, 'more issue')}</span>}
    </span>
  );
}

interface ChoiceProps {
  readonly way: Way;
  readonly name: string;
  readonly chosen: boolean;
  readonly disabled?: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Choice({ way, name, chosen, disabled = false, onChoose, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.way}>
      <input type="radio" id={id} name="way" value={way} checked={chosen} disabled={disabled} onChange={onChoose} aria-describedby={`${id}-about`} />
      <div><label htmlFor={id}>{name}</label><p id={`${id}-about`}>{children}</p></div>
    </div>
  );
}
