import { expect, it } from 'vitest';
import { safeNext } from './next';

it.each(['/organizations/acme/issues/?query=is:unresolved', '/', '/settings/account/details/'])('goes to %s', (path) => expect(safeNext(path)).toBe(path));
it.each([undefined, '', 'https://evil.test/', '//evil.test/', '/\\evil.test/', '\\/evil.test', '/a\nb', '/a\\b', 'javascript:alert(1)', ' /x', '/\tx'])(
  'stays here for %j', (path) => expect(safeNext(path)).toBe('/'));
