// The name of a team, and its end.
import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { send } from '../api/client';
import { teamsQuery } from '../api/queries';
import type { Team } from '../api/types';
import { slugProblem, teamSlugMax } from '../projects/slug';
import { ConflictNote } from '../shared/conflict';
import { Confirm } from '../shared/dialog';
import { counted } from '../shared/format';
import { Field, Form, SaveBar, useDraft } from '../shared/form';
import { paths } from '../shared/link';
import { Section } from '../shared/page';
import { Empty } from '../shared/state';
import { toast } from '../shared/toast';
import { useVersionedChange, type Versioned } from '../shared/versioned';
import { teamPath, teamQuery } from './queries';
import type { TeamPartProps } from './team';

const pick = (team: Team) => ({ slug: team.slug });

export function TeamSettings({ org, team, loaded }: TeamPartProps & { readonly loaded: Versioned<Team> }) {
  const draft = useDraft(pick(team));
  const change = useVersionedChange({ query: teamQuery(org, team.slug), path: teamPath(org, team.slug), loaded, dirty: draft.changed.length > 0 });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  if (!team.access.includes('team:write')) {
    return <Empty title="Admins of the team change its settings.">Ask one of them, a manager or an owner.</Empty>;
  }
  const save = () => draft.submit(async ({ slug }) => {
    const saved = await change.save({ slug });
    await queryClient.invalidateQueries({ queryKey: teamsQuery(org).queryKey });
    await queryClient.invalidateQueries({ queryKey: ['projects', org] });
    // The address holds the old name; the answer goes where the new one is looked for.
    if (saved.slug !== team.slug) void navigate({ to: paths.teamSettings(org, saved.slug) as never, replace: true, ignoreBlocker: true });
  });
  const remove = async () => {
    await send('DELETE', teamPath(org, team.slug));
    await queryClient.invalidateQueries({ queryKey: teamsQuery(org).queryKey });
    await queryClient.invalidateQueries({ queryKey: ['projects', org] });
    toast({ text: `Deleted #${team.slug}.` });
    void navigate({ to: paths.teams(org) as never });
  };
  const problem = draft.changed.includes('slug') ? slugProblem(draft.values.slug, teamSlugMax) : undefined;
  return (
    <>
      <Form onSubmit={save} saved="Saved.">
        <ConflictNote change={change} draft={draft} pick={pick} labels={{ slug: 'Name' }} onKeepMine={save} />
        <Field label="Name" help="Lower-case letters, digits, hyphens. Ownership rules and links that hold the old name have to be changed by hand." changed={draft.changed.includes('slug')}>
          <TextInput aria-label="Name" value={draft.values.slug} error={draft.errors.slug ?? problem} spellCheck={false} autoComplete="off"
            onChange={(event) => draft.set('slug', event.currentTarget.value)} />
        </Field>
        <SaveBar draft={draft} effect={`On save: #${team.slug} becomes #${draft.values.slug}.`} />
      </Form>
      {team.access.includes('team:admin') && (
        <Section title="Delete this team" lead="Its projects and their issues stay; those that belong to no other team are then seen by managers and owners alone.">
          <Button variant="danger" onClick={() => setDeleting(true)}>Delete #{team.slug}</Button>
        </Section>
      )}
      {deleting && (
        <Confirm title={`Delete #${team.slug}?`} action={`Delete #${team.slug}`} danger typed={team.slug} onConfirm={remove} onClose={() => setDeleting(false)}>
          {counted(team.memberCount, 'member')} lose what they see through it. Issues assigned to the team become unassigned. This cannot be undone.
        </Confirm>
      )}
    </>
  );
}
