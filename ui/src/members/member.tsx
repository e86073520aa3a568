// One member, or one invitation: role, teams, the link, the end.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { basePath } from '../api/base';
import { send } from '../api/client';
import { organizationQuery, useMe } from '../api/queries';
import type { MemberDetail, OrganizationDetail } from '../api/types';
import { ConflictNote } from '../shared/conflict';
import { Confirm } from '../shared/dialog';
import { Form, SaveBar, useDraft } from '../shared/form';
import { paths, useOrg, useParam } from '../shared/link';
import { Page, Section } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { Time } from '../shared/time';
import { toast } from '../shared/toast';
import { useVersionedChange, type Versioned } from '../shared/versioned';
import { Invitation } from './invitation';
import { SecondFactor } from './list';
import { lastSeen, memberPath, memberQuery, useRenewMembers } from './queries';
import { RoleChoice } from './role_choice';
import { changeRoleProblem, removeProblem, type Viewer } from './roles';
import { TeamChoice } from './team_choice';
import styles from './member.module.css';

export function MemberPage() {
  const org = useOrg();
  const id = useParam('member');
  const member = useQuery(memberQuery(org, id));
  const organization = useQuery(organizationQuery(org));
  const failed = [member, organization].find((query) => query.isError && !query.data);
  if (failed) return <Failed page what="This member" error={failed.error} retry={() => void failed.refetch()} />;
  if (!member.data || !organization.data) return <Page title="Member" kind="form"><Skeleton rows={6} height={40} /></Page>;
  return <MemberFrame key={id} org={org} organization={organization.data} loaded={member.data} />;
}

const pick = (member: MemberDetail) => ({
  orgRole: member.orgRole,
  teamRoles: member.teamRoles.map(({ teamSlug, role }) => ({ teamSlug, role: role ?? 'contributor' })),
});
const labels = { orgRole: 'Role', teamRoles: 'Teams' };

interface FrameProps {
  readonly org: string;
  readonly organization: OrganizationDetail;
  readonly loaded: Versioned<MemberDetail>;
}

function MemberFrame({ org, organization, loaded }: FrameProps) {
  const member = loaded.data;
  const me = useMe();
  const renew = useRenewMembers(org);
  const draft = useDraft(pick(member));
  const change = useVersionedChange({ query: memberQuery(org, member.id), path: memberPath(org, member.id), loaded, dirty: draft.changed.length > 0 });
  const roles = member.orgRoleList.length ? member.orgRoleList : organization.orgRoleList;
  const viewer: Viewer = { userId: me.id, access: organization.access, orgRole: organization.orgRole, roles };
  const mayEditTeams = organization.access.includes('member:write') || organization.access.includes('member:admin');
  const save = () => draft.submit(async (changes) => {
    await change.save(changes);
    await renew();
  });
  const name = member.name || member.email;
  return (
    <Page title={name} kind="form" lead={member.name && member.name !== member.email ? member.email : undefined}>
      <Facts member={member} />
      {member.pending && <Invitation member={member} organization={organization} userEmail={me.email} onRenew={async () => {
        await change.save({ reinvite: true, regenerate: true });
        await renew();
      }} />}
      <Form onSubmit={save} saved="Saved.">
        <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
        <Section title="Role">
          <RoleChoice roles={roles} value={draft.values.orgRole} current={member.orgRole} viewerRole={organization.orgRole}
            locked={changeRoleProblem(member, viewer)} onChange={(role) => draft.set('orgRole', role)} />
          {draft.errors.orgRole ?? draft.errors.role ? <p role="alert" className={styles.error}>{draft.errors.orgRole ?? draft.errors.role}</p> : null}
        </Section>
        <Section title="Teams">
          <TeamChoice org={org} value={draft.values.teamRoles} teamRoles={organization.teamRoleList}
            adminEverywhere={roles.find((role) => role.id === draft.values.orgRole)?.minimumTeamRole === 'admin'}
            locked={mayEditTeams ? undefined : 'Managers and owners change the teams of others; you join and leave on the page of the team.'}
            onChange={(teams) => draft.set('teamRoles', teams.map(({ teamSlug, role }) => ({ teamSlug, role: role ?? 'contributor' })))} />
        </Section>
        <SaveBar draft={draft} effect={draft.changed.includes('orgRole') ? `On save: ${name} is ${roles.find((role) => role.id === draft.values.orgRole)?.name} at once.` : undefined} />
      </Form>
      <Removal org={org} member={member} viewer={viewer} />
    </Page>
  );
}

function Facts({ member }: { readonly member: MemberDetail }) {
  return (
    <dl className={styles.facts}>
      <div><dt>{member.pending ? 'Invited' : 'Joined'}</dt><dd><Time at={member.dateCreated} as="ago" /></dd></div>
      {member.inviterName && <div><dt>Invited by</dt><dd>{member.inviterName}</dd></div>}
      {member.user && <div><dt>Last active</dt><dd><Time at={lastSeen(member.user)} as="ago" /></dd></div>}
      {member.user && <div><dt>Second factor</dt><dd><SecondFactor member={member} /></dd></div>}
    </dl>
  );
}

function Removal({ org, member, viewer }: { readonly org: string; readonly member: MemberDetail; readonly viewer: Viewer }) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const renew = useRenewMembers(org);
  const problem = removeProblem(member, viewer);
  const self = member.user?.id === viewer.userId;
  const name = member.name || member.email;
  const verb = member.pending ? 'Withdraw the invitation' : self ? `Leave ${org}` : `Remove ${name}`;
  const remove = async () => {
    await send('DELETE', memberPath(org, member.id));
    if (self) {
      // Nothing that was loaded may be seen any more.
      window.location.assign(basePath());
      return;
    }
    queryClient.removeQueries({ queryKey: ['member', org, member.id] });
    await renew();
    toast({ text: member.pending ? `Withdrew the invitation of ${member.email}.` : `Removed ${name} from ${org}.` });
    void navigate({ to: paths.members(org) as never });
  };
  return (
    <Section title={member.pending ? 'Withdraw' : self ? 'Leave' : 'Remove'} lead={problem}>
      <Button variant="danger" disabled={problem !== undefined} onClick={() => setAsking(true)}>{verb}</Button>
      {asking && (
        <Confirm title={`${verb}?`} action={verb} danger onConfirm={remove} onClose={() => setAsking(false)}>
          {member.pending
            ? 'The link stops working at once.'
            : `${self ? 'You lose' : `${name} loses`} access to all projects of ${org} at once; tokens stop working. Comments and assignments stay.`}
        </Confirm>
      )}
    </Section>
  );
}
