import { describe, expect, it } from 'vitest';
import type { Issue } from '../api/issue_types';
import { bodyOf, doneSentence, goneWord, patchOf, type Action } from './actions';

const issue = (id: string, more: Partial<Issue> = {}) =>
  ({ id, shortId: `SHOP-${id}`, status: 'unresolved', substatus: 'ongoing', statusDetails: {}, assignedTo: null, priority: 'low', isBookmarked: false, ...more }) as Issue;
const ada = { type: 'user' as const, id: '1', name: 'Ada Park' };

describe('bodyOf', () => {
  it.each<[Action, object]>([
    [{ kind: 'resolve' }, { status: 'resolved' }],
    [{ kind: 'reopen' }, { status: 'unresolved' }],
    [{ kind: 'archive', until: 'escalating' }, { status: 'ignored', substatus: 'archived_until_escalating' }],
    [{ kind: 'archive', until: 'forever' }, { status: 'ignored', substatus: 'archived_forever' }],
    [{ kind: 'assign', to: ada }, { assignedTo: 'user:1' }],
    [{ kind: 'assign', to: null }, { assignedTo: '' }],
    [{ kind: 'priority', priority: 'high' }, { priority: 'high' }],
    [{ kind: 'bookmark', on: true }, { isBookmarked: true }],
  ])('of %j is what the API takes', (action, body) => {
    expect(bodyOf(action)).toEqual(body);
  });
});

describe('goneWord', () => {
  it.each<[Action, string, string | undefined]>([
    [{ kind: 'resolve' }, 'is:unresolved', 'resolved'],
    [{ kind: 'resolve' }, '', undefined],
    [{ kind: 'resolve' }, 'words only', undefined],
    [{ kind: 'archive', until: 'forever' }, 'is:unresolved x', 'archived'],
    [{ kind: 'archive', until: 'forever' }, 'is:archived', undefined],
    [{ kind: 'reopen' }, 'is:resolved', 'reopened'],
    [{ kind: 'reopen' }, 'is:unresolved', undefined],
    [{ kind: 'assign', to: null }, 'is:unresolved', undefined],
  ])('%j in "%s" is %s', (action, query, word) => {
    expect(goneWord(action, query)).toBe(word);
  });
});

describe('doneSentence', () => {
  it.each<[Action, number, string]>([
    [{ kind: 'resolve' }, 1, 'Resolved SHOP-1.'],
    [{ kind: 'archive', until: 'escalating' }, 3, 'Archived 3 issues until they escalate.'],
    [{ kind: 'archive', until: 'escalating' }, 1, 'Archived SHOP-1 until it escalates.'],
    [{ kind: 'priority', priority: 'high' }, 3, 'Priority of 3 issues set to High.'],
    [{ kind: 'assign', to: ada }, 1, 'Assigned SHOP-1 to Ada Park.'],
    [{ kind: 'assign', to: null }, 2, 'Nobody is assigned to 2 issues.'],
  ])('of %j on %d', (action, count, text) => {
    expect(doneSentence(action, Array.from({ length: count }, (_, at) => issue(String(at + 1))))).toBe(text);
  });
});

describe('doneSentence of issues that nobody saw', () => {
  it.each([[1, 'Archived 1 issue until it escalates.'], [1200, 'Archived 1,200 issues until they escalate.']])('of %d', (count, text) => {
    expect(doneSentence({ kind: 'archive', until: 'escalating' }, [], count)).toBe(text);
  });
});

describe('patchOf', () => {
  it('looks like what the server will answer', () => {
    expect(patchOf({ kind: 'archive', until: 'forever' })).toMatchObject({ status: 'ignored', substatus: 'archived_forever' });
    expect(patchOf({ kind: 'resolve' })).toMatchObject({ status: 'resolved', substatus: null });
  });
});
