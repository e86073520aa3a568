// Where to go after signing in: only a path of this app, whatever somebody put into the address.

/** `/` for everything that is not such a path. Control characters and backslashes are how hosts are smuggled in. */
export function safeNext(text: string | undefined): string {
  if (!text || !/^\/(?![/\\])/.test(text) || /[\u0000-\u001f\u007f\\]/.test(text)) return '/';
  return text;
}
