import { Empty } from '../shared/state';

export function NoOrganization() {
  return (
    <Empty page title="You are in no organization.">
      Ask somebody who administers Picket to invite you, or create one with <code>picket org create</code>.
    </Empty>
  );
}
