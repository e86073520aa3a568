// The address that a project gives to the value of a tag. The server has checked the template; what comes out is checked
// again, as the value is an application's. Source: docs/decisions/0067.
import { webUrl } from './event_url';

const PLACE = '{value}';

/** Undefined: the tag leads nowhere, or not to the web. */
export function targetOf(links: Readonly<Record<string, unknown>>, tag: string, value: string): string | undefined {
  const template = Object.hasOwn(links, tag) ? links[tag] : undefined;
  if (typeof template !== 'string' || value === '') return undefined;
  const host = hostOf(template.replaceAll(PLACE, ''));
  // Half of a pair of UTF-16 cannot be encoded.
  const target = template.replaceAll(PLACE, () => encodeURIComponent(value.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')));
  return host !== undefined && hostOf(target) === host ? target : undefined;
}

function hostOf(address: string): string | undefined {
  return webUrl(address)?.host;
}
