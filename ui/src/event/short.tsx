// Text of an event inside a control, where no "show all" button can stand: cut, the rest behind the control.
import { EventText } from '../shared/event_text';
import { shortened } from '../shared/shortened';

export function Short({ text, limit = 200 }: { readonly text: string; readonly limit?: number }) {
  return <EventText text={shortened(text, limit)} />;
}
