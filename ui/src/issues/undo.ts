// Taking a change of issues back. The server says with the change which requests do that, as it alone knows what each issue
// was: rows may be old, and of a search most are not seen. Source: docs/decisions/0071.
import { part, send } from '../api/client';
import type { IssueDelta, IssueUpdate } from '../api/issue_types';

export type UndoStep = NonNullable<IssueDelta['undo']>[number];

/** Ids of one request: longer addresses are refused by proxies in front of Picket. */
const IDS_AT_ONCE = 200;

/** How many issues the steps put back. */
export const countOf = (steps: readonly UndoStep[]): number => steps.reduce((sum, step) => sum + step.id.length, 0);

export async function putIssues(org: string, ids: readonly string[], body: IssueUpdate): Promise<readonly UndoStep[]> {
  const delta = await send<IssueDelta | undefined>('PUT', `organizations/${part(org)}/issues/`, body, { id: ids, project: '-1', undo: 1 });
  return delta?.undo ?? [];
}

export interface TakenBack {
  readonly done: number;
  /** Of the first request that failed; the others were made all the same. */
  readonly error?: unknown;
}

export async function takeBack(org: string, steps: readonly UndoStep[]): Promise<TakenBack> {
  let done = 0;
  let error: unknown;
  for (const { id, body } of steps) {
    for (let from = 0; from < id.length; from += IDS_AT_ONCE) {
      const ids = id.slice(from, from + IDS_AT_ONCE);
      try {
        await putIssues(org, ids, body as IssueUpdate);
        done += ids.length;
      } catch (problem) {
        error ??= problem;
      }
    }
  }
  return { done, error };
}
