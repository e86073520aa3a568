// Who is in a team and with which role. Pages from the server; a search looks through all of them, since the API of a
// team's members has none.
import { ActionIcon, NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { allPages } from '../api/all_pages';
import { get, getPage, part, send } from '../api/client';
import { sentenceOf } from '../api/problem';
import type { Member } from '../api/types';
import { DataTable, type Column } from '../shared/data_table';
import { Face } from '../shared/face';
import { exactCount } from '../shared/format';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { Pager } from '../shared/pager';
import { Picker, type PickerOption } from '../shared/picker';
import { SearchInput } from '../shared/search_input';
import { one, useSearchParams } from '../shared/search_params';
import { Empty, Failed } from '../shared/state';
import { toast } from '../shared/toast';
import { membershipPath, teamPath, useRenewTeams } from './queries';
import type { TeamPartProps } from './team';
import styles from './team_members.module.css';

const rowsPerPage = 50;
/** Found rows drawn at once; more words find fewer. */
const foundLimit = 50;

function useTeamMembers(org: string, team: string, cursor: string | undefined, text: string) {
  const path = `${teamPath(org, team)}members/`;
  const page = useQuery({
    queryKey: ['team', org, team, 'members', cursor ?? ''],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getPage<Member>(path, { per_page: rowsPerPage, cursor }, signal),
  });
  const all = useQuery({
    queryKey: ['team', org, team, 'members', 'all'],
    enabled: text !== '',
    staleTime: 60_000,
    queryFn: ({ signal }) => allPages<Member>(path, {}, signal),
  });
  return { page, all };
}

export function TeamMembers({ org, organization, team }: TeamPartProps) {
  const [params, change] = useSearchParams();
  const text = (one(params, 'query') ?? '').trim().toLowerCase();
  const { page, all } = useTeamMembers(org, team.slug, one(params, 'cursor'), text);
  const actions = useMemberActions(org, team.slug);
  const mayAdminister = team.access.includes('team:write') && !team.flags?.['idp:provisioned'];
  const adminByRole = new Set(organization.orgRoleList.filter((role) => role.minimumTeamRole === 'admin').map((role) => role.id));
  const query = text ? all : page;
  if (query.isError) return <Failed what="The list of members" error={query.error} retry={() => void query.refetch()} />;

  const found = text ? all.data?.rows.filter((member) => `${member.name} ${member.email}`.toLowerCase().includes(text)) : page.data?.data;
  const columns: readonly Column<Member>[] = [
    {
      key: 'name', title: 'Member', cell: (member) => (
        <span className={styles.who}>
          <Face who={{ name: member.name || member.email }} silent />
          <span><Link to={paths.member(org, member.id)}><bdi>{member.name || member.email}</bdi></Link><small>{member.pending ? 'invited' : member.email}</small></span>
        </span>
      ),
    },
    { key: 'org', title: 'Organization role', wide: true, width: '150px', cell: (member) => member.roleName ?? member.orgRole },
    {
      key: 'role', title: 'Team role', width: '150px', cell: (member) => (adminByRole.has(member.orgRole)
        ? <span className="muted" title={`${member.roleName ?? member.orgRole}s administer every team they are in.`}>Team Admin</span>
        : (
          <NativeSelect aria-label={`Team role of ${member.name}`} value={member.teamRole ?? 'contributor'} disabled={!mayAdminister}
            title={mayAdminister ? undefined : 'Admins of the team change roles.'} onChange={(event) => void actions.setRole(member, event.currentTarget.value)}
            data={organization.teamRoleList.map((role) => ({ value: role.id, label: role.name }))} />
        )),
    },
    {
      key: 'remove', title: 'Remove', quiet: true, width: '44px', align: 'right', cell: (member) => mayAdminister && (
        <ActionIcon aria-label={`Remove ${member.name} from #${team.slug}`} title="Remove from the team" onClick={() => void actions.remove(member)}>
          <Icon name="close" size={13} />
        </ActionIcon>
      ),
    },
  ];
  return (
    <>
      <div className={styles.tools}>
        <SearchInput label="Search members of this team" value={one(params, 'query') ?? ''}
          onChange={(query) => change({ query: query || undefined, cursor: undefined }, { replace: true })} />
        {mayAdminister && <Picker label="Add a member" name={['members', org]} search={(words, signal) => findMembers(org, words, signal)} none="Nobody is named so." onPick={(option) => void actions.add(option)} />}
      </div>
      {text && all.isFetching && !all.data && <p className={styles.note} role="status">Looking through {exactCount(team.memberCount)} members…</p>}
      <DataTable label={`Members of #${team.slug}`} columns={columns} rows={found?.slice(0, text ? foundLimit : undefined)} rowKey={(member) => member.id}
        empty={<Empty title={text ? 'Nobody in this team matches.' : 'Nobody is in this team.'} />} />
      {text && found && found.length > foundLimit && <p className={styles.note}>{exactCount(found.length - foundLimit)} more match: type more to find them.</p>}
      {!text && page.data && (page.data.next || page.data.previous) && (
        <Pager text={`${exactCount(team.memberCount)} members`} onPrevious={page.data.previous ? () => change({ cursor: page.data.previous }) : undefined}
          onNext={page.data.next ? () => change({ cursor: page.data.next }) : undefined} />
      )}
    </>
  );
}

async function findMembers(org: string, text: string, signal: AbortSignal): Promise<readonly PickerOption[]> {
  const found = await get<Member[]>(`organizations/${part(org)}/members/`, { query: text, per_page: 8 }, signal);
  return found.map((member) => ({ value: member.id, label: member.name || member.email, note: member.pending ? `${member.email}, invited` : member.email }));
}

function useMemberActions(org: string, team: string) {
  const renew = useRenewTeams(org);
  const run = async (what: string, change: () => Promise<unknown>, undo?: () => void) => {
    try {
      await change();
      toast({ text: what, undo });
    } catch (error) {
      toast({ text: `Not changed. ${sentenceOf(error)}`, kind: 'failed' });
    } finally {
      await renew(team);
    }
  };
  const add = (option: { readonly value: string; readonly label: string }): Promise<void> =>
    run(`Added ${option.label} to #${team}.`, () => send('POST', membershipPath(org, option.value, team)));
  const remove = (member: Member): Promise<void> =>
    run(`Removed ${member.name} from #${team}.`, () => send('DELETE', membershipPath(org, member.id, team)),
      () => void add({ value: member.id, label: member.name }));
  const setRole = (member: Member, role: string): Promise<void> =>
    run(`${member.name} is ${role === 'admin' ? 'Team Admin' : 'Contributor'} of #${team}.`, () => send('PUT', membershipPath(org, member.id, team), { teamRole: role }));
  return { add, remove, setRole };
}
