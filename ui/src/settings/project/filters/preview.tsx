// Which of the stored events the draft would have dropped, and from which issues.
import type { FilterPreview } from '../../../api/types';
import { EventText } from '../../../shared/event_text';
import { counted, exactCount, share } from '../../../shared/format';
import { Link, paths } from '../../../shared/link';
import { Group, GroupRow, Panel, SampleNote, TriedView, Verdict, type Tried } from '../../../shared/preview';
import { reasonWords } from './values';

const titleLimit = 120;

interface FiltersPanelProps {
  readonly org: string;
  readonly slug: string;
  readonly tried: Tried<FilterPreview>;
  readonly locked: boolean;
}

export function FiltersPanel({ org, slug, tried, locked }: FiltersPanelProps) {
  const idle = locked
    ? 'Who may change the filters sees here what a change would drop.'
    : 'Change a filter, and see here which events of the last 24 hours it would have dropped. Nothing is dropped before you save.';
  return (
    <Panel title="Preview" about={`last 24 hours of ${slug}`}>
      <TriedView tried={tried} idle={idle}>{(result) => <Result org={org} result={result} />}</TriedView>
    </Panel>
  );
}

function Result({ org, result }: { readonly org: string; readonly result: FilterPreview }) {
  const { dropped, sample, issues, issueCount, examples } = result;
  const reasons = Object.entries(result.byReason).sort((a, b) => b[1] - a[1]);
  if (sample.stored === 0) {
    return <Verdict><b>No event is stored</b> of the last 24 hours, so there is nothing to try this on.</Verdict>;
  }
  return (
    <>
      <Verdict>
        {dropped === 0
          ? <><b>None</b> of the {counted(sample.examined, 'stored event')} would have been filtered.</>
          : <><b>{exactCount(dropped)}</b> of {counted(sample.examined, 'stored event')} would have been filtered, <b>{share(dropped, sample.examined)}</b>.</>}
      </Verdict>
      <SampleNote sample={sample} />
      {reasons.length > 0 && (
        <Group title="By filter">{reasons.map(([reason, events]) => <GroupRow key={reason} title={<EventText text={reasonWords(reason)} limit={titleLimit} />} count={exactCount(events)} />)}</Group>
      )}
      {issues.length > 0 && (
        <Group title={`Issues that would lose events${issueCount > issues.length ? `, ${issues.length} of ${exactCount(issueCount)}` : ''}`}>
          {issues.map((issue) => (
            <GroupRow key={issue.id} count={exactCount(issue.events)}
              title={<Link to={paths.issue(org, issue.id)}><EventText text={issue.title} limit={titleLimit} /></Link>} />
          ))}
        </Group>
      )}
      {examples.length > 0 && (
        <Group title="Newest of them">
          {examples.map((event) => (
            <GroupRow key={event.eventID} note={reasonWords(event.reason)}
              title={<Link to={paths.event(org, event.groupID, event.eventID)}><EventText text={event.title} limit={titleLimit} /></Link>} />
          ))}
        </Group>
      )}
    </>
  );
}
