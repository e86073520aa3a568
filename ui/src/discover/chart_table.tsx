// The numbers of a chart, bucket by bucket.
import { EventText } from '../shared/event_text';
import { dateTime } from '../shared/format';
import { shortened } from '../shared/shortened';
import { exactNumber } from './numbers';
import type { ChartData } from './series';
import styles from './chart.module.css';

export interface ChartTableProps {
  readonly data: ChartData;
  readonly label: string;
  readonly now: number;
  readonly zone: string;
}

export function ChartTable({ data, label, now, zone }: ChartTableProps) {
  const cell = (value: number | null | undefined) => (value === null || value === undefined ? '–' : exactNumber(value, data.type));
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            {data.lines.map((line, at) => <th key={at} scope="col">{line.name === '' ? data.axis : <EventText text={shortened(line.name, 80)} />}</th>)}
            {data.lines.some((line) => line.before) && <th scope="col">Before</th>}
          </tr>
        </thead>
        <tbody>
          {data.times.map((time, bucket) => (
            <tr key={time}>
              <td>{dateTime(time, now, zone)}</td>
              {data.lines.map((line, at) => <td key={at}>{cell(line.values[bucket])}</td>)}
              {data.lines.map((line, at) => line.before && <td key={`before ${at}`}>{cell(line.before[bucket])}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
