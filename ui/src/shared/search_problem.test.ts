import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/problem';
import { searchProblem } from './search_problem';

const refused = (body: Readonly<Record<string, unknown>> = {}, status = 400) =>
  new ApiProblem({ status, detail: "Error parsing search query: Invalid number 'lots'", body });
const piece = (query: string, start: number, end: number) => {
  const { from, to } = searchProblem(refused({ at: { start, end } }), query)!;
  return [query.slice(0, from), query.slice(from, to)];
};

describe('what is wrong with a search', () => {
  it('is said without what everybody knows', () => {
    expect(searchProblem(refused(), 'x:lots')).toEqual({ text: "Invalid number 'lots'" });
    expect(searchProblem(refused({ at: 'there' }), 'x:lots')).toEqual({ text: "Invalid number 'lots'" });
  });
  it('has its place, counted by the server without blanks in front and in characters', () => {
    expect(piece('a timesSeen:lots b', 2, 16)).toEqual(['a ', 'timesSeen:lots']);
    expect(piece('  😀 timesSeen:lots', 2, 16)).toEqual(['  😀 ', 'timesSeen:lots']);
    expect(piece('is:', 3, 3)).toEqual(['is:', '']);
    expect(piece('is:', 9, 12)).toEqual(['is:', '']);
  });
  it('is nothing for other failures', () => {
    expect(searchProblem(refused({}, 500), 'x')).toBeUndefined();
    expect(searchProblem(new Error('x'), 'x')).toBeUndefined();
    expect(searchProblem(undefined, 'x')).toBeUndefined();
  });
});
