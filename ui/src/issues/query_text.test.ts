import { describe, expect, it } from 'vitest';
import { DEFAULT_QUERY, onlyLow, tabOf, TABS, withLow } from './query_text';

describe('tabOf', () => {
  it('finds the tab in whatever order the words stand', () => {
    expect(tabOf('assigned:me  is:unresolved')?.name).toBe('Assigned to me');
    expect(tabOf(' issue.priority:[high, medium] is:unresolved ')?.name).toBe('Unresolved');
    expect(tabOf('is:unresolved x')).toBeUndefined();
    expect(new Set(TABS.map((tab) => tab.query)).size).toBe(TABS.length);
  });
});

describe('the filter of priority', () => {
  it('is taken out of a search that leaves out what is low', () => {
    expect(withLow(DEFAULT_QUERY)).toBe('is:unresolved');
    expect(withLow('issue.priority:high  "a  b" level:[error, fatal]')).toBe('"a  b" level:[error, fatal]');
    expect(withLow('!issue.priority:low x')).toBe('x');
    expect(withLow('issue.priority:[high]')).toBe('');
  });

  it('stays where it leaves out nothing that is low', () => {
    for (const text of ['', 'is:unresolved', 'issue.priority:low', 'issue.priority:[high, "LOW"]', '!issue.priority:high', 'priority:high']) {
      expect([text, withLow(text), onlyLow(text)]).toEqual([text, undefined, undefined]);
    }
  });

  it('asks for what is left out', () => {
    expect(onlyLow(DEFAULT_QUERY)).toBe('is:unresolved issue.priority:low');
    expect(onlyLow('issue.priority:high')).toBe('issue.priority:low');
  });
});
