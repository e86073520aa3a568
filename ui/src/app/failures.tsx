// What stands in the place of a page that cannot be shown.
import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Link, paths } from '../shared/link';
import { Empty, Failed } from '../shared/state';
import { useTitle } from '../shared/page';
import { ApiProblem } from '../api/problem';
import { organizationsQuery } from '../api/queries';

/** More organizations than this are in the menu of the navigation. */
const offered = 5;

export function PageNotFound() {
  useTitle('Nothing here');
  return (
    <Empty page title="Nothing here." actions={<Link to={paths.home()}>Go to the issues</Link>}>
      There is no such page, or what it showed was deleted or merged.
    </Empty>
  );
}

/** The organization of the address is not one of the person's. Whether it exists is not said. */
export function NoSuchOrganization({ slug }: { readonly slug: string }) {
  useTitle('No such organization');
  const { data: all = [] } = useQuery(organizationsQuery);
  const links = all.slice(0, offered).map((each) => <Link key={each.id} to={paths.issues(each.slug)}>Go to {each.slug}</Link>);
  return (
    <Empty page title={`No organization “${slug}”.`} actions={links.length > 0 && <>{links}</>}>
      It does not exist, or you are not a member of it.
    </Empty>
  );
}

/** A chunk of the app that the server no longer has: it was updated while this window was open. */
function isOldVersion(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|Importing a module script/i.test(error.message);
}

export interface PageFailedProps {
  readonly error: unknown;
  readonly reset: () => void;
}

export function PageFailed({ error, reset }: PageFailedProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!(error instanceof ApiProblem)) console.error(error);
  }, [error]);
  if (isOldVersion(error)) {
    return (
      <Empty page title="Picket was updated." actions={<Button variant="ink" onClick={() => window.location.reload()}>Load the new version</Button>}>
        This window still holds the version before.
      </Empty>
    );
  }
  const retry = () => {
    void queryClient.resetQueries({ predicate: (query) => query.state.status === 'error' });
    reset();
    void router.invalidate();
  };
  return <Failed page what="This page" error={error} retry={retry} />;
}
