import { describe, expect, it } from 'vitest';
import { offsetOf } from './local_pages';

describe('offsetOf', () => {
  it('reads the cursor of the API, and takes anything else for the first page', () => {
    expect(offsetOf('0:50:0')).toBe(50);
    expect(offsetOf('100:7:1')).toBe(7);
    for (const text of [undefined, '', '0:50', '0:-5:0', '0:x:0', '0:9999999999:0', '0:50:2']) expect(offsetOf(text)).toBe(0);
  });
});
