import { fireEvent, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setSingleLettersOff, useKeyboard, useKeyGroups, useKeys } from './keyboard';

const run = { j: vi.fn(), gi: vi.fn(), palette: vi.fn(), enter: vi.fn(), shell: vi.fn() };

function Page() {
  useKeys('List', [
    { keys: 'j', label: 'Next', run: run.j },
    { keys: 'Enter', label: 'Open', run: run.enter },
  ]);
  return <><input aria-label="field" /><button type="button">press</button><div role="menu" tabIndex={0}>menu</div><input type="checkbox" aria-label="box" /></>;
}

function Shell({ page = true }: { readonly page?: boolean }) {
  useKeyboard();
  useKeys('Everywhere', [
    { keys: 'g i', label: 'Issues', run: run.gi },
    { keys: 'mod+k', label: 'Find', run: run.palette },
    { keys: 'j', label: 'Never reached on a page that has it', run: run.shell },
  ], true);
  const groups = useKeyGroups();
  return <>{page && <Page />}<p data-testid="groups">{groups.map((group) => group.title).join(',')}</p></>;
}

const press = (key: string, more: object = {}, on: Element = document.body) => fireEvent.keyDown(on, { key, ...more });

afterEach(() => {
  setSingleLettersOff(false);
  vi.useRealTimers();
  for (const each of Object.values(run)) each.mockReset();
});

describe('keys', () => {
  it('run what the page declares, before the shell', () => {
    render(<Shell />);
    press('j');
    expect(run.j).toHaveBeenCalledOnce();
    expect(run.shell).not.toHaveBeenCalled();
  });
  it('go with the page', () => {
    const { rerender } = render(<Shell />);
    rerender(<Shell page={false} />);
    press('j');
    expect(run.j).not.toHaveBeenCalled();
    expect(run.shell).toHaveBeenCalledOnce();
  });
  it('list the page before the shell', () => {
    const { getByTestId } = render(<Shell />);
    expect(getByTestId('groups').textContent).toBe('List,Everywhere');
  });
  it('come in sequences, and only soon after each other', () => {
    vi.useFakeTimers();
    render(<Shell />);
    press('g');
    press('i');
    expect(run.gi).toHaveBeenCalledOnce();
    press('g');
    vi.advanceTimersByTime(1300);
    press('i');
    expect(run.gi).toHaveBeenCalledOnce();
  });
  it('are dead in fields and menus, but not on a checkbox', () => {
    const { getByLabelText, getByRole } = render(<Shell />);
    press('j', {}, getByLabelText('field'));
    press('j', {}, getByRole('menu'));
    expect(run.j).not.toHaveBeenCalled();
    press('j', {}, getByLabelText('box'));
    expect(run.j).toHaveBeenCalledOnce();
  });
  it('leave Enter to the button that has the focus', () => {
    const { getByRole } = render(<Shell />);
    press('Enter', {}, getByRole('button'));
    expect(run.enter).not.toHaveBeenCalled();
    press('Enter');
    expect(run.enter).toHaveBeenCalledOnce();
  });
  it('are dead with a modifier, except the two that have one', () => {
    render(<Shell />);
    press('j', { ctrlKey: true });
    press('j', { altKey: true });
    expect(run.j).not.toHaveBeenCalled();
    expect(press('k', { ctrlKey: true })).toBe(false);
    expect(run.palette).toHaveBeenCalledOnce();
    expect(press('l', { ctrlKey: true })).toBe(true);
  });
  it('give the browser a key that was not used', () => {
    run.j.mockReturnValueOnce(false);
    render(<Shell />);
    expect(press('j')).toBe(true);
    expect(press('j')).toBe(false);
  });
  it('can be turned off when they are single letters', () => {
    setSingleLettersOff(true);
    render(<Shell />);
    press('j');
    press('k', { ctrlKey: true });
    expect(run.j).not.toHaveBeenCalled();
    expect(run.palette).toHaveBeenCalledOnce();
    expect(localStorage.getItem('picket.keys.off')).toBe('1');
  });
});
