import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openOrganization, patience, said } from '../../tests/organization';

const rows = () => within(screen.getByRole('table', { name: 'Audit log' })).getAllByRole('row').slice(1);
const loaded = () => waitFor(() => expect(rows().length).toBeGreaterThan(0), patience);

describe('the audit log', () => {
  it('pages with the cursors of the server', async () => {
    const { user, sent } = openOrganization('/settings/acme/audit-log/');
    await loaded();
    expect(rows()).toHaveLength(50);
    expect(rows()[0]!.textContent).toContain('Project changededited project settings in resolve_age from 0 to 24');
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(rows()).toHaveLength(10), patience);
    expect(sent('GET', 'audit-logs/')?.query.get('cursor')).toBe('0:50:0');
  });

  it('keeps to one event and one person, in the address', async () => {
    const { user, sent } = openOrganization('/settings/acme/audit-log/');
    await loaded();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Event' }), 'member.invite');
    await waitFor(() => expect(rows().every((row) => row.textContent!.includes('Member invited'))).toBe(true), patience);
    await user.click(screen.getByRole('combobox', { name: 'Anybody' }));
    await user.keyboard('bo.park.1@');
    await user.click(await within(await screen.findByRole('listbox', {}, patience)).findByRole('option', { name: /bo\.park\.1@/ }, patience));
    await waitFor(() => expect(sent('GET', 'audit-logs/')?.query.toString()).toBe('event=member.invite&actor=2&per_page=50'), patience);
    await said(/By Bo Park/);
    expect(window.location.search).toBe('?event=member.invite&actor=2');
    await user.click(screen.getByRole('button', { name: 'By anybody' }));
    await waitFor(() => expect(window.location.search).toBe('?event=member.invite'), patience);
  });

  it('shows recorded values as text', async () => {
    openOrganization('/settings/acme/audit-log/', { audit: 1 }, (fake) => {
      Object.assign(fake.audit[0]!, { note: 'renamed to <img src=x onerror=alert(1)>', data: { name: '<script>alert(1)</script>' } });
    });
    await loaded();
    expect(screen.getByText(/<img src=x onerror=alert\(1\)>/)).toBeTruthy();
    expect(document.querySelector('main img, main script')).toBeNull();
    expect(document.querySelector('main pre')!.textContent).toContain('<script>alert(1)</script>');
  });

  it('is for managers and owners', async () => {
    openOrganization('/settings/acme/audit-log/', { role: 'member' });
    await said('Managers and owners read the audit log.');
  });
});
