// Files that came with the events of an issue. They are never opened here: the browser saves them.
import { useState, type FormEvent } from 'react';
import { ActionIcon, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../api/client';
import type { Attachment, Issue } from '../api/issue_types';
import { useAccess } from '../api/queries';
import { DataTable } from '../shared/data_table';
import { Confirm } from '../shared/dialog';
import { plainText } from '../shared/event_text';
import { counted } from '../shared/format';
import { Icon } from '../shared/icons';
import { Pager } from '../shared/pager';
import { one, useSearchParams } from '../shared/search_params';
import { Empty, Failed } from '../shared/state';
import { toast } from '../shared/toast';
import { spanWords } from '../shared/scope';
import { attachmentColumns } from './attachments';
import { attachmentPath, attachmentsQuery } from './queries';
import { SubPage } from './sub_page';
import type { IssueOfPage } from './use_issue';
import { useListSearch } from './use_neighbours';
import styles from './events_page.module.css';

export function AttachmentsPage() {
  return <SubPage title="Attachments">{(page, issue) => <Attachments page={page} issue={issue} />}</SubPage>;
}

function Attachments({ page, issue }: { readonly page: IssueOfPage; readonly issue: Issue }) {
  const { org, scope } = page;
  const [params, change] = useSearchParams();
  const search = useListSearch();
  const mayDelete = useAccess(org, 'project:write');
  const [asking, setAsking] = useState<Attachment>();
  const queryClient = useQueryClient();
  const text = one(params, 'name') ?? '';
  const list = useQuery({ ...attachmentsQuery(org, issue.id, scope, text, one(params, 'fileCursor')), placeholderData: keepPreviousData });
  const remove = async (attachment: Attachment) => {
    await send('DELETE', attachmentPath(org, issue.project.slug, attachment));
    toast({ text: `Deleted ${plainText(attachment.name)}.` });
    await queryClient.invalidateQueries({ queryKey: ['attachments', org] });
  };
  const columns = [
    ...attachmentColumns(org, issue, search),
    {
      key: 'act', title: 'Delete', quiet: true, width: '40px', cell: (attachment: Attachment) => mayDelete && (
        <ActionIcon aria-label={`Delete ${plainText(attachment.name)}`} onClick={() => setAsking(attachment)}><Icon name="trash" size={14} /></ActionIcon>
      ),
    },
  ];
  const go = (cursor: string | undefined) => (cursor === undefined ? undefined : () => change({ fileCursor: cursor }));
  return (
    <>
      <NameFilter key={text} text={text} onSearch={(name) => change({ name: name || undefined, fileCursor: undefined })} />
      {list.error && !list.data ? <Failed what="The list of attachments" error={list.error} retry={() => void list.refetch()} /> : (
        <DataTable label="Attachments" columns={columns} rows={list.data?.data} rowKey={(attachment) => attachment.id}
          empty={<Empty title={text ? `No attachment ${spanWords(scope)} has this name.` : `No attachment ${spanWords(scope)}.`}>Minidumps, logs, screenshots and other files that SDKs send with an event stand here.</Empty>} />
      )}
      {list.data && (list.data.previous || list.data.next) && (
        <Pager text={counted(list.data.data.length, 'file on this page', 'files on this page')} onPrevious={go(list.data.previous)} onNext={go(list.data.next)} />
      )}
      {asking && (
        <Confirm title={`Delete ${plainText(asking.name)}?`} action="Delete the file" danger onConfirm={() => remove(asking)} onClose={() => setAsking(undefined)}>
          The event stays; this file of it cannot be brought back.
        </Confirm>
      )}
    </>
  );
}

function NameFilter({ text, onSearch }: { readonly text: string; readonly onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <form role="search" onSubmit={submit} className={styles.line}>
      <TextInput type="search" className={styles.search} aria-label="Find attachments by name" placeholder="A part of the name, or is:screenshot" value={typed} onChange={(event) => setTyped(event.target.value)} />
    </form>
  );
}
