// Opens a page of an organization that remembers what is done to it.
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { screen } from '@testing-library/react';
import { installFakeApi } from './fake/fetch';
import { FakeOrg, organizationRoutes, type Sizes } from './fake/organization';
import type { FakeRequest } from './fake/api';
import { closeToast } from '../src/shared/toast';
import { renderApp } from './render';

/** Enough for a second page of everything, and quick to draw. */
const small: Sizes = { projects: 60, teams: 8, members: 130, audit: 60, role: 'owner' };
/** Machines that build beside the tests are slow. */
export const patience = { timeout: 25_000 };

export interface Opened {
  readonly fake: FakeOrg;
  /** Every request, in order. */
  readonly asked: readonly FakeRequest[];
  readonly user: UserEvent;
  /** The last request of this method on a path that ends so. */
  readonly sent: (method: string, end: string) => FakeRequest | undefined;
}

/** `prepare` changes the organization before the page asks for it. */
export function openOrganization(address: string, sizes: Partial<Sizes> = {}, prepare: (fake: FakeOrg) => void = () => {}): Opened {
  const fake = new FakeOrg({ ...small, ...sizes });
  prepare(fake);
  const asked = installFakeApi(...organizationRoutes(fake));
  // One of the test before would be taken for the one that is waited for.
  closeToast();
  renderApp(address);
  const sent = (method: string, end: string) => asked.findLast((each) => each.method === method && each.path.endsWith(end));
  return { fake, asked, user: userEvent.setup(), sent };
}

export const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name }, patience);
/** A toast or another line of that role. */
export const said = (text: string | RegExp) => screen.findByText(text, {}, patience);
