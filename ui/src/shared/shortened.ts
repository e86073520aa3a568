// Cuts text where the whole of it has no place: in a control, a cell, a label. The rest is behind it.

export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 2);
  // Half of a surrogate pair is no character.
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 2 : limit - 1)}…`;
}
