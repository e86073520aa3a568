// What stands in the place of a page that cannot be shown.
import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Link, paths } from '../shared/link';
import { Empty, Failed } from '../shared/state';
import { useTitle } from '../shared/page';
import { toast } from '../shared/toast';
import { call } from '../api/client';
import { ApiProblem, sentenceOf } from '../api/problem';
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

/** A part of the app could not be fetched: it was updated while this window was open, or the server is gone. */
function isMissingPart(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|Importing a module script|Unable to preload/i.test(error.message);
}

/** A reload while the server is gone would leave nothing but the browser's own error. */
export async function reloadWhenThere(reload: () => void): Promise<void> {
  try {
    await call('GET', '', { ask: false });
    reload();
  } catch (error) {
    toast({ text: sentenceOf(error), kind: 'failed' });
  }
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
  if (isMissingPart(error)) {
    return (
      <Empty page title="A part of Picket could not be loaded." actions={<Button variant="ink" onClick={() => void reloadWhenThere(() => window.location.reload())}>Load the page again</Button>}>
        Picket was updated while this window was open, or it does not answer.
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
