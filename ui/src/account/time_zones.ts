/** Names the browser knows, UTC first, with the chosen one even if the browser does not know it. */
export function timeZones(chosen: string): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC');
  return [...new Set(['UTC', chosen, ...known])];
}
