// Asks before all issues of a search are changed: which ones they are cannot be seen, and it cannot be taken back.
import { Confirm } from '../shared/dialog';
import { exactCount } from '../shared/format';
import { untilWords, type Action } from './actions';
import { MAX_HITS } from './queries';

export interface MatchingDialogProps {
  readonly hits: number;
  readonly action: Action;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

function verb(action: Action): string {
  switch (action.kind) {
    case 'resolve':
      return 'Resolve';
    case 'reopen':
      return 'Reopen';
    case 'archive':
      return 'Archive';
    case 'assign':
      return action.to === null ? 'Take nobody for' : `Assign ${action.to.name} to`;
    case 'priority':
      return `Set to ${action.priority} priority:`;
    case 'bookmark':
      return 'Bookmark';
  }
}

export function MatchingDialog({ hits, action, onConfirm, onClose }: MatchingDialogProps) {
  const count = Math.min(hits, MAX_HITS);
  const until = action.kind === 'archive' ? ` ${untilWords(action.until, 'they')}` : '';
  return (
    <Confirm title={`${verb(action)} ${exactCount(count)} issues${until}?`} action={`${verb(action)} ${exactCount(count)} issues`} onConfirm={onConfirm} onClose={onClose}>
      {hits < MAX_HITS
        ? 'These are all issues that the search finds, not only those of this page.'
        : `The server counts and changes ${exactCount(MAX_HITS)} at a time; the search may find more.`}
      {' '}It cannot be taken back in one step.
    </Confirm>
  );
}
