// An entry of an issue's history as a sentence. Source: api.md 8.5.
import type { Activity } from '../api/issue_types';
import type { IconName } from '../shared/icons';
import { asText, isObject } from '../event/shape';

export interface ActivityLine {
  readonly icon: IconName;
  /** Without a subject when nobody did it: "First seen". */
  readonly text: string;
  /** What was written, for a comment. */
  readonly note?: string;
}

type Data = Readonly<Record<string, unknown>>;

function release(data: Data): string {
  const version = asText(data.version) || asText(data.current_release_version);
  return version === '' ? 'in the next release' : `in ${version}`;
}

function assigned(data: Data): string {
  const name = asText(data.assigneeName) || asText(data.assigneeEmail) || asText(data.assignee);
  return name === '' ? 'assigned it' : `assigned it to ${data.assigneeType === 'team' ? `team ${name}` : name}`;
}

function archived(data: Data): string {
  if (data.ignoreUntilEscalating) return 'archived it until it escalates';
  const limits: [string, string][] = [
    ['ignoreDuration', 'min'], ['ignoreCount', 'more events'], ['ignoreUserCount', 'more users'],
  ];
  for (const [key, unit] of limits) {
    const value = asText(data[key]);
    if (value !== '') return `archived it ${key === 'ignoreDuration' ? 'for' : 'until'} ${value} ${unit}`;
  }
  const until = asText(data.ignoreUntil);
  return until === '' ? 'archived it' : `archived it until ${until.slice(0, 16).replace('T', ' ')} UTC`;
}

function priority(data: Data): string {
  return `set its priority to ${asText(data.priority)}`;
}

function count(value: unknown): string {
  const size = Array.isArray(value) ? value.length : 0;
  return size === 1 ? '1 issue' : `${size} issues`;
}

const LINES: Readonly<Record<string, (data: Data) => { icon: IconName; text: string }>> = {
  first_seen: (data) => ({ icon: 'plus', text: `First seen${data.priority ? `, priority set to ${asText(data.priority)}` : ''}` }),
  set_resolved: () => ({ icon: 'check', text: 'resolved it' }),
  set_resolved_in_release: (data) => ({ icon: 'check', text: `resolved it ${release(data)}` }),
  set_resolved_in_commit: () => ({ icon: 'check', text: 'resolved it in a commit' }),
  set_resolved_in_pull_request: () => ({ icon: 'check', text: 'resolved it in a merge request' }),
  set_resolved_by_age: (data) => ({ icon: 'check', text: `resolved it: no event for ${asText(data.age)} h` }),
  set_unresolved: () => ({ icon: 'back', text: 'reopened it' }),
  set_ignored: (data) => ({ icon: 'archive', text: archived(data) }),
  set_regression: (data) => ({
    icon: 'back',
    text: `Came back${asText(data.version) === '' ? '' : ` in ${asText(data.version)}`}${
      asText(data.resolved_in_version) === '' ? '' : ` after being resolved in ${asText(data.resolved_in_version)}`}`,
  }),
  set_escalating: (data) => ({
    icon: 'rising',
    text: asText(data.forecast) === '' ? 'Escalated' : `Escalated: more than ${asText(data.forecast)} events were expected`,
  }),
  auto_set_ongoing: (data) => ({ icon: 'dot', text: `Ongoing: unresolved for ${asText(data.after_days) || '7'} days` }),
  set_priority: (data) => ({ icon: 'rising', text: priority(data) }),
  mark_reviewed: () => ({ icon: 'check', text: 'reviewed it' }),
  assigned: (data) => ({ icon: 'user', text: assigned(data) }),
  unassigned: () => ({ icon: 'user', text: 'removed the assignment' }),
  merge: (data) => ({ icon: 'link', text: `merged ${count(data.issues)} into it` }),
  unmerge_source: () => ({ icon: 'link', text: 'split events off into another issue' }),
  unmerge_destination: () => ({ icon: 'link', text: 'made it out of events of another issue' }),
  create_issue: (data) => ({ icon: 'out', text: `linked ${asText(data.title) || 'a ticket'} at ${asText(data.provider) || 'a tracker'}` }),
  set_public: () => ({ icon: 'out', text: 'made it public' }),
  set_private: () => ({ icon: 'lock', text: 'made it private' }),
  reprocess: () => ({ icon: 'back', text: 'read its events again' }),
};

export function activityLine(activity: Activity): ActivityLine {
  const data: Data = isObject(activity.data) ? activity.data : {};
  if (activity.type === 'note') return { icon: 'message', text: '', note: asText(data.text) };
  return LINES[activity.type]?.(data) ?? { icon: 'dot', text: asText(activity.type).replaceAll('_', ' ') };
}
