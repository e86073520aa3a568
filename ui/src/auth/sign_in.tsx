import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { meQuery } from '../api/queries';
import type { SelfUser } from '../api/types';
import { addressParts } from '../shared/link';
import { one, useSearchParams } from '../shared/search_params';
import { safeNext } from './next';
import { PlainPage } from './plain_page';
import { SignInForm } from './sign_in_form';

export function SignIn() {
  const [params] = useSearchParams();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const enter = async (user: SelfUser) => {
    // Nothing that was loaded for somebody else may show.
    queryClient.clear();
    queryClient.setQueryData(meQuery.queryKey, user);
    await navigate({ ...addressParts(safeNext(one(params, 'next'))), replace: true });
  };
  return <PlainPage title="Sign in"><SignInForm onSignedIn={(user) => void enter(user)} /></PlainPage>;
}
