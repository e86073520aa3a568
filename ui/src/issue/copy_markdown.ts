// "Copy as Markdown": the issue and the event that is read, for a ticket or a chat.
import { useQueryClient } from '@tanstack/react-query';
import type { PicketEvent } from '../api/event_types';
import type { Issue, IssueDetail } from '../api/issue_types';
import { basePath } from '../api/base';
import { markdownOf } from '../event/markdown';
import { copyText } from '../shared/copy';
import { counted, dateTime, exactCount, share, shortRelease } from '../shared/format';
import { paths } from '../shared/link';
import { spanWords, type Scope } from '../shared/scope';
import type { TagShare } from '../shared/tag_share';
import { statusLook } from '../shared/status_tag';
import { toast } from '../shared/toast';
import { tagsQuery } from './queries';
import { tagShares } from './tag_shares';

export interface MarkdownSource {
  readonly org: string;
  readonly issue: Issue & Partial<IssueDetail>;
  readonly event: PicketEvent | undefined;
  /** The issue's numbers in the range; null: none, undefined: unknown. */
  readonly range: Issue | null | undefined;
  readonly scope: Scope;
  readonly tags: readonly TagShare[];
}

/** Values named as "mostly". */
const MOSTLY = 3;
const MOSTLY_SHARE = 0.5;

function seen(word: string, at: string | null, release: string | undefined): string {
  if (!at) return '';
  return ` · ${word} ${dateTime(Date.parse(at), Date.now())}${release ? ` in ${shortRelease(release)}` : ''}`;
}

function numbersOf({ issue, range, scope }: MarkdownSource): string {
  const life = range?.lifetime ?? issue.lifetime ?? issue;
  const whole = [counted(Number(life.count), 'event'), counted(life.userCount, 'user')];
  const spans = seen('first', issue.firstSeen, issue.firstRelease?.version) + seen('last', issue.lastSeen, issue.lastRelease?.version);
  if (range === undefined) return `${whole.join(', ')} lifetime${spans}`;
  const [events, users] = [Number(range?.count ?? 0), range?.userCount ?? 0];
  return `${counted(events, 'event')}, ${counted(users, 'user')} ${spanWords(scope)} (${exactCount(Number(life.count))}, ${exactCount(life.userCount)} lifetime)${spans}`;
}

/** Personal data stays out: who the users were says the other block. */
const NOT_FOR_ALL = new Set(['user', 'url', 'level']);

function clues(tags: readonly TagShare[]): { readonly always: string[]; readonly mostly: string[] } {
  const told = tags.filter((tag) => !NOT_FOR_ALL.has(tag.key) && tag.total > 1);
  const whole = (tag: TagShare) => tag.values[0]!.count >= tag.total;
  return {
    always: told.filter(whole).slice(0, MOSTLY).map((tag) => `${tag.key} ${tag.values[0]!.name} (${exactCount(tag.values[0]!.count)} of ${exactCount(tag.total)})`),
    mostly: told.filter((tag) => !whole(tag) && tag.values[0]!.count / tag.total > MOSTLY_SHARE).slice(0, MOSTLY)
      .map((tag) => `${tag.key} ${tag.values[0]!.name} (${share(tag.values[0]!.count, tag.total)})`),
  };
}

export function markdownFor(source: MarkdownSource, personal: boolean): string {
  const { org, issue, event, tags } = source;
  const url = new URL(basePath() + paths.issue(org, issue.id).slice(1), window.location.origin).href;
  const facts = [issue.isUnhandled ? `${issue.level}, unhandled` : issue.level, statusLook(issue).word];
  if (issue.priority) facts.push(issue.priority.charAt(0).toUpperCase() + issue.priority.slice(1));
  if (issue.assignedTo) facts.push(issue.assignedTo.name);
  return markdownOf({ shortId: issue.shortId, url, facts, numbers: numbersOf(source), ...clues(tags) }, event, { personal });
}

/** Copies what the page knows by now. */
export function useCopyMarkdown(source: Omit<MarkdownSource, 'tags'>): (personal: boolean) => void {
  const queryClient = useQueryClient();
  return (personal) => {
    const tags = queryClient.getQueryData(tagsQuery(source.org, source.issue.id, source.scope).queryKey);
    void copyText(markdownFor({ ...source, tags: tagShares(tags ?? []) }, personal)).then((done) =>
      toast(done ? { text: 'Copied. Paste it into a ticket or chat.' } : { kind: 'failed', text: 'The browser did not let Picket copy this.' }));
  };
}
