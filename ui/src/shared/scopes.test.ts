import { describe, expect, it } from 'vitest';
import { scopesInWords } from './scopes';

describe('scopesInWords', () => {
  it.each<[readonly string[], string]>([
    [['event:read', 'event:write', 'project:read'], 'Issues and events: read and write; Projects: read'],
    [['member:read', 'member:write', 'member:admin', 'member:invite'], 'Members: everything'],
    [['member:read', 'member:invite'], 'Members: read; member:invite'],
    [['org:admin', 'org:integrations', 'org:ci'], 'Organization: everything; org:ci'],
    [['later:scope'], 'later:scope'],
    [[], 'nothing'],
  ])('%s', (scopes, words) => expect(scopesInWords(scopes)).toBe(words));
});
