import type { AreaRoutes, PageSpec } from '../app/page_spec';

const base = '/organizations/$org/issues/$issue/';
const shared = { nav: 'issues', title: 'Issues', scope: true } as const;
const issue: Omit<PageSpec, 'path'> = { ...shared, load: () => import('./issue_page').then((file) => file.IssuePage) };

export const routes: AreaRoutes = {
  pages: [
    { ...issue, path: base },
    { ...issue, path: `${base}events/$event/` },
    { ...shared, path: `${base}events/`, load: () => import('./events_page').then((file) => file.EventsPage) },
    { ...shared, path: `${base}tags/`, load: () => import('./tags_page').then((file) => file.TagsPage) },
    { ...shared, path: `${base}tags/$key/`, load: () => import('./tags_page').then((file) => file.TagPage) },
    { ...shared, path: `${base}activity/`, load: () => import('./activity_page').then((file) => file.ActivityPage) },
    { ...shared, path: `${base}merged/`, load: () => import('./merged_page').then((file) => file.MergedPage) },
    { ...shared, path: `${base}feedback/`, load: () => import('./feedback_page').then((file) => file.FeedbackPage) },
    { ...shared, path: `${base}attachments/`, load: () => import('./attachments_page').then((file) => file.AttachmentsPage) },
    { ...shared, path: `${base}grouping/`, load: () => import('./grouping_page').then((file) => file.GroupingPage) },
  ],
};
