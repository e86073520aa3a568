// The rule for new passwords, said before the server has to (it also knows the most common ones).

export const passwordLeast = 12;
/** In UTF-8, as the server counts. */
const passwordMostBytes = 1024;
export const passwordHelp = `At least ${passwordLeast} characters. A few words in a row are good.`;

/** The sentence for a password that will be refused. */
export function passwordProblem(password: string): string | undefined {
  const missing = passwordLeast - Array.from(password).length;
  if (missing > 0) return `${missing} more ${missing === 1 ? 'character' : 'characters'}.`;
  if (new TextEncoder().encode(password).length > passwordMostBytes) return `At most ${passwordMostBytes} bytes.`;
  return undefined;
}
