// How attachments are listed: on their page, and below the event that they came with.
import { apiUrl } from '../api/base';
import type { Attachment, Issue } from '../api/issue_types';
import { EventSection } from '../event/section';
import { DataTable, type Column } from '../shared/data_table';
import { EventText, plainText } from '../shared/event_text';
import { bytes, shortEventId } from '../shared/format';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import type { SearchParams } from '../shared/search_params';
import { Time } from '../shared/time';
import { attachmentPath } from './queries';

/** The server answers with `Content-Disposition: attachment`, so nothing of it is shown in the page's origin. */
function downloadUrl(org: string, project: string, attachment: Attachment): string {
  return `${apiUrl(attachmentPath(org, project, attachment))}?download=1`;
}

/** `search`: of the list that the issue was opened from; undefined below an event, whose id need not be said. */
export function attachmentColumns(org: string, issue: Issue, search?: SearchParams): readonly Column<Attachment>[] {
  const event: Column<Attachment> = {
    key: 'event', title: 'Event', width: '96px', wide: true,
    cell: (attachment) => <Link className="mono" to={paths.event(org, issue.id, attachment.event_id)} search={search} keepScope title={attachment.event_id}>{shortEventId(attachment.event_id)}</Link>,
  };
  return [
    { key: 'name', title: 'Name', cell: (attachment) => <EventText text={attachment.name} limit={200} /> },
    { key: 'kind', title: 'Kind', width: '220px', wide: true, cell: (attachment) => <span className="muted"><EventText text={attachment.mimetype} limit={80} /></span> },
    { key: 'size', title: 'Size', width: '90px', align: 'right', cell: (attachment) => bytes(attachment.size) },
    ...(search ? [event] : []),
    { key: 'time', title: 'Received', width: '110px', wide: true, cell: (attachment) => <Time at={attachment.dateCreated} as="ago" /> },
    {
      key: 'save', title: 'Download', quiet: true, width: '110px', cell: (attachment) => (
        <a href={downloadUrl(org, issue.project.slug, attachment)} download aria-label={`Download ${plainText(attachment.name)}`}><Icon name="download" size={13} /> Download</a>
      ),
    },
  ];
}

/** Absent when the event came alone. */
export function EventAttachments({ org, issue, files }: { readonly org: string; readonly issue: Issue; readonly files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <EventSection id="attachments" title="Attachments" count={files.length}>
      <DataTable label="Attachments" columns={attachmentColumns(org, issue)} rows={files} rowKey={(file) => file.id} empty={null} />
    </EventSection>
  );
}
