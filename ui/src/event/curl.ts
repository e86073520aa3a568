// The request of an event as a curl command for a POSIX shell. Nothing is dropped silently: `[Filtered]` stays as it is.
// Source: design reference, section 19.
import { asText, pairsOf } from './shape';
import type { RequestData } from '../api/event_types';

/** One word of a POSIX shell. A line feed may stand in quotes; a NUL cannot be passed to any program. */
export function shellQuote(text: string): string {
  const word = text.replaceAll('\0', '');
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Headers that curl makes itself. */
const OWN_HEADERS = new Set(['content-length', 'host', 'transfer-encoding']);

export function curlOf(request: RequestData): string {
  const method = asText(request.method).toUpperCase() || 'GET';
  const body = bodyOf(request);
  const parts = ['curl'];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== (body === undefined ? 'GET' : 'POST')) parts.push(`--request ${shellQuote(method)}`);
  const headers = pairsOf(request.headers);
  let compressed = false;
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (OWN_HEADERS.has(lower) || lower === 'cookie') continue;
    if (lower === 'accept-encoding') compressed = true;
    else parts.push(`--header ${shellQuote(headerOf(name, value))}`);
  }
  if (compressed) parts.push('--compressed');
  const cookies = cookiesOf(request, headers);
  if (cookies !== '') parts.push(`--cookie ${shellQuote(cookies)}`);
  if (body !== undefined) parts.push(`--data-raw ${shellQuote(body)}`);
  parts.push(`--url ${shellQuote(urlOf(request))}`);
  return parts.join(' \\\n  ');
}

/** `Name;` is how curl sends a header without a value. A line end would start a header of its own. */
function headerOf(name: string, value: unknown): string {
  const text = asText(value).replaceAll(/[\r\n]+/g, ' ');
  const clean = name.replaceAll(/[\r\n]+/g, ' ');
  return text === '' ? `${clean};` : `${clean}: ${text}`;
}

function cookiesOf(request: RequestData, headers: [string, unknown][]): string {
  if (typeof request.cookies === 'string') return request.cookies;
  const pairs = pairsOf(request.cookies);
  if (pairs.length > 0) return pairs.map(([name, value]) => `${name}=${asText(value)}`).join('; ');
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .map(([, value]) => asText(value))
    .join('; ');
}

/** The body as it would be sent; undefined without one. What was a form goes as a form, the rest as JSON. */
function bodyOf(request: RequestData): string | undefined {
  const data = request.data;
  if (data === null || data === undefined || data === '') return undefined;
  if (typeof data === 'string') return data;
  if (isForm(request)) {
    return pairsOf(data)
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(asText(value))}`)
      .join('&');
  }
  return JSON.stringify(data);
}

function isForm(request: RequestData): boolean {
  const header = pairsOf(request.headers).find(([name]) => name.toLowerCase() === 'content-type');
  const type = asText(request.inferredContentType) || asText(header?.[1]);
  return type.startsWith('application/x-www-form-urlencoded');
}

/** `?step=pay#top`: what stands behind the path. Query texts are kept as they are, pairs are percent-encoded. */
export function urlTail(request: RequestData): string {
  const fragment = asText(request.fragment);
  const hash = fragment === '' ? '' : `#${fragment}`;
  if (typeof request.query === 'string') {
    return request.query === '' ? hash : `?${request.query.replace(/^\?/, '')}${hash}`;
  }
  const pairs = pairsOf(request.query);
  if (pairs.length === 0) return hash;
  return `?${pairs.map(([name, value]) => `${escapePart(name)}=${escapePart(asText(value))}`).join('&')}${hash}`;
}

/** Percent-encodes what would end a part of a query; `[Filtered]` stays readable. */
function escapePart(text: string): string {
  return text.replaceAll(/[%&=#+\s"<>\\^`{|}\u0000-\u001f\u007f-\uffff]/g, (sign) => {
    try {
      return encodeURIComponent(sign);
    } catch {
      return '%EF%BF%BD'; // Half of a surrogate pair.
    }
  });
}

export function urlOf(request: RequestData): string {
  return `${asText(request.url)}${urlTail(request)}`;
}
