// The admin pages: their first sentence, what they show, and who is led to them.
import userEvent from '@testing-library/user-event';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { heading, patience, said } from '../../tests/organization';
import { fixture, on, type FakeRoute } from '../../tests/fake/api';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderApp } from '../../tests/render';
import type { Queue, Storage } from '../api/types';
import { headingOf as doctorHeading } from './doctor';
import { headingOf as queueHeading } from './queue';
import { headingOf as storageHeading } from './storage';
import { growthWords } from './storage_history';

function open(address: string, ...first: readonly FakeRoute[]) {
  installFakeApi(...first);
  renderApp(address);
  return userEvent.setup();
}

const plain = on('GET', 'auth/', () => ({ body: { ...fixture<object>('auth'), isSuperuser: false } }));
const refused: FakeRoute = ({ path }) => (path.startsWith('internal/') ? { status: 403, body: { detail: 'Only owners of the first organization may do this.' } } : undefined);

describe('the admin pages', () => {
  it('say what runs and what the doctor has against it', async () => {
    open('/manage/status/');
    await heading('Picket 1.2.3 has been running for 3 d 3 h.');
    await said('https://in.acme.test');
    const wrong = await screen.findByRole('link', { name: '2 checks of the doctor' }, patience);
    expect(wrong.getAttribute('href')).toBe('/manage/doctor/');
    const first = within(wrong.closest('div')!).getAllByRole('listitem')[0]!;
    expect(first.textContent).toContain('act now clock');
  });
  it('say when the disk is full, and what takes it', async () => {
    open('/manage/storage/');
    await heading('Full in 41 days at this rate.');
    const stores = await screen.findByRole('table', { name: 'Stores' }, patience);
    const [, first] = within(stores).getAllByRole('row');
    expect(first!.textContent).toContain('Whole events and files');
    expect(first!.textContent).toContain('19.6 GiB');
    await said('1.9 GiB a day');
  });
  it('show what was taken day by day, as bars or as a table', async () => {
    const user = open('/manage/storage/');
    const figure = await screen.findByRole('figure', { name: /^Used bytes per day, peak 28\.0 GiB/ }, patience);
    await said('It grew by 10.0 GiB in the last 7 days.');
    const bars = figure.querySelectorAll('rect');
    expect(bars).toHaveLength(13);
    expect(bars[0]!.querySelector('title')!.textContent).toBe('30 Apr: 9.4 GiB used, 96.9 GiB free. blobs 7.5 GiB, events 2.0 GiB');
    figure.focus();
    await user.keyboard('t');
    expect(within(figure).getAllByRole('row')[1]!.textContent).toMatch(/^13 May28\.0 GiB/);
  });
  it('say how a store grew', () => {
    const day = (date: string, usedBytes: number) => ({ date: `2026-05-${date}T00:00:00Z`, usedBytes, freeBytes: 0, stores: [] });
    expect(growthWords([])).toMatch(/^One figure is kept for each day/);
    expect(growthWords([day('13', 5)])).toMatch(/There is growth to see from tomorrow on\.$/);
    expect(growthWords([day('12', 2048), day('13', 1024)])).toBe('It shrank by 1.0 KiB since yesterday.');
    expect(growthWords([day('01', 0), day('07', 1024), day('13', 1024)])).toBe('It took the same in the last 6 days.');
    // What is longer ago than a week does not count.
    expect(growthWords([day('01', 9), day('13', 1024)])).toMatch(/^One figure is kept for each day/);
  });
  it('show each partition, and the dead letters of all', async () => {
    const user = open('/manage/queue/');
    await heading('1,207 records wait, the oldest for 36 s.');
    const partitions = await screen.findByRole('table', { name: 'Partitions' }, patience);
    expect(within(partitions).getAllByRole('row')).toHaveLength(9);
    await user.click(await screen.findByRole('button', { name: 'Replay message 2' }, patience));
    await said('Replayed 1 message. 1 more is left.');
  });
  it('say what to do about each finding of the doctor, the worst first', async () => {
    open('/manage/doctor/');
    await heading('2 of 4 checks need attention.');
    const rows = within(await screen.findByRole('table', { name: 'Checks' }, patience)).getAllByRole('row');
    expect(rows[1]!.textContent).toBe('clockact nowit is 1970-01-01T00:00:00ZSet the machine’s clock and keep it right with NTP.');
  });
  it('are in the navigation and the palette of those who may', async () => {
    const user = open('/manage/status/');
    await heading(/^Picket/);
    expect(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('link', { name: 'Admin' }).getAttribute('href')).toBe('/manage/status/');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Find or jump' }, patience), 'doctor');
    await screen.findByRole('option', { name: /Doctor/ }, patience);
  });
  it('are not offered to others, and say so', async () => {
    const user = open('/manage/storage/', plain, refused);
    await said('You may not see this.');
    expect(within(screen.getByRole('navigation', { name: 'Main' })).queryByRole('link', { name: 'Admin' })).toBeNull();
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Find or jump' }, patience), 'doctor');
    await said('Nothing is named so.');
  });
  it('begin with what matters', () => {
    const storage = { inMemory: false, daysUntilFull: null, bytesPerDay: 5, freeBytes: 1 << 30, retentionDays: 30 } as Storage;
    expect(storageHeading(storage)).toBe('Enough room for 30 days of events at this rate.');
    expect(storageHeading({ ...storage, bytesPerDay: null })).toBe('1.0 GiB free; too few events yet for a forecast.');
    expect(storageHeading({ ...storage, inMemory: true })).toBe('Everything is in memory and ends with the process.');
    expect(queueHeading({ pending: 0 } as Queue)).toBe('Nothing waits to be processed.');
    expect(doctorHeading({ health: 'ok', dateChecked: '', checks: [] })).toBe('All is well.');
  });
});
