// Beside the value of a tag: the address that the project gives to it.
import type { EventTag } from '../api/event_types';
import { EventUrl, webUrl } from './event_url';
import { asText } from './shape';
import { targetOf } from './tag_links';

export function TagLink({ links, tag }: { readonly links: Readonly<Record<string, unknown>>; readonly tag: EventTag }) {
  const target = targetOf(links, asText(tag.key), asText(tag.value));
  if (target === undefined) return null;
  return <EventUrl url={target} text="" ask={`Look up at ${webUrl(target)!.host}`} />;
}
