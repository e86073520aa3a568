// Asks before issues become one. Which one they become is the server's rule, said here before it is done.
// Source: design reference, section 15.
import { useQueryClient } from '@tanstack/react-query';
import { part, send } from '../api/client';
import type { Issue } from '../api/issue_types';
import { Confirm, Dialog } from '../shared/dialog';
import { counted } from '../shared/format';
import { toast } from '../shared/toast';

export interface MergeDialogProps {
  readonly org: string;
  readonly issues: readonly Issue[];
  /** The list has others now. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const lifetime = (issue: Issue): number => Number(issue.lifetime?.count ?? issue.count);

/** Of most events ever, and of equal ones the youngest. */
export function parentOf(issues: readonly Issue[]): Issue | undefined {
  return [...issues].sort((a, b) => lifetime(b) - lifetime(a) || Number(b.id) - Number(a.id))[0];
}

/** Why these cannot be merged. */
export function mergeProblem(issues: readonly Issue[]): string | undefined {
  if (issues.length < 2) return 'Select two issues or more.';
  if (new Set(issues.map((issue) => issue.project.id)).size > 1) return 'They are of several projects. Only issues of one project can be merged.';
  return undefined;
}

interface Merged {
  readonly merge: { readonly parent: string; readonly children: readonly string[] };
}

export function MergeDialog({ org, issues, onDone, onClose }: MergeDialogProps) {
  const queryClient = useQueryClient();
  const problem = mergeProblem(issues);
  if (problem !== undefined) return <Dialog title="Nothing to merge" onClose={onClose}><p>{problem}</p></Dialog>;
  const parent = parentOf(issues)!;
  const merge = async () => {
    const { merge: done } = await send<Merged>('PUT', `organizations/${part(org)}/issues/`, { merge: 1 }, { id: issues.map((issue) => issue.id), project: '-1' });
    // The server counts anew, so it may be another one than was expected.
    const into = issues.find((issue) => issue.id === done.parent) ?? parent;
    toast({ text: `Merged ${counted(done.children.length, 'issue')} into ${into.shortId}.` });
    await queryClient.invalidateQueries({ queryKey: ['issue', org] });
    void queryClient.invalidateQueries({ queryKey: ['issues', org, 'counts'] });
    onDone();
  };
  return (
    <Confirm title={`Merge ${counted(issues.length, 'issue')}?`} action={`Merge ${counted(issues.length, 'issue')}`} onConfirm={merge} onClose={onClose}>
      They become {parent.shortId}, which has had the most events; its title, status and priority stay. You can unmerge later.
    </Confirm>
  );
}
