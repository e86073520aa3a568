// The charts above the table: which function of the events, drawn how. One request for all of them.
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { bucketWords } from '../shared/buckets';
import { plainText } from '../shared/event_text';
import { Icon } from '../shared/icons';
import type { Scope } from '../shared/scope';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { Chart } from './chart';
import { isAggregate } from './columns';
import { chartName } from './marks';
import { refusalOf, seriesQuery } from './queries';
import { chartsOf, shapeOf } from './series';
import { DISPLAYS, displayOf, isGrouped, isTop, MOST_AXES, withFields, type View } from './view';
import styles from './chart_panel.module.css';

export interface ChartPanelProps {
  readonly org: string;
  readonly view: View;
  readonly scope: Scope;
  readonly onView: (view: View) => void;
  readonly onSpan: (start: number, end: number) => void;
}

const COMMON_AXES = ['count()', 'count_unique(user)', 'count_unique(issue)', 'epm()', 'failure_count()', 'failure_rate()'];
/** Functions of the table that have a number in each bucket. */
const isDrawable = (field: string): boolean => isAggregate(field) && !/^(last_seen|latest_event|any)\(/.test(field);

function axesOf(view: View): readonly string[] {
  return [...new Set([...COMMON_AXES, ...view.fields.filter(isDrawable), ...view.axes])];
}

export function ChartPanel({ org, view, scope, onView, onSpan }: ChartPanelProps) {
  const series = useQuery(seriesQuery(org, view, scope));
  const lacksGroups = isTop(view.display) && !isGrouped(view);
  const charts = series.data && !series.error ? chartsOf(series.data, view.axes) : [];
  const refusal = refusalOf(series.error);
  const setAxis = (place: number, axis: string) => onView({ ...view, axes: view.axes.map((each, at) => (at === place ? axis : each)) });
  return (
    <section className={styles.panel} aria-label="Chart">
      {view.axes.map((axis, at) => {
        const chart = charts.find((each) => each.axis === axis);
        const bucket = chart ? bucketWords(chart.interval / 1000) : undefined;
        return (
          <div key={at} className={styles.one}>
            <div className={styles.head}>
              <NativeSelect className={styles.axis} aria-label="Chart shows" value={axis} data={axesOf(view).map((value) => ({ value, label: plainText(value) }))} onChange={(event) => setAxis(at, event.target.value)} />
              {bucket && <span className={styles.bucket}>per {bucket}</span>}
              {view.axes.length > 1 && (
                <ActionIcon aria-label={`Remove the chart of ${axis}`} onClick={() => onView({ ...view, axes: view.axes.filter((_, place) => place !== at) })}><Icon name="close" size={13} /></ActionIcon>
              )}
              <span className="grow" />
              {at === 0 && <Displays view={view} onView={onView} />}
            </div>
            {chart ? <Chart chart={chartName(at)} data={chart} shape={shapeOf(view.display, axis)} bucket={bucket!} onSpan={onSpan} /> : series.isFetching && <Skeleton rows={1} height={168} />}
          </div>
        );
      })}
      {lacksGroups && (
        <p className={styles.note}>
          The first groups need a column that counts. <Button size="compact-xs" onClick={() => onView({ ...withFields(view, [...view.fields.filter((field) => field !== 'timestamp'), 'count()']), sort: '-count()' })}>Add count()</Button>
        </p>
      )}
      {/* What is wrong with the search or the columns is said where they are. */}
      {refusal?.part === 'yAxis' && <p role="alert" className={styles.problem}>{refusal.text}</p>}
      {series.error && !refusal && <Failed what="The chart" error={series.error} retry={() => void series.refetch()} />}
    </section>
  );
}

function Displays({ view, onView }: Pick<ChartPanelProps, 'view' | 'onView'>) {
  const grouped = isGrouped(view);
  const spare = axesOf(view).find((axis) => !view.axes.includes(axis));
  return (
    <>
      <NativeSelect className={styles.display} aria-label="Drawn as" value={view.display} onChange={(event) => onView({ ...view, display: displayOf(event.target.value) })}
        data={DISPLAYS.map(({ value, label }) => ({ value, label: isTop(value) && !grouped ? `${label} (needs count())` : label, disabled: isTop(value) && !grouped && view.display !== value }))} />
      {view.axes.length < MOST_AXES && spare !== undefined && (
        <ActionIcon aria-label="Add a chart" title="Add a chart" onClick={() => onView({ ...view, axes: [...view.axes, spare] })}><Icon name="plus" size={14} /></ActionIcon>
      )}
    </>
  );
}
