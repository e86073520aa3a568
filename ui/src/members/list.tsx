// Everybody in the organization, and who is invited. The search is the server's: its tokens stand in the field.
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Answer } from '../api/client';
import { organizationQuery } from '../api/queries';
import type { Member, OrganizationDetail } from '../api/types';
import { DataTable, type Column } from '../shared/data_table';
import { Face } from '../shared/face';
import { counted, exactCount } from '../shared/format';
import { Icon } from '../shared/icons';
import { Link, paths, useOrg } from '../shared/link';
import { offsetOf } from '../shared/local_pages';
import { Page } from '../shared/page';
import { Pager } from '../shared/pager';
import { useRowFocus } from '../shared/row_focus';
import { SearchInput } from '../shared/search_input';
import { one, useSearchParams } from '../shared/search_params';
import { Empty, Failed } from '../shared/state';
import { TabLinks } from '../shared/tabs';
import { Time } from '../shared/time';
import { lastSeen, memberPageQuery } from './queries';
import styles from './list.module.css';

const InviteDialog = lazy(() => import('./invite'));

/** Searches that are asked often, as links: what they do is visible in the field. */
const views = [
  { key: '', title: 'All' },
  { key: 'isInvited:true', title: 'Invited' },
  { key: 'role:owner', title: 'Owners' },
  { key: 'has2fa:false', title: 'No second factor' },
];

/** Why the person cannot invite; undefined when he can. */
export function inviteProblem(org: Pick<OrganizationDetail, 'access' | 'allowMemberInvite'>): string | undefined {
  if (org.access.includes('member:write') || org.access.includes('member:admin')) return undefined;
  if (org.access.includes('member:invite') && org.allowMemberInvite) return undefined;
  return 'This organization leaves invitations to managers and owners.';
}

export function MemberList() {
  const org = useOrg();
  const organization = useQuery(organizationQuery(org));
  const [inviting, setInviting] = useState(false);
  const problem = organization.data && inviteProblem(organization.data);
  return (
    <Page title="Members" lead={problem && `${problem} Ask one of them.`}
      actions={organization.data && !problem && <Button variant="ink" onClick={() => setInviting(true)}>Invite people</Button>}>
      <Members org={org} />
      {inviting && organization.data && (
        <Suspense><InviteDialog org={org} organization={organization.data} onClose={() => setInviting(false)} /></Suspense>
      )}
    </Page>
  );
}

function Members({ org }: { readonly org: string }) {
  const [params, change] = useSearchParams();
  const text = one(params, 'query') ?? '';
  const members = useQuery(memberPageQuery(org, text, one(params, 'cursor')));
  const list = useRef<HTMLDivElement>(null);
  useRowFocus('Member list', list);
  const tabs = views.map(({ key, title }) => ({ key, title, to: paths.members(org), search: { query: key || undefined } }));
  const page = members.data;
  return (
    <>
      <TabLinks label="Which members" tabs={tabs} current={text.trim()} />
      <div className={styles.tools}>
        <SearchInput label="Search members" placeholder="Name, address, role:manager, has2fa:false" value={text}
          onChange={(query) => change({ query: query || undefined, cursor: undefined }, { replace: true })} />
      </div>
      {members.isError
        ? <Failed what="The list of members" error={members.error} retry={() => void members.refetch()} />
        : (
          <div ref={list}>
            <DataTable label="Members" columns={columnsFor(org)} rows={page?.data} rowKey={(member) => member.id}
              empty={<Empty title="Nobody matches." actions={<Button onClick={() => change({ query: undefined, cursor: undefined })}>Clear search</Button>} />} />
          </div>
        )}
      {page && page.data.length > 0 && (
        <Pager text={pageWords(page, one(params, 'cursor'))}
          onPrevious={page.previous ? () => change({ cursor: page.previous }) : undefined} onNext={page.next ? () => change({ cursor: page.next }) : undefined} />
      )}
    </>
  );
}

/** "11 members" where the number is known; else which of them the page shows. */
export function pageWords(page: Pick<Answer<Member[]>, 'data' | 'next' | 'previous' | 'hits'>, cursor: string | undefined): string {
  const shown = page.data.length;
  const all = page.hits ?? (page.next || page.previous ? undefined : shown);
  if (all !== undefined) return counted(all, 'member');
  const offset = offsetOf(cursor);
  return `Members ${exactCount(offset + 1)}–${exactCount(offset + shown)}`;
}

function columnsFor(org: string): readonly Column<Member>[] {
  return [
    {
      key: 'name', title: 'Member', cell: (member) => (
        <span className={styles.who}>
          <Face who={{ name: member.name || member.email }} silent />
          <span>
            <Link to={paths.member(org, member.id)} data-row={member.id}><bdi>{member.name || member.email}</bdi></Link>
            <small>{member.pending ? <Waiting member={member} /> : member.name !== member.email && member.email}</small>
          </span>
        </span>
      ),
    },
    { key: 'role', title: 'Role', width: '110px', cell: (member) => member.roleName ?? member.orgRole },
    { key: 'factor', title: 'Second factor', width: '130px', wide: true, cell: (member) => <SecondFactor member={member} /> },
    { key: 'seen', title: 'Last active', width: '130px', wide: true, cell: (member) => <Seen member={member} /> },
  ];
}

export function SecondFactor({ member }: { readonly member: Member }) {
  if (!member.user) return <span className="muted">–</span>;
  return member.user.has2fa
    ? <span className={styles.factor}><Icon name="lock" size={13} />on</span>
    : <span className="muted">off</span>;
}

function Waiting({ member }: { readonly member: Member }) {
  if (member.expired) return <span className={styles.expired}>invitation expired</span>;
  return <>invited <Time at={member.dateCreated} as="ago" /></>;
}

function Seen({ member }: { readonly member: Member }) {
  if (member.pending) return <span className="muted">–</span>;
  if (member.user && !member.user.isActive) return <span className="muted">deactivated</span>;
  return <Time at={lastSeen(member.user)} as="ago" />;
}
