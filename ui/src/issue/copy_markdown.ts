// "Copy as Markdown": the issue and the event that is read, for a ticket or a chat.
import type { PicketEvent } from '../api/event_types';
import type { Issue, IssueDetail } from '../api/issue_types';
import { basePath } from '../api/base';
import { markdownOf } from '../event/markdown';
import { copyText } from '../shared/copy';
import { counted, dateTime, shortRelease } from '../shared/format';
import { paths } from '../shared/link';
import { statusLook } from '../shared/status_tag';
import { toast } from '../shared/toast';

function seen(word: string, at: string | null, release: string | undefined): string {
  if (!at) return '';
  return ` · ${word} ${dateTime(Date.parse(at), Date.now())}${release ? ` in ${shortRelease(release)}` : ''}`;
}

export function markdownFor(org: string, issue: Issue & Partial<IssueDetail>, event: PicketEvent | undefined, personal: boolean): string {
  const url = new URL(basePath() + paths.issue(org, issue.id).slice(1), window.location.origin).href;
  const facts = [issue.isUnhandled ? `${issue.level}, unhandled` : issue.level, statusLook(issue).word];
  if (issue.priority) facts.push(issue.priority.charAt(0).toUpperCase() + issue.priority.slice(1));
  if (issue.assignedTo) facts.push(issue.assignedTo.name);
  const life = issue.lifetime ?? issue;
  const numbers = `${counted(Number(life.count), 'event')}, ${counted(life.userCount, 'user')} lifetime`
    + seen('first', issue.firstSeen, issue.firstRelease?.version) + seen('last', issue.lastSeen, issue.lastRelease?.version);
  return markdownOf({ shortId: issue.shortId, url, facts, numbers }, event, { personal });
}

export async function copyMarkdown(org: string, issue: Issue, event: PicketEvent | undefined, personal: boolean): Promise<void> {
  const done = await copyText(markdownFor(org, issue, event, personal));
  toast(done ? { text: 'Copied. Paste it into a ticket or chat.' } : { kind: 'failed', text: 'The browser did not let Picket copy this.' });
}
