// The organization: its name and who may do what in it.
import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { part } from '../api/client';
import type { OrganizationDetail } from '../api/types';
import { orgRoleWords } from '../members/roles';
import { orgSlugMax, slugProblem } from '../projects/slug';
import { ConflictNote } from '../shared/conflict';
import { Field, Form, SaveBar, useDraft } from '../shared/form';
import { paths, useOrg } from '../shared/link';
import { Page } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { useVersionedChange, versionedQuery, type Versioned } from '../shared/versioned';
import styles from './settings.module.css';

const organizationPath = (org: string) => `organizations/${part(org)}/`;
/** Apart from the one that every page reads: this one carries a version. */
const formQuery = (org: string) => versionedQuery<OrganizationDetail>(['organization', org, 'form'], organizationPath(org), { detailed: 0 });
const nameLimit = 64;

export function OrganizationSettings() {
  const org = useOrg();
  const loaded = useQuery(formQuery(org));
  if (loaded.isError && !loaded.data) return <Failed page what="The organization" error={loaded.error} retry={() => void loaded.refetch()} />;
  return (
    <Page title="Organization settings" kind="form">
      {loaded.data ? <OrganizationForm key={org} org={org} loaded={loaded.data} /> : <Skeleton rows={7} height={64} />}
    </Page>
  );
}

const pick = (org: OrganizationDetail) => ({
  name: org.name,
  slug: org.slug,
  openMembership: org.openMembership,
  allowMemberInvite: org.allowMemberInvite,
  allowMemberProjectCreation: org.allowMemberProjectCreation,
  defaultRole: org.defaultRole,
});
type Values = ReturnType<typeof pick>;
type SwitchName = 'openMembership' | 'allowMemberInvite' | 'allowMemberProjectCreation';

const labels: Readonly<Record<keyof Values, string>> = {
  name: 'Name',
  slug: 'Slug',
  openMembership: 'Open membership',
  allowMemberInvite: 'Members invite',
  allowMemberProjectCreation: 'Members create projects',
  defaultRole: 'Role of new members',
};

const switches: readonly { readonly name: SwitchName; readonly help: string; readonly off: string }[] = [
  {
    name: 'openMembership', help: 'Members see every project and join teams as they like.',
    off: 'members see the projects of their own teams only, and ask before they join one',
  },
  { name: 'allowMemberInvite', help: 'Every member may invite people. Else managers and owners do.', off: 'managers and owners alone invite people' },
  {
    name: 'allowMemberProjectCreation', help: 'Members who administer a team may create projects for it without being a manager or owner.',
    off: 'members create projects only for teams that they administer',
  },
];

/** What saving changes for others, where that is easy to overlook. */
function effectOf(values: Values, changed: readonly (keyof Values)[]): string | undefined {
  const off = switches.find(({ name }) => changed.includes(name) && !values[name]);
  if (off) return `On save: ${off.off}.`;
  if (changed.includes('slug')) return `On save: addresses with the old slug stop working, links in mails and bookmarks too.`;
  return undefined;
}

function OrganizationForm({ org, loaded }: { readonly org: string; readonly loaded: Versioned<OrganizationDetail> }) {
  const organization = loaded.data;
  const draft = useDraft(pick(organization));
  const query = formQuery(org);
  const change = useVersionedChange({ query, path: organizationPath(org), loaded, dirty: draft.changed.length > 0 });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const locked = !organization.access.includes('org:write');
  const { values, errors } = draft;
  const save = () => draft.submit(async (changes) => {
    const saved = await change.save(changes);
    await queryClient.invalidateQueries({ queryKey: ['organizations'] });
    if (saved.slug !== org) {
      void navigate({ to: paths.settings(saved.slug) as never, replace: true, ignoreBlocker: true });
      return;
    }
    await queryClient.invalidateQueries({ queryKey: ['organization', org], predicate: ({ queryKey }) => queryKey[2] !== 'form' });
  });
  const changed = (name: keyof Values) => draft.changed.includes(name);
  const slugError = errors.slug ?? (changed('slug') ? slugProblem(values.slug, orgSlugMax) : undefined);
  return (
    <Form onSubmit={save} saved="Saved.">
      {locked && <p className={styles.note}>Managers and owners change these settings. You see them as they are.</p>}
      <ConflictNote change={change} draft={draft} pick={pick} labels={labels} onKeepMine={save} />
      <Field label={labels.name} help="Shown to people." changed={changed('name')}>
        <TextInput aria-label={labels.name} value={values.name} error={errors.name} disabled={locked} maxLength={nameLimit} autoComplete="off"
          onChange={(event) => draft.set('name', event.currentTarget.value)} />
      </Field>
      <Field label={labels.slug} help="The name in addresses and in the API." changed={changed('slug')}>
        <TextInput aria-label={labels.slug} value={values.slug} error={slugError} disabled={locked} spellCheck={false} autoComplete="off"
          onChange={(event) => draft.set('slug', event.currentTarget.value)} />
      </Field>
      {switches.map(({ name, help }) => (
        <Field key={name} label={labels[name]} help={help} changed={changed(name)}>
          <Switch aria-label={labels[name]} checked={values[name]} disabled={locked} error={errors[name]} label={values[name] ? 'on' : 'off'}
            onChange={(event) => draft.set(name, event.currentTarget.checked)} />
        </Field>
      ))}
      <Field label={labels.defaultRole} changed={changed('defaultRole')}
        help={orgRoleWords(organization.orgRoleList.find((role) => role.id === values.defaultRole) ?? organization.orgRoleList[0]!)}>
        <NativeSelect aria-label={labels.defaultRole} value={values.defaultRole} disabled={locked} error={errors.defaultRole}
          onChange={(event) => draft.set('defaultRole', event.currentTarget.value)}
          data={organization.orgRoleList.filter((role) => role.id === values.defaultRole || !role.isRetired).map((role) => ({ value: role.id, label: role.name, disabled: !role.isAllowed }))} />
      </Field>
      <SaveBar draft={draft} effect={effectOf(values, draft.changed)} />
    </Form>
  );
}
