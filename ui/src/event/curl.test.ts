import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlOf, shellQuote, urlOf } from './curl';
import type { RequestData } from '../api/event_types';

/** What a real shell hands to curl: the arguments, one per line feed pair. */
function argumentsOf(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\036' "$word"; done; }\n${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\x1e').slice(0, -1);
}

describe('shellQuote', () => {
  it.each(["it's", '$(id)', '`id`', '"; rm -rf /', 'a\nb', '\\', '!!', '', 'x y', '--help', "'''", '%s', '~', '*'])(
    'hands %j over as it is',
    (text) => {
      expect(argumentsOf(`curl ${shellQuote(text)}`)).toEqual([text]);
    },
  );

  it('leaves out NUL, which no program can be given', () => {
    expect(shellQuote('a\0b')).toBe('ab');
  });
});

describe('curlOf', () => {
  const request: RequestData = {
    method: 'POST',
    url: 'https://shop.acme.test/checkout/',
    query: [['step', 'pay now'], ['q', "a'b&c"]],
    headers: [['Content-Type', 'application/json'], ['Content-Length', '99'], ['Accept-Encoding', 'gzip'], ['X-Empty', '']],
    cookies: [['sid', '[Filtered]']],
    data: { code: 'SPRING', card: '[Filtered]', note: "it's $(id)" },
  };

  it('says the same request, whatever stands in it', () => {
    expect(argumentsOf(curlOf(request))).toEqual([
      '--header', 'Content-Type: application/json',
      '--header', 'X-Empty;',
      '--compressed',
      '--cookie', 'sid=[Filtered]',
      '--data-raw', JSON.stringify(request.data),
      '--url', "https://shop.acme.test/checkout/?step=pay%20now&q=a'b%26c",
    ]);
  });

  it('names a method that curl would not choose', () => {
    expect(curlOf({ url: 'https://a/', method: 'put', data: 'x' })).toContain('--request PUT');
    expect(curlOf({ url: 'https://a/', method: 'POST' })).toContain('--request POST');
    expect(curlOf({ url: 'https://a/', method: 'GET', data: 'x' })).toContain('--request GET');
    expect(curlOf({ url: 'https://a/', method: 'HEAD' })).toContain('--head');
    expect(curlOf({ url: 'https://a/' })).not.toContain('--request');
  });

  it('sends a form as a form', () => {
    const form: RequestData = { url: 'https://a/', inferredContentType: 'application/x-www-form-urlencoded', data: { 'a b': 'c&d' } };
    expect(argumentsOf(curlOf(form))).toContain('a%20b=c%26d');
  });

  it('lets no header start another', () => {
    const evil: RequestData = { url: 'https://a/', headers: [['X-A\r\nX-Evil', '1\r\nX-B: 2']] };
    expect(argumentsOf(curlOf(evil))).toEqual(['--header', 'X-A X-Evil: 1 X-B: 2', '--url', 'https://a/']);
  });

  it('keeps a query that is text, and the fragment', () => {
    expect(urlOf({ url: 'https://a/p', query: 'step=payment&source=x', fragment: 'top' })).toBe(
      'https://a/p?step=payment&source=x#top',
    );
    expect(urlOf({ url: 'https://a/p', query: [['card', '[Filtered]']] })).toBe('https://a/p?card=[Filtered]');
    expect(urlOf({})).toBe('');
  });

  it('survives halves of characters and odd types', () => {
    expect(urlOf({ url: 'https://a/', query: [['q', '\ud800x']] })).toBe('https://a/?q=%EF%BF%BDx');
    expect(urlOf({ url: 'https://a/', query: [['q', 'a\u0007b']] })).toBe('https://a/?q=a%07b');
    expect(curlOf({ url: 7, method: {}, headers: 'x', cookies: 3, data: 5 } as never)).toContain('--url 7');
  });
});
