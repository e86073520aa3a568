// Sentry's scopes in plain words, by what they are about. A token has one degree per subject; a higher one includes
// the lower ones when the server checks, but each is listed, as Sentry's clients expect.

export interface Degree {
  /** "Read", "Read and write", "Everything". */
  readonly word: string;
  readonly scopes: readonly string[];
}

export interface ScopeSubject {
  readonly name: string;
  readonly help: string;
  readonly degrees: readonly Degree[];
  /** Scopes beside the degrees that the highest one holds. */
  readonly included?: readonly string[];
}

function degrees(subject: string): readonly Degree[] {
  return [
    { word: 'None', scopes: [] },
    { word: 'Read', scopes: [`${subject}:read`] },
    { word: 'Read and write', scopes: [`${subject}:read`, `${subject}:write`] },
    { word: 'Everything', scopes: [`${subject}:read`, `${subject}:write`, `${subject}:admin`] },
  ];
}

export const scopeSubjects: readonly ScopeSubject[] = [
  { name: 'Issues and events', help: 'Read and search; resolve, archive, assign; delete.', degrees: degrees('event') },
  { name: 'Projects', help: 'Read; change settings and keys; delete.', degrees: degrees('project') },
  { name: 'Releases', help: 'What sentry-cli needs to create releases and upload files.', degrees: [{ word: 'None', scopes: [] }, { word: 'Everything', scopes: ['project:releases'] }] },
  { name: 'Teams', help: 'Read; create and change; delete.', degrees: degrees('team') },
  { name: 'Members', help: 'Read; invite and change; remove.', degrees: degrees('member'), included: ['member:invite'] },
  { name: 'Organization', help: 'Read; change settings; delete.', degrees: degrees('org'), included: ['org:integrations'] },
  { name: 'Alerts', help: 'Read; create and change.', degrees: degrees('alerts').slice(0, 3) },
];

/** "Issues and events: read and write; Projects: read". Scopes that are no degree of a subject stand by their names. */
export function scopesInWords(scopes: readonly string[]): string {
  const left = new Set(scopes);
  const words: string[] = [];
  for (const subject of scopeSubjects) {
    const highest = [...subject.degrees].reverse().find((degree) => degree.scopes.length > 0 && left.has(degree.scopes.at(-1)!));
    if (!highest) continue;
    for (const degree of subject.degrees) for (const scope of degree.scopes) left.delete(scope);
    // Whoever may everything about a subject may this too.
    if (highest.word === 'Everything') for (const scope of subject.included ?? []) left.delete(scope);
    words.push(`${subject.name}: ${highest.word.toLowerCase()}`);
  }
  return [...words, ...left].join('; ') || 'nothing';
}
