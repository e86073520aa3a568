// The organization that the navigation is about: that of the path, else (on account pages) the one that was open last.
import { useQuery } from '@tanstack/react-query';
import { organizationsQuery } from '../api/queries';
import { useOrg } from '../shared/link';
import { firstOrganization } from './first_organization';

export function useShellOrg(): string {
  const own = useOrg();
  const { data } = useQuery({ ...organizationsQuery, enabled: own === '' });
  return own || (data && firstOrganization(data)) || '';
}
