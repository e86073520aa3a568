// One field in place: the name of a team is its slug.
import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { part, send } from '../api/client';
import { sentenceOf } from '../api/problem';
import { teamsQuery } from '../api/queries';
import type { Team } from '../api/types';
import { useLeaveQuestion } from '../shared/form';
import { paths } from '../shared/link';
import { toast } from '../shared/toast';
import { slugProblem, slugify, teamSlugMax } from '../projects/slug';
import styles from './new_team.module.css';

export function NewTeam({ org, onClose }: { readonly org: string; readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  useLeaveQuestion(text.trim() !== '' && !busy, 'Leave without creating the team?');
  const slug = slugify(text, teamSlugMax);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const problem = slugProblem(slug, teamSlugMax);
    if (problem) {
      setError(text.trim() ? problem : 'A name is needed.');
      return;
    }
    setBusy(true);
    try {
      const team = await send<Team>('POST', `organizations/${part(org)}/teams/`, { slug });
      await queryClient.invalidateQueries({ queryKey: teamsQuery(org).queryKey });
      toast({ text: `Created #${team.slug}. You are its first member.` });
      void navigate({ to: paths.team(org, team.slug) as never });
    } catch (problem_) {
      setError(sentenceOf(problem_));
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <TextInput label="Name of the new team" value={text} error={error} autoFocus autoComplete="off" spellCheck={false} maxLength={teamSlugMax}
        description={slug && slug !== text ? <>Becomes <code>#{slug}</code></> : undefined} inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => { setText(event.currentTarget.value); setError(undefined); }} />
      <div className={styles.actions}>
        <Button type="submit" variant="ink" loading={busy}>Create team</Button>
        <Button variant="subtle" onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
