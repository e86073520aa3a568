// The browser and system of a session in two words. Only for the reader: nothing is decided by it.

/** Order matters: many browsers also claim to be another. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'], [/\bOPR\/(\d+)/, 'Opera'], [/\bFirefox\/(\d+)/, 'Firefox'], [/\bFxiOS\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'], [/\bVersion\/(\d+).*Safari\//, 'Safari'], [/^curl\/(\d+)/, 'curl'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'], [/\bAndroid\b/, 'Android'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'], [/\bLinux\b/, 'Linux'],
];

export function browserName(userAgent: string | null): string {
  if (!userAgent) return 'Unknown';
  const browser = browsers.map(([pattern, name]) => ({ name, found: pattern.exec(userAgent) })).find(({ found }) => found);
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  const name = browser ? `${browser.name} ${browser.found?.[1]}` : undefined;
  if (name && system) return `${name} on ${system}`;
  return name ?? system ?? userAgent.slice(0, 60);
}
