import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { renderAlone } from '../../tests/render';
import { Picker, type PickerOption } from './picker';

const people: readonly PickerOption[] = [
  { value: '1', label: 'Ada Park', note: 'ada@acme.test' },
  { value: '2', label: 'Bo Lind', note: 'bo@acme.test' },
  { value: '3', label: 'Cy Okoye', disabled: 'Is in the team already' },
];
const search = async (text: string) => people.filter((each) => each.label.toLowerCase().includes(text.toLowerCase()));
const field = () => screen.getByRole('combobox', { name: 'Add a member' });

describe('the picker', () => {
  it('hands over what the arrows chose, and is empty again', async () => {
    const onPick = vi.fn();
    renderAlone(<Picker label="Add a member" name={['a']} search={search} onPick={onPick} />);
    await userEvent.click(field());
    await screen.findByRole('option', { name: /Ada/ });
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onPick).toHaveBeenCalledWith(people[1]);
    expect((field() as HTMLInputElement).value).toBe('');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('never takes an option of an older search by Enter', async () => {
    const onPick = vi.fn();
    let release: (found: readonly PickerOption[]) => void = () => {};
    const slow = (text: string) => (text === '' ? Promise.resolve(people) : new Promise<readonly PickerOption[]>((resolve) => { release = resolve; }));
    renderAlone(<Picker label="Add a member" name={['b']} search={slow} onPick={onPick} />);
    await userEvent.click(field());
    await screen.findByRole('option', { name: /Ada/ });
    await userEvent.type(field(), 'a{Enter}');
    expect(onPick).not.toHaveBeenCalled();
    await waitFor(() => expect(release.length).toBe(1));
    release([people[1]!]);
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await userEvent.keyboard('{Enter}');
    expect(onPick).toHaveBeenCalledWith(people[1]);
  });

  it('shows why an option cannot be taken, and does not take it', async () => {
    const onPick = vi.fn();
    renderAlone(<Picker label="Add a member" name={['c']} search={search} onPick={onPick} />);
    await userEvent.click(field());
    const option = await screen.findByRole('option', { name: /Cy/ });
    expect(option.textContent).toContain('Is in the team already');
    await userEvent.click(option);
    expect(onPick).not.toHaveBeenCalled();
  });

  it('closes with Escape, and says when nothing is found or the search failed', async () => {
    const { unmount } = renderAlone(<Picker label="Add a member" name={['d']} search={search} none="Nobody is named so." onPick={() => {}} />);
    await userEvent.type(field(), 'zzz');
    await screen.findByText('Nobody is named so.');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('Nobody is named so.')).toBeNull();
    unmount();
    renderAlone(<Picker label="Add a member" name={['e']} search={() => Promise.reject(new Error('No answer.'))} onPick={() => {}} />);
    await userEvent.click(field());
    expect((await screen.findByRole('alert')).textContent).toBe('No answer.');
  });
});
