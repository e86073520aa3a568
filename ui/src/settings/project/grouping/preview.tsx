// Which of the newest events the draft would place in another issue, and which issues it would split or merge.
import type { GroupingPreview } from '../../../api/types';
import { EventText } from '../../../shared/event_text';
import { counted, exactCount } from '../../../shared/format';
import { Link, paths } from '../../../shared/link';
import { Group, GroupRow, Panel, Remark, SampleNote, TriedView, Verdict, type Tried } from '../../../shared/preview';

const titleLimit = 120;

interface GroupingPanelProps {
  readonly org: string;
  readonly slug: string;
  readonly tried: Tried<GroupingPreview>;
  readonly locked: boolean;
  /** The draft changes over to another config, and issues are found by the one before for a time. */
  readonly changesOver: boolean;
}

export function GroupingPanel({ org, slug, tried, locked, changesOver }: GroupingPanelProps) {
  const idle = locked
    ? 'Who may change the rules sees here what a change would move.'
    : 'Change a rule, and see here which events of the last 24 hours it would have placed in another issue. Nothing moves: stored events stay where they are.';
  return (
    <Panel title="Preview" about={`last 24 hours of ${slug}`}>
      <TriedView tried={tried} idle={idle}>{(result) => <Result org={org} result={result} changesOver={changesOver} />}</TriedView>
    </Panel>
  );
}

function Result({ org, result, changesOver }: { readonly org: string; readonly result: GroupingPreview; readonly changesOver: boolean }) {
  const { moved, split, merged, moves, moveCount, sample } = result;
  if (sample.stored === 0) {
    return <Verdict><b>No event is stored</b> of the last 24 hours, so there is nothing to try this on.</Verdict>;
  }
  return (
    <>
      <Verdict>
        {moved === 0
          ? <><b>None</b> of {counted(sample.examined, 'event')} would be in another issue.</>
          : <><b>{exactCount(moved)}</b> of {counted(sample.examined, 'event')} would be in another issue. {consequence(split, merged)}</>}
      </Verdict>
      {changesOver && moved > 0 && <Remark>Counted as if nothing changed over: until that ends, events find the issues they have today by the config before.</Remark>}
      <SampleNote sample={sample} />
      {moves.length > 0 && (
        <Group title={moveCount > moves.length ? `Moves, ${moves.length} of ${exactCount(moveCount)}` : 'Moves'}>
          {moves.map((move) => (
            <GroupRow key={`${move.from} ${move.to ?? move.hash}`} count={exactCount(move.events)}
              title={<Link to={paths.event(org, move.from, move.eventID)}><EventText text={move.title} limit={titleLimit} /></Link>}
              note={move.to === null
                ? <>to a new issue, <code>{move.hash?.slice(0, 8)}</code></>
                : <>to <Link to={paths.issue(org, move.to)}>an issue that is there</Link></>} />
          ))}
        </Group>
      )}
    </>
  );
}

function consequence(split: number, merged: number): string {
  const splits = split > 0 && `${counted(split, 'issue')} would split`;
  const merges = merged > 0 && `${counted(merged, 'issue')} would take in events of several`;
  const parts = [splits, merges].filter((part) => part !== false);
  if (parts.length === 0) return 'No issue would split or merge.';
  const text = parts.join(', and ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
