// Security and privacy: what is taken out of events, tried on a stored or a pasted one.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openOrganization, patience, said } from '../../../../tests/organization';
import { sampleById, sampleByText } from './sample';
import { effectOf, linesOf, requestOf, type Values } from './values';

const base = '/settings/acme/projects/shop-api/security-and-privacy/';
const toggle = (name: string) => screen.findByRole<HTMLInputElement>('switch', { name }, patience);
const panel = () => screen.getByRole('region', { name: 'Preview' });
const save = () => screen.getByRole('button', { name: /Save changes/ });
const paste = (label: string, value: string) => fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
const sentence = (text: string) => within(panel()).findByText((_, node) => node?.tagName === 'P' && node.textContent === text, {}, patience);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('security and privacy', () => {
  it('saves switches, lists of fields and rules', async () => {
    const { user, sent } = openOrganization(base);
    await user.click(await toggle('Scrub IP addresses'));
    paste('More sensitive fields', 'customer_number\n  \n iban_of ');
    paste('Rules of your own', '{"applications": {}}');
    await user.click(save());
    await said('Saved.');
    expect(sent('PUT', 'projects/acme/shop-api/')).toMatchObject({
      body: { scrubIPAddresses: true, sensitiveFields: ['customer_number', 'iban_of'], relayPiiConfig: '{"applications": {}}' }, headers: { 'if-match': '"1"' },
    });
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'More sensitive fields' }).value).toBe('customer_number\niban_of'), patience);
  });

  it('shows what the draft takes out of the newest event', async () => {
    const { user, sent } = openOrganization(base);
    await toggle('Scrub data');
    await sentence('Nothing of this event would be taken out.');
    expect(sent('POST', 'scrubbing/preview/')?.body).toEqual({ eventId: '9f3c1d2e4b5a46788796a5b4c3d2e1f0' });
    await user.click(await toggle('Scrub IP addresses'));
    await sentence('1 value of this event would change.');
    expect(within(panel()).getByText('203.0.113.9')).toBeTruthy();
    expect(within(panel()).getByText('removed')).toBeTruthy();
  });

  it('tries a pasted event, and says when it is none', async () => {
    const { user, sent } = openOrganization(base);
    await toggle('Scrub data');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Try on' }), 'pasted');
    expect(within(panel()).getByText(/It is not stored/)).toBeTruthy();
    paste('Event', '{"extra": {"note": "x"}');
    expect(within(panel()).getByText(/This is not JSON/)).toBeTruthy();
    paste('Event', '{"extra": {"note": "x"}}');
    await sentence('Nothing of this event would be taken out.');
    expect(sent('POST', 'scrubbing/preview/')?.body).toEqual({ event: { extra: { note: 'x' } } });
  });

  it('tells of a project without events', async () => {
    openOrganization(base, {}, (fake) => { fake.newestEvents = []; });
    await toggle('Scrub data');
    expect(await within(panel()).findByText(/This project has no event yet/, {}, patience)).toBeTruthy();
  });

  it('shows what is wrong with rules before they are saved', async () => {
    openOrganization(base);
    await toggle('Scrub data');
    paste('Rules of your own', 'remove all');
    expect((await screen.findAllByText(/syntax error/, {}, patience)).length).toBe(2);
  });

  it('says what the organization decides for its projects', async () => {
    openOrganization(base, {}, (fake) => {
      Object.assign(fake.org, { scrubIPAddresses: true });
    });
    await screen.findByText('off here, on for the whole organization', {}, patience);
  });

  it('asks before unsaved changes are left, and says what less scrubbing means', async () => {
    const confirm = vi.spyOn(window, 'confirm').mockReturnValue(false);
    const { user } = openOrganization(base);
    await user.click(await toggle('Scrub data'));
    expect(screen.getByText(/passwords and card numbers are stored as they are sent/)).toBeTruthy();
    await user.click(within(screen.getByRole('navigation', { name: 'Settings' })).getByRole('link', { name: 'Environments' }));
    await waitFor(() => expect(confirm).toHaveBeenCalledOnce(), patience);
    expect(window.location.pathname).toBe(base);
  });

  it('is locked for members', async () => {
    const { asked } = openOrganization(base, { role: 'member' });
    expect((await toggle('Scrub data')).disabled).toBe(true);
    expect(asked.some((each) => /preview|events/.test(each.path))).toBe(false);
  });

  it('says when it could not be loaded', async () => {
    openOrganization(base, {}, (fake) => fake.once('GET', /^projects\/acme\/shop-api\/$/, { status: 500, body: { detail: 'Internal error' } }));
    await screen.findByText('These settings could not be loaded.', {}, patience);
  });
});

describe('the event to try on', () => {
  it('is named by 32 digits, with or without dashes', () => {
    expect(sampleById(' 9F3C1D2E-4B5A-4678-8796-A5B4C3D2E1F0 ')).toEqual({ asked: { eventId: '9f3c1d2e4b5a46788796a5b4c3d2e1f0' } });
    expect(sampleById('9f3c').problem).toMatch(/32 digits/);
    expect(sampleById('')).toEqual({ asked: undefined });
  });

  it('is an object', () => {
    expect(sampleByText('[1]').problem).toMatch(/JSON object/);
    expect(sampleByText('null').problem).toMatch(/JSON object/);
    expect(sampleByText(' ')).toEqual({ asked: undefined });
  });
});

describe('the values of the form', () => {
  it('become what the API wants', () => {
    expect(linesOf(' a \n\nb')).toEqual(['a', 'b']);
    expect(requestOf({ relayPiiConfig: ' ', safeFields: '' })).toEqual({ relayPiiConfig: null, safeFields: [] });
    expect(requestOf({ dataScrubber: false })).toEqual({ dataScrubber: false });
    expect(effectOf({} as Values, [])).toBeUndefined();
  });
});
