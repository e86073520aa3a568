// Beside the event: its key facts, how tags are spread over the issue, and what was done with the issue.
import { useQuery } from '@tanstack/react-query';
import type { PicketEvent } from '../api/event_types';
import type { Issue, IssueDetail } from '../api/issue_types';
import { useAccess } from '../api/queries';
import { tagOf, traceOf } from '../event/context';
import { asText, isObject } from '../event/shape';
import { shortened } from '../shared/shortened';
import { Copy } from '../shared/copy';
import { EventText } from '../shared/event_text';
import { counted, shortTraceId } from '../shared/format';
import { Link, paths } from '../shared/link';
import type { Scope } from '../shared/scope';
import type { SearchParams } from '../shared/search_params';
import { TagBars } from '../shared/tag_bars';
import type { Action } from '../issues/actions';
import { ActivityList, CommentForm } from './activity';
import { Owners } from './owners';
import { tagsQuery } from './queries';
import { tagShares } from './tag_shares';
import styles from './side.module.css';

export interface SideProps {
  readonly org: string;
  readonly issue: Issue & Partial<IssueDetail>;
  readonly event?: PicketEvent;
  readonly scope: Scope;
  /** Events in the range, where known. */
  readonly count: number | undefined;
  readonly search: SearchParams;
  readonly onAction: (action: Action) => void;
}

export function Side({ org, issue, event, scope, count, search, onAction }: SideProps) {
  return (
    <aside className={styles.side} aria-label="About this issue">
      {event && <ThisEvent event={event} />}
      {event && <Owners org={org} issue={issue} event={event.eventID} onAction={onAction} />}
      <TagsInRange org={org} issue={issue} scope={scope} count={count} search={search} />
      <IssueActivity org={org} issue={issue} search={search} />
    </aside>
  );
}

/** Who the event was about: the first thing that is known of the user. */
export function userName(user: unknown): string {
  if (!isObject(user)) return '';
  return ['email', 'username', 'name', 'id', 'ip_address'].map((key) => asText(user[key])).find((text) => text !== '') ?? '';
}

function ThisEvent({ event }: { readonly event: PicketEvent }) {
  const trace = traceOf(event);
  const rows: readonly (readonly [string, string])[] = [
    ['release', asText(event.release?.version) || tagOf(event, 'release')],
    ['environment', tagOf(event, 'environment')],
    ['transaction', tagOf(event, 'transaction')],
    ['user', userName(event.user)],
    ['server', tagOf(event, 'server_name')],
    ['url', tagOf(event, 'url')],
  ];
  const shown = rows.filter(([, value]) => value !== '');
  if (shown.length === 0 && !trace) return null;
  return (
    <section>
      <h3>This event</h3>
      <dl className={styles.facts}>
        {shown.map(([name, value]) => <div key={name}><dt>{name}</dt><dd><EventText text={shortened(value, 300)} /></dd></div>)}
        {trace && <div><dt>trace</dt><dd><span title={trace.traceId.length <= 64 ? undefined : 'trace'}><EventText text={shortTraceId(trace.traceId)} /></span> <Copy text={trace.traceId} label="Copy the trace id" /></dd></div>}
      </dl>
    </section>
  );
}

/** Keys shown at the side; the page of tags has all. */
const SHOWN_KEYS = 6;
const SHOWN_VALUES = 2;

function TagsInRange({ org, issue, scope, count, search }: Omit<SideProps, 'event' | 'onAction'>) {
  const tags = useQuery(tagsQuery(org, issue.id, scope)).data;
  const shares = tags ? tagShares(tags).filter((tag) => tag.key !== 'level') : [];
  if (shares.length === 0) return null;
  return (
    <section>
      <h3>Tags in range{count !== undefined && <em>{counted(count, 'event')}</em>}</h3>
      {shares.slice(0, SHOWN_KEYS).map((tag) => (
        <TagBars key={tag.key} tag={tag} events={count} limit={tag.values[0]!.count === tag.total ? 1 : SHOWN_VALUES}
          heading={<Link to={paths.issueTag(org, issue.id, tag.key)} search={search} keepScope><EventText text={shortened(tag.key, 60)} /></Link>} />
      ))}
      <Link to={paths.issueTags(org, issue.id)} search={search} keepScope className={styles.more}>All {counted(shares.length, 'tag')}</Link>
    </section>
  );
}

const SHOWN_ACTIVITY = 8;

function IssueActivity({ org, issue, search }: Pick<SideProps, 'org' | 'issue' | 'search'>) {
  const mayComment = useAccess(org, 'event:write');
  const entries = issue.activity ?? [];
  if (entries.length === 0 && !mayComment) return null;
  return (
    <section>
      <h3>Activity</h3>
      <ActivityList entries={entries.slice(0, SHOWN_ACTIVITY)} />
      {entries.length > SHOWN_ACTIVITY && <Link to={paths.issueActivity(org, issue.id)} search={search} keepScope className={styles.more}>All {entries.length}</Link>}
      {mayComment && <CommentForm org={org} issue={issue.id} />}
    </section>
  );
}
