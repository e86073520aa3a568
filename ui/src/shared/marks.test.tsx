import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Face, initialsOf } from './face';
import { LevelIcon } from './level_icon';
import { Priority } from './priority';
import { Sparkline } from './sparkline';
import { statusLook, StatusTag } from './status_tag';

const textOf = (node: React.ReactNode) => render(<>{node}</>).container.textContent;

describe('LevelIcon', () => {
  it('has a shape of its own per level, and says the word', () => {
    const shapes = ['fatal', 'error', 'warning', 'info', 'debug'].map((level) => {
      const { container } = render(<LevelIcon level={level} />);
      expect(container.textContent).toBe(level);
      return container.querySelector('svg')!.outerHTML;
    });
    expect(new Set(shapes).size).toBe(5);
  });
  it('names a level it does not know', () => expect(textOf(<LevelIcon level="sample" />)).toBe('sample'));
});

describe('StatusTag', () => {
  it.each([
    ['unresolved', 'new', 'New'], ['unresolved', 'ongoing', 'Ongoing'], ['unresolved', 'escalating', 'Escalating'], ['unresolved', 'regressed', 'Regressed'],
    ['unresolved', null, 'Ongoing'], ['resolved', null, 'Resolved'], ['resolved', 'regressed', 'Resolved'], ['ignored', 'archived_until_escalating', 'Archived'],
    ['pending_deletion', null, 'pending deletion'], ['unresolved', 'snoozed_by_moon', 'snoozed by moon'],
  ])('%s, %s is %s', (status, substatus, word) => expect(textOf(<StatusTag status={status} substatus={substatus} />)).toBe(word));
  it('colours only what is meant', () => expect(statusLook({ status: 'unresolved', substatus: 'ongoing' }).colour).toBe('t3'));
});

describe('Priority', () => {
  const filled = (priority: string) => render(<Priority priority={priority} />).container.querySelectorAll('rect[fill="var(--t1)"]').length;
  it('fills its bars by degree', () => expect(['high', 'medium', 'low', 'odd'].map(filled)).toEqual([3, 2, 1, 0]));
  it('says the word, and that it was set by hand', () => {
    expect(textOf(<Priority priority="high" />)).toBe('High priority');
    expect(textOf(<Priority priority="low" locked />)).toBe('Low priority, set by hand');
    expect(textOf(<Priority priority={null} />)).toBe('–no priority');
  });
});

describe('Face', () => {
  it.each([['Ada Park', 'AP'], ['ada@acme.test', 'AA'], ['', '?'], ['李小龙', '李'], ['😀 smile', '😀S'], ['one two three', 'OT']])('%s is %s', (name, letters) => expect(initialsOf(name)).toBe(letters));
  it('says who', () => {
    expect(textOf(<Face who={{ type: 'user', name: 'Ada Park' }} />)).toBe('APAda Park');
    expect(textOf(<Face who={{ type: 'team', name: 'backend' }} />)).toBe('bateam backend');
    expect(textOf(<Face who={null} />)).toBe('Nobody is assigned');
  });
});

describe('Sparkline', () => {
  const bars = (values: readonly number[], escalating = false) => [...render(<Sparkline values={values} escalating={escalating} />).container.querySelectorAll('rect')];
  const height = (bar: Element) => Number(bar.getAttribute('height'));
  it('draws a dash for nothing, at least two pixels for something, and the peak in full', () => expect(bars([0, 1, 1000]).map(height)).toEqual([1, 2, 23]));
  it('colours over half of the peak when it escalates', () => {
    expect(bars([1, 5, 10], true).map((bar) => bar.getAttribute('fill'))).toEqual(['var(--bar-c)', 'var(--bar-c)', 'var(--esc)']);
    expect(bars([10]).map((bar) => bar.getAttribute('fill'))).toEqual(['var(--bar-c)']);
  });
  it('says its peak', () => {
    const { container } = render(<Sparkline values={[1, 1204]} bucket="day" />);
    expect(container.querySelector('svg')?.getAttribute('aria-label')).toBe('events per day, peak 1,204');
  });
  it('survives having no data', () => expect(bars([])).toEqual([]));
});
