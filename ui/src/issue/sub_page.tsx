// A page below an issue: the issue's head, a way back to the event, and the page's own content.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, paths } from '../shared/link';
import { useTitle } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { useCopyMarkdown } from './copy_markdown';
import { IssueHeader, type HeaderMenu } from './header';
import { useIssue, type IssueOfPage } from './use_issue';
import { useListSearch } from './use_neighbours';
import type { Issue, IssueDetail } from '../api/issue_types';
import styles from './sub_page.module.css';

export interface SubPageProps {
  /** Which link is marked, and the title of the window. */
  readonly title: 'All events' | 'All tags' | 'Activity' | 'Feedback' | 'Attachments' | 'Merged hashes' | 'Grouping';
  readonly children: (page: IssueOfPage, issue: Issue & Partial<IssueDetail>) => ReactNode;
}

export function SubPage({ title, children }: SubPageProps) {
  const page = useIssue();
  const { issue } = page;
  useTitle(title, issue?.shortId, issue?.project.slug);
  if (!issue) {
    return page.error !== undefined ? <Failed what="This issue" error={page.error} retry={page.retry} page /> : <Skeleton rows={8} height={46} />;
  }
  return <Loaded page={page} issue={issue} title={title}>{children(page, issue)}</Loaded>;
}

interface LoadedProps {
  readonly page: IssueOfPage;
  readonly issue: Issue & Partial<IssueDetail>;
  readonly title: string;
  readonly children: ReactNode;
}

function Loaded({ page, issue, title, children }: LoadedProps) {
  const listSearch = useListSearch();
  const [menu, setMenu] = useState<HeaderMenu>('none');
  const { org } = page;
  const bar = useRef<HTMLElement>(null);
  // On a phone the links run out of the screen sideways.
  useEffect(() => bar.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' }), [title]);
  const copy = useCopyMarkdown({ org, issue, event: undefined, range: page.range, scope: page.scope });
  const links = [
    { name: 'Event', to: paths.issue(org, issue.id) },
    { name: 'All events', to: paths.issueEvents(org, issue.id) },
    { name: 'All tags', to: paths.issueTags(org, issue.id) },
    { name: 'Activity', to: paths.issueActivity(org, issue.id) },
    { name: 'Feedback', to: paths.issueFeedback(org, issue.id) },
    { name: 'Attachments', to: paths.issueAttachments(org, issue.id) },
    { name: 'Merged hashes', to: paths.issueMerged(org, issue.id) },
    { name: 'Grouping', to: paths.issueGrouping(org, issue.id) },
  ];
  return (
    <>
      <IssueHeader org={org} issue={issue} onCopy={copy} listSearch={listSearch} onAction={page.change} menu={menu} onMenu={setMenu} />
      <nav ref={bar} className={styles.links} aria-label="Pages of the issue">
        {links.map((link) => (
          <Link key={link.name} to={link.to} search={listSearch} keepScope className={link.name === title ? styles.on : undefined} aria-current={link.name === title ? 'page' : undefined}>{link.name}</Link>
        ))}
      </nav>
      <div className={styles.content}>{children}</div>
    </>
  );
}
