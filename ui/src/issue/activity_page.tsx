// All of what was done with an issue.
import { ActivityList, CommentForm } from './activity';
import { SubPage } from './sub_page';
import { useAccess } from '../api/queries';
import { useOrg } from '../shared/link';

export function ActivityPage() {
  const mayComment = useAccess(useOrg(), 'event:write');
  return (
    <SubPage title="Activity">
      {(page, issue) => (
        <div style={{ maxWidth: 760 }}>
          {mayComment && <CommentForm org={page.org} issue={issue.id} />}
          <ActivityList entries={issue.activity ?? []} />
        </div>
      )}
    </SubPage>
  );
}
