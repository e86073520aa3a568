import { describe, expect, it } from 'vitest';
import { targetOf } from './tag_links';

const links = { order: 'https://shop.example/o/{value}?again={value}', evil: 'javascript:alert({value})', host: 'https://{value}.example/', number: 7 };

describe('the target of a tag', () => {
  it('holds the value, percent-encoded, wherever it is asked for', () => {
    expect(targetOf(links, 'order', 'a b/7')).toBe('https://shop.example/o/a%20b%2F7?again=a%20b%2F7');
  });
  it.each([
    ['../../admin', '..%2F..%2Fadmin'], ['x?y=1&z#q', 'x%3Fy%3D1%26z%23q'], ['$&$1', '%24%26%241'], ['ä\u202e\n', '%C3%A4%E2%80%AE%0A'], ['\ud800x', '%EF%BF%BDx'],
    ['{value}', '%7Bvalue%7D'], ['@evil.example/', '%40evil.example%2F'],
  ])('takes no value for more than a value: %j', (value, encoded) => {
    const target = targetOf(links, 'order', value)!;
    expect(target).toBe(`https://shop.example/o/${encoded}?again=${encoded}`);
    expect(new URL(target).host).toBe('shop.example');
  });
  it('is none for what leads elsewhere than to the web, or lets a value choose the host', () => {
    expect(targetOf(links, 'evil', '1')).toBeUndefined();
    expect(targetOf(links, 'host', 'www')).toBeUndefined();
    expect(targetOf(links, 'number', '1')).toBeUndefined();
  });
  it('is none without a link or a value', () => {
    expect(targetOf(links, 'other', '1')).toBeUndefined();
    expect(targetOf(links, 'toString', '1')).toBeUndefined();
    expect(targetOf(links, 'order', '')).toBeUndefined();
  });
});
