// Text of an event inside a control, where no "show all" button can stand: cut, the rest behind the control.
import { EventText } from '../shared/event_text';

export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 2);
  // Half of a surrogate pair is no character.
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 2 : limit - 1)}…`;
}

export function Short({ text, limit = 200 }: { readonly text: string; readonly limit?: number }) {
  return <EventText text={shortened(text, limit)} />;
}
