// What people and Picket did with an issue, newest first, and a field to say something.
import { useState, type FormEvent } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { part, send } from '../api/client';
import type { Activity, IssueDetail } from '../api/issue_types';
import { sentenceOf } from '../api/problem';
import { Face } from '../shared/face';
import { useLeaveQuestion } from '../shared/form';
import { Icon } from '../shared/icons';
import { EventText } from '../shared/event_text';
import { Time } from '../shared/time';
import { asText } from '../event/shape';
import { activityLine } from './activity_words';
import { CommentText } from './comment_text';
import { issueQuery } from './queries';
import styles from './activity.module.css';

export interface ActivityListProps {
  readonly entries: readonly Activity[];
}

export function ActivityList({ entries }: ActivityListProps) {
  return (
    <ol className={styles.list}>
      {entries.map((entry, at) => <OneEntry key={`${entry.id} ${at}`} entry={entry} />)}
    </ol>
  );
}

function OneEntry({ entry }: { readonly entry: Activity }) {
  const line = activityLine(entry);
  const who = asText(entry.user?.name);
  const text = line.text === '' ? '' : who === '' ? line.text.charAt(0).toUpperCase() + line.text.slice(1) : line.text;
  return (
    <li className={styles.entry}>
      {line.note === undefined ? <Icon name={line.icon} size={14} /> : <Face who={{ name: who || 'Picket' }} size={18} silent />}
      <div>
        {who !== '' && <b><EventText text={who} limit={120} /></b>} <EventText text={text} limit={400} /> <Time at={entry.dateCreated} as="ago" />
        {line.note !== undefined && <div className={styles.note}><CommentText text={line.note} /></div>}
      </div>
    </li>
  );
}

export interface CommentFormProps {
  readonly org: string;
  readonly issue: string;
}

export function CommentForm({ org, issue }: CommentFormProps) {
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  useLeaveQuestion(text.trim() !== '' && !busy, 'Leave without sending your comment?');
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const entry = await send<Activity>('POST', `organizations/${part(org)}/issues/${part(issue)}/notes/`, { text });
      queryClient.setQueryData<IssueDetail>(issueQuery(org, issue).queryKey, (detail) =>
        detail && { ...detail, activity: [entry, ...detail.activity], numComments: detail.numComments + 1 });
      setText('');
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      <Textarea aria-label="Comment" placeholder="Comment" autosize minRows={1} maxRows={8} value={text} error={problem} data-comment
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(); }} />
      {text.trim() !== '' && <Button type="submit" variant="ink" loading={busy}>Comment</Button>}
    </form>
  );
}
