// The Link header of a paged list (api.md section 1.3): two relations, each with `results` and `cursor`.

export interface PageLinks {
  /** Cursor of the page before; undefined on the first. */
  readonly previous?: string;
  /** Cursor of the page after; undefined on the last. */
  readonly next?: string;
}

const relation = /<[^>]*>;\s*rel="(previous|next)";\s*results="(true|false)";\s*cursor="([^"]*)"/g;

export function parseLinks(header: string | null): PageLinks {
  const links: { previous?: string; next?: string } = {};
  for (const match of (header ?? '').matchAll(relation)) {
    if (match[2] === 'true') links[match[1] as 'previous' | 'next'] = match[3];
  }
  return links;
}
