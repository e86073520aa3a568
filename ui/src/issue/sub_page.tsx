// A page below an issue: the issue's head, a way back to the event, and the page's own content.
import type { ReactNode } from 'react';
import { Link, paths } from '../shared/link';
import { useTitle } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { IssueHeader, type HeaderMenu } from './header';
import { useState } from 'react';
import { useIssue, type IssueOfPage } from './use_issue';
import { useListSearch } from './use_neighbours';
import type { Issue, IssueDetail } from '../api/issue_types';
import styles from './sub_page.module.css';

export interface SubPageProps {
  /** Which link is marked, and the title of the window. */
  readonly title: 'All events' | 'All tags' | 'Activity';
  readonly children: (page: IssueOfPage, issue: Issue & Partial<IssueDetail>) => ReactNode;
}

export function SubPage({ title, children }: SubPageProps) {
  const page = useIssue();
  const listSearch = useListSearch();
  const [menu, setMenu] = useState<HeaderMenu>('none');
  const { org, issue } = page;
  useTitle(title, issue?.shortId, issue?.project.slug);
  if (!issue) {
    return page.error !== undefined ? <Failed what="This issue" error={page.error} retry={page.retry} page /> : <Skeleton rows={8} height={46} />;
  }
  const links = [
    { name: 'Event', to: paths.issue(org, issue.id) },
    { name: 'All events', to: paths.issueEvents(org, issue.id) },
    { name: 'All tags', to: paths.issueTags(org, issue.id) },
    { name: 'Activity', to: paths.issueActivity(org, issue.id) },
  ];
  return (
    <>
      <IssueHeader org={org} issue={issue} listSearch={listSearch} onAction={page.change} menu={menu} onMenu={setMenu} />
      <nav className={styles.links} aria-label="Pages of the issue">
        {links.map((link) => (
          <Link key={link.name} to={link.to} search={listSearch} keepScope className={link.name === title ? styles.on : undefined} aria-current={link.name === title ? 'page' : undefined}>{link.name}</Link>
        ))}
      </nav>
      <div className={styles.content}>{children(page, issue)}</div>
    </>
  );
}
