// Where this Picket lives. The server writes the path of its `url` setting into <base href>; behind a proxy with a
// path prefix that is "/picket/", else "/". Everything that names an address starts here.

/** The path prefix, with a slash at both ends. */
export function basePath(): string {
  const base = document.querySelector('base');
  return base ? new URL(base.href).pathname.replace(/[^/]*$/, '') : '/';
}

/** Path and query of an API call: `apiUrl('organizations/acme/')` is `/prefix/api/0/organizations/acme/`. */
export function apiUrl(path: string): string {
  return `${basePath()}api/0/${path}`;
}

/** What the server said about itself in index.html; empty when it said nothing (development). */
export function serverVersion(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="picket-version"]')?.content ?? '';
}

/** The nonce that the server put into this page: styles that scripts add need it. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
