// Asks before all issues of a search are changed: which ones they are cannot be seen. Says how far it is, as that takes
// several requests; closing it ends that after the one that is on its way.
import { useRef, useState } from 'react';
import { Confirm } from '../shared/dialog';
import { counted, exactCount } from '../shared/format';
import { untilWords, type Action } from './actions';
import { MAX_HITS } from './queries';
import { MOST_CHANGED, type Progress } from './update';

export interface MatchingDialogProps {
  readonly hits: number;
  readonly action: Action;
  readonly onConfirm: (progress: Progress) => Promise<void>;
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
  const [changed, setChanged] = useState<number>();
  const stop = useRef(false);
  const what = hits < MAX_HITS ? counted(hits, 'issue') : 'all matching issues';
  const until = action.kind === 'archive' ? ` ${untilWords(action.until, hits === 1 ? 'it' : 'they')}` : '';
  const close = () => {
    stop.current = true;
    onClose();
  };
  return (
    <Confirm title={`${verb(action)} ${what}${until}?`} action={`${verb(action)} ${what}`} onClose={close}
      onConfirm={() => onConfirm({ onChanged: setChanged, stopped: () => stop.current })}>
      {hits < MAX_HITS
        ? 'These are all issues that the search finds, not only those of this page.'
        : `The search finds ${exactCount(MAX_HITS)} or more. ${exactCount(MOST_CHANGED)} are changed at most, the youngest first.`}
      {' '}You can undo it for ten seconds afterwards.
      {changed !== undefined && <span role="status"> {counted(changed, 'issue')} changed so far.</span>}
    </Confirm>
  );
}
