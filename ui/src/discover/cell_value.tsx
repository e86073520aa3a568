// One cell of the table: text of an event as text, numbers and times as everywhere, links where a thing has a page.
import { EventText, plainText } from '../shared/event_text';
import { dateOnly, shortEventId, shortTraceId } from '../shared/format';
import { LevelIcon } from '../shared/level_icon';
import { Link, paths } from '../shared/link';
import { shortened } from '../shared/shortened';
import { Time, useNow } from '../shared/time';
import { cellText, type Row } from './filters';
import { exactNumber, shortNumber } from './numbers';
import type { ValueType } from './series';

export interface CellValueProps {
  readonly org: string;
  readonly field: string;
  readonly row: Row;
  readonly type: ValueType | undefined;
}

/** Of one cell; longer ones are whole on the page of the event. */
const SHOWN = 300;
const TRUTHS = new Set(['error.handled', 'error.unhandled']);
/** Numbers that count nothing. */
const NUMBERS_OF_THINGS = new Set(['issue.id', 'project.id', 'project_id']);

/** The page of the row's event, if the row is one event. */
export function eventPath(org: string, row: Row): string | undefined {
  const { id, 'issue.id': issue } = row;
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) && typeof issue === 'number' ? paths.event(org, String(issue), id) : undefined;
}

export function isNumeric(type: ValueType | undefined): boolean {
  return type === 'integer' || type === 'number' || type === 'percentage';
}

export function CellValue({ org, field, row, type }: CellValueProps) {
  const now = useNow();
  const value = row[field];
  const text = cellText(value);
  if (text === '') return <span className="muted">(none)</span>;
  if (TRUTHS.has(field)) return text === '1' || text === 'true' ? 'yes' : 'no';
  if (type === 'date') {
    return field === 'timestamp.to_day' ? <time dateTime={text}>{dateOnly(Date.parse(text), now)}</time> : <Time at={text} as="date" none={shortened(text, SHOWN)} />;
  }
  if (typeof value === 'number') {
    return NUMBERS_OF_THINGS.has(field) ? String(value) : <span title={exactNumber(value, type)}>{shortNumber(value, type)}</span>;
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return <TextValue org={org} field={field} row={row} text={text} />;
}

function TextValue({ org, field, row, text }: Omit<CellValueProps, 'type'> & { readonly text: string }) {
  const shown = <EventText text={shortened(text, SHOWN)} />;
  const whole = plainText(shortened(text, 2000));
  const page = eventPath(org, row);
  if (field === 'issue' && typeof row['issue.id'] === 'number' && text !== 'unknown') {
    return <Link className="mono" to={paths.issue(org, String(row['issue.id']))} keepScope>{text}</Link>;
  }
  if (field === 'id') {
    const name = <EventText text={shortEventId(text)} />;
    return page ? <Link className="mono" to={page} keepScope title={whole}>{name}</Link> : <span className="mono" title={whole}>{name}</span>;
  }
  if (field === 'latest_event()') return <span className="mono" title={whole}><EventText text={shortEventId(text)} /></span>;
  if (field === 'trace') return <span className="mono" title={whole}><EventText text={shortTraceId(text)} /></span>;
  if (field === 'title' && page) return <Link to={page} keepScope title={whole}>{shown}</Link>;
  if (field === 'level') return <><span aria-hidden><LevelIcon level={text} /></span> {shown}</>;
  return <span title={whole}>{shown}</span>;
}
