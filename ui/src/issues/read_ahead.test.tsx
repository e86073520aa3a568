// What is read before a row is opened, so that its stack trace is there at once.
import { fireEvent, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { on } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { issueRoutes } from '../../tests/fake/issues';
import { renderApp } from '../../tests/render';
import '../issue/issue_page';

const patience = { timeout: 10_000 };

async function open() {
  const asked = installFakeApi(...issueRoutes(3));
  renderApp('/organizations/acme/issues/');
  await waitFor(() => expect(document.querySelector('[data-issue]')).not.toBeNull(), patience);
  const events = () => asked.filter(({ path }) => /issues\/\d+\/events\//.test(path)).map(({ path }) => path.replace(/.*(issues\/.*)/, '$1'));
  return { asked, events, row: document.querySelector<HTMLElement>('[data-issue]')! };
}

/** jsdom has no PointerEvent. */
const press = (on: Element, button: number) => fireEvent(on, new MouseEvent('pointerdown', { bubbles: true, button }));

describe('the event of a row', () => {
  it('is asked for when the link is pressed, before the click, and only once', async () => {
    const { events, row } = await open();
    press(row.querySelector('a')!, 0);
    expect(events()).toEqual([`issues/${row.dataset.issue}/events/recommended/`]);
    fireEvent.click(row.querySelector('a')!);
    await waitFor(() => expect(document.querySelector('[data-frame]')).not.toBeNull(), patience);
    expect(events()).toHaveLength(1);
  });

  it('is not asked for by a press beside the link, or with another button', async () => {
    const { events, row } = await open();
    press(row.querySelector('[class*=status]')!, 0);
    press(row.querySelector('a')!, 2);
    expect(events()).toEqual([]);
  });

  it('comes with Enter at the latest, before what the list knows already is asked again', async () => {
    const { asked, events, row } = await open();
    const user = userEvent.setup();
    await user.keyboard('j{Enter}');
    await waitFor(() => expect(document.querySelector('[data-frame]')).not.toBeNull(), patience);
    expect(events()).toEqual([`issues/${row.dataset.issue}/events/recommended/`]);
    const own = `organizations/acme/issues/${row.dataset.issue}/`;
    await waitFor(() => expect(asked.some(({ path, method }) => method === 'GET' && path === own)).toBe(true));
    const order = asked.map(({ path }) => path);
    expect(order.findIndex((path) => path.endsWith('/events/recommended/'))).toBeLessThan(order.indexOf(own));
  });
});

describe('a page that was opened by its address', () => {
  it('asks for the event without waiting for the issue', async () => {
    const asked = installFakeApi(on('GET', 'organizations/{org}/issues/{issue}/', () => ({ status: 404, body: { detail: 'The requested resource does not exist' } })));
    renderApp('/organizations/acme/issues/4021/');
    await waitFor(() => expect(asked.some(({ path }) => path.endsWith('/events/recommended/'))).toBe(true), patience);
  });
});
