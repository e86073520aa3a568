import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openOrganization, patience, said } from '../../tests/organization';

const table = () => screen.findByRole('table', { name: 'Organization tokens' }, patience);

describe('organization tokens', () => {
  it('show the secret once', async () => {
    const { user } = openOrganization('/settings/acme/developer-settings/');
    await table();
    await user.type(screen.getByRole('textbox', { name: 'Name of a new token' }), 'gitlab');
    await user.click(screen.getByRole('button', { name: 'Create token' }));
    const secret = await screen.findByText(/^sntrys_/, {}, patience);
    const text = secret.textContent!;
    expect(screen.getByRole('button', { name: 'Copy token gitlab' })).toBeTruthy();
    const confirm = vi.spyOn(window, 'confirm').mockReturnValue(false);
    await user.click(screen.getByRole('link', { name: 'Audit log' }));
    await waitFor(() => expect(confirm).toHaveBeenCalledWith('Leave before the token is copied? It is not shown again.'));
    confirm.mockRestore();
    await user.click(screen.getByRole('button', { name: 'I have it' }));
    expect(screen.queryByText(text)).toBeNull();
    const row = (await screen.findByText('gitlab', {}, patience)).closest('tr')!;
    expect(row.textContent).toContain('…k4Qz');
    expect(document.body.textContent).not.toContain(text);
  });

  it('need a name, and pass on what the server says', async () => {
    const { user, fake, sent } = openOrganization('/settings/acme/developer-settings/');
    await table();
    await user.click(screen.getByRole('button', { name: 'Create token' }));
    expect(screen.getByText(/A name is needed/)).toBeTruthy();
    expect(sent('POST', 'org-auth-tokens/')).toBeUndefined();
    fake.once('POST', /org-auth-tokens\/$/, { status: 400, body: { detail: ['The name cannot be blank.'] } });
    await user.type(screen.getByRole('textbox', { name: 'Name of a new token' }), 'x');
    await user.click(screen.getByRole('button', { name: 'Create token' }));
    await said('The name cannot be blank.');
  });

  it('are revoked after a question that says when they were used', async () => {
    const { user, fake } = openOrganization('/settings/acme/developer-settings/');
    await table();
    await user.click(await screen.findByRole('button', { name: 'Revoke old laptop' }, patience));
    const dialog = await screen.findByRole('dialog', {}, patience);
    expect(dialog.textContent).toContain('It was never used.');
    await user.click(within(dialog).getByRole('button', { name: 'Revoke old laptop' }));
    await said('Revoked token old laptop.');
    expect(fake.tokens.map((token) => token.name)).toEqual(['release pipeline']);
  });
});
