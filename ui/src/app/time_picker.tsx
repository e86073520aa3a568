// Relative spans, or a start and an end in UTC.
import { useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { Icon } from '../shared/icons';
import type { Scope } from '../shared/scope';
import type { SearchChange } from '../shared/search_params';
import styles from './time_picker.module.css';

const periods = [['1h', 'Last hour'], ['24h', 'Last 24 hours'], ['7d', 'Last 7 days'], ['14d', 'Last 14 days'], ['30d', 'Last 30 days'], ['90d', 'Last 90 days']] as const;

export interface TimePickerProps {
  readonly scope: Scope;
  readonly onChange: (change: SearchChange) => void;
}

export function TimePicker({ scope, onChange }: TimePickerProps) {
  const [start, setStart] = useState(scope.start?.slice(0, 16) ?? '');
  const [end, setEnd] = useState(scope.end?.slice(0, 16) ?? '');
  const wrong = start !== '' && end !== '' && start >= end;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (start && end && !wrong) onChange({ start: `${start}:00`, end: `${end}:00`, utc: 'true', statsPeriod: undefined });
  };
  return (
    <div>
      <div role="listbox" aria-label="Time">
        {periods.map(([value, label]) => (
          <button key={value} type="button" role="option" aria-selected={scope.statsPeriod === value} className={styles.period}
            onClick={() => onChange({ statsPeriod: value, start: undefined, end: undefined, utc: undefined })}>
            <span>{label}</span>{scope.statsPeriod === value && <Icon name="check" size={13} />}
          </button>
        ))}
      </div>
      <form className={styles.range} onSubmit={submit}>
        <label>From <input type="datetime-local" value={start} max={end || undefined} onChange={(event) => setStart(event.target.value)} required /></label>
        <label>To <input type="datetime-local" value={end} onChange={(event) => setEnd(event.target.value)} required /></label>
        {wrong && <p role="alert" className={styles.wrong}>The start has to be before the end.</p>}
        <Button type="submit" disabled={!start || !end || wrong}>Use these times, UTC</Button>
      </form>
    </div>
  );
}
