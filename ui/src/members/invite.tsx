// Invites people: addresses, role, teams. Picket sends no mail, so what comes back are links to hand over.
import { useState, type FormEvent } from 'react';
import { Button, Textarea } from '@mantine/core';
import { send } from '../api/client';
import { sentenceOf } from '../api/problem';
import type { MemberDetail, OrganizationDetail } from '../api/types';
import { Copy } from '../shared/copy';
import { Dialog } from '../shared/dialog';
import { counted } from '../shared/format';
import { membersPath, useRenewMembers } from './queries';
import { RoleChoice } from './role_choice';
import { TeamChoice, type TeamRole } from './team_choice';
import styles from './invite.module.css';

/** At once: each is a request of its own, and a list of links stays readable. */
export const invitesAtOnce = 50;

export interface Outcome {
  readonly email: string;
  readonly link?: string;
  readonly error?: string;
}

/** Addresses out of what was pasted: by line, comma, semicolon or space, `Name <address>` too, each once. */
export function addressesIn(text: string): readonly string[] {
  const found = text.split(/[\s,;]+/).map((word) => word.replace(/^<|>$/g, '').toLowerCase()).filter((word) => word.includes('@'));
  return [...new Set(found)];
}

const looksRight = (address: string): boolean => /^[^@\s]+@[^@\s]+$/.test(address) && address.length <= 75;

export function addressProblem(text: string): string | undefined {
  const addresses = addressesIn(text);
  if (addresses.length === 0) return 'An address is needed.';
  const dropped = text.split(/[\n;]+/).find((line) => line.trim() !== '' && !line.includes('@')) ?? text.split(/[\s,;]+/).find((word) => /^[^@"]+\.[^@"]+$/.test(word));
  if (dropped) return `${dropped.trim()} is not an address.`;
  if (addresses.length > invitesAtOnce) return `At most ${invitesAtOnce} at once; these are ${addresses.length}.`;
  const wrong = addresses.find((address) => !looksRight(address));
  return wrong ? `${wrong} is not an address.` : undefined;
}

async function inviteOne(org: string, email: string, orgRole: string, teamRoles: readonly TeamRole[]): Promise<Outcome> {
  try {
    const made = await send<MemberDetail>('POST', membersPath(org), { email, orgRole, teamRoles, sendInvite: false });
    return made.invite_link
      ? { email, link: made.invite_link }
      : { email, error: 'Invited, but no link came back. Make one on the page of the member.' };
  } catch (error) {
    return { email, error: sentenceOf(error) };
  }
}

interface InviteProps {
  readonly org: string;
  readonly organization: OrganizationDetail;
  readonly onClose: () => void;
}

export default function InviteDialog({ org, organization, onClose }: InviteProps) {
  const [text, setText] = useState('');
  const [role, setRole] = useState(organization.defaultRole || 'member');
  const [teamRoles, setTeamRoles] = useState<readonly TeamRole[]>([]);
  const [error, setError] = useState<string>();
  const [done, setDone] = useState<readonly Outcome[]>();
  const [progress, setProgress] = useState<number>();
  const renew = useRenewMembers(org);
  const addresses = addressesIn(text);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const problem = addressProblem(text);
    setError(problem);
    if (problem) return;
    const outcomes: Outcome[] = [];
    for (const email of addresses) {
      setProgress(outcomes.length);
      outcomes.push(await inviteOne(org, email, role, teamRoles));
    }
    setProgress(undefined);
    setDone(outcomes);
    await renew();
  };
  if (done) return <Outcomes outcomes={done} onMore={() => { setDone(undefined); setText(''); }} onClose={onClose} />;
  const adminEverywhere = organization.orgRoleList.find((each) => each.id === role)?.minimumTeamRole === 'admin';
  return (
    <Dialog title="Invite people" onClose={onClose} width={560} unsaved={text.trim() !== '' && progress === undefined}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Textarea label="Addresses" description="One per line, or separated by commas." rows={3} value={text} error={error} spellCheck={false} data-autofocus
          onChange={(event) => { setText(event.currentTarget.value); setError(undefined); }} />
        <fieldset className={styles.part}><legend>Role</legend>
          <RoleChoice roles={organization.orgRoleList} value={role} viewerRole={organization.orgRole} onChange={setRole} />
        </fieldset>
        <fieldset className={styles.part}><legend>Teams</legend>
          <TeamChoice org={org} value={teamRoles} teamRoles={organization.teamRoleList} adminEverywhere={adminEverywhere} onChange={setTeamRoles} />
        </fieldset>
        <p className={styles.note}>Picket sends no mail. You get a link for each person to hand over.</p>
        <div className={styles.actions}>
          <Button variant="subtle" onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="ink" loading={progress !== undefined}>
            {progress !== undefined ? `Inviting ${progress + 1} of ${addresses.length}` : addresses.length > 1 ? `Invite ${addresses.length} people` : 'Invite'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface OutcomesProps {
  readonly outcomes: readonly Outcome[];
  readonly onMore: () => void;
  readonly onClose: () => void;
}

function Outcomes({ outcomes, onMore, onClose }: OutcomesProps) {
  const invited = outcomes.filter((each) => each.link);
  const title = invited.length ? `Invited ${counted(invited.length, 'person', 'people')}` : 'Nobody was invited';
  return (
    <Dialog title={title} onClose={onClose} width={640} unsaved={invited.length > 0} question="Close before the links are copied? They are not shown again.">
      {invited.length > 0 && <p>Give each person their link now: it is not shown again. It works once, for 30 days, for whoever holds it.</p>}
      <ul className={styles.outcomes} aria-label="Invitations">
        {outcomes.map((each) => (
          <li key={each.email}>
            <b>{each.email}</b>
            {each.link
              ? <span className={styles.link}><code>{each.link}</code><Copy text={each.link} label={`Copy the link for ${each.email}`} word="Copy" /></span>
              : <span className={styles.error} role="alert">{each.error}</span>}
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        {invited.length > 1 && <Copy text={invited.map((each) => `${each.email}\t${each.link}`).join('\n')} label="Copy all addresses with their links" word="Copy all" />}
        <span className="grow" />
        <Button variant="subtle" onClick={onMore}>Invite more</Button>
        <Button variant="ink" onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}
