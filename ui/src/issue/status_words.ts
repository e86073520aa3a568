// The sentence beside the status of an issue: why it is what it is. Source: design reference, section 5.
import type { Issue } from '../api/issue_types';
import { asText } from '../event/shape';

/** Days after which an unresolved issue is no longer new. */
const NEW_DAYS = 7;

function actorName(issue: Issue): string {
  return asText(issue.statusDetails?.actor?.name);
}

/** `now` in milliseconds: a status is also a matter of age. */
export function statusReason(issue: Issue, now: number): string {
  const details = issue.statusDetails ?? {};
  if (issue.status === 'resolved') {
    const by = actorName(issue) === '' ? '' : `by ${actorName(issue)}`;
    if (details.autoResolved) return 'by itself: no event for long enough';
    const where = details.inNextRelease ? 'in the next release' : details.inRelease ? `in ${details.inRelease}` : '';
    return [by, where].filter((part) => part !== '').join(', ');
  }
  if (issue.status === 'ignored') return archiveReason(issue);
  switch (issue.substatus) {
    case 'new':
      return `first seen less than ${NEW_DAYS} days ago`;
    case 'escalating':
      return 'far more events than expected';
    case 'regressed':
      return 'came back after it was resolved';
    case 'ongoing':
      return issue.firstSeen && now - Date.parse(issue.firstSeen) > NEW_DAYS * 86_400_000 ? `unresolved for more than ${NEW_DAYS} days` : 'unresolved';
    default:
      return '';
  }
}

function archiveReason(issue: Issue): string {
  const details = issue.statusDetails ?? {};
  if (details.ignoreUntil) return `until ${details.ignoreUntil.slice(0, 16).replace('T', ' ')} UTC`;
  if (details.ignoreCount) return `until ${details.ignoreCount} more events${windowWords(details.ignoreWindow)}`;
  if (details.ignoreUserCount) return `until ${details.ignoreUserCount} more users${windowWords(details.ignoreUserWindow)}`;
  if (issue.substatus === 'archived_until_escalating') return 'until it escalates';
  return issue.substatus === 'archived_forever' ? 'forever' : '';
}

function windowWords(minutes: number | null | undefined): string {
  if (!minutes) return '';
  return minutes % 60 === 0 ? ` in ${minutes / 60} h` : ` in ${minutes} min`;
}
