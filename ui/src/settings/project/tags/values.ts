// Tag links as the form has them: a list, so that a row keeps its place while its tag is typed.

export interface TagLink {
  readonly tag: string;
  readonly url: string;
}

export function listOf(links: Readonly<Record<string, unknown>>): readonly TagLink[] {
  return Object.entries(links).map(([tag, url]) => ({ tag, url: String(url) }));
}

export function linksOf(list: readonly TagLink[]): Readonly<Record<string, string>> {
  return Object.fromEntries(list.map(({ tag, url }) => [tag.trim(), url.trim()]));
}

/** What only the list shows; the server says what is wrong with an address. */
export function flawOf(list: readonly TagLink[]): string | undefined {
  const names = list.map(({ tag }) => tag.trim());
  if (names.includes('')) return 'Each link needs the name of a tag.';
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? undefined : `"${twice}" is there twice: a tag has one address.`;
}
