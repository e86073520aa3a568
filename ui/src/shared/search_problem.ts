// Why the server refused a search, and which piece of the text is wrong. The server counts characters from the first one that
// is no blank; the field counts UTF-16.
import { ApiProblem } from '../api/problem';
import { isObject } from '../event/shape';

export interface SearchProblem {
  readonly text: string;
  /** Where in the query; undefined when the server did not say. Empty at its end: something is missing there. */
  readonly from?: number;
  readonly to?: number;
}

export function searchProblem(error: unknown, query: string): SearchProblem | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 400) return undefined;
  const text = error.detail.replace(/^Error parsing search query: /, '');
  const at = error.body?.at;
  if (!isObject(at) || typeof at.start !== 'number' || typeof at.end !== 'number') return { text };
  const skipped = query.length - query.trimStart().length;
  const characters = Array.from(query.slice(skipped));
  const place = (count: number) => skipped + characters.slice(0, count).join('').length;
  return { text, from: place(at.start), to: place(at.end) };
}
