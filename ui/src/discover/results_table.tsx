// The table: a row for each event, or for each group of them, with ways to narrow the search and to what a row is about.
import type { DiscoverTable } from '../api/answers';
import { DataTable, type Column } from '../shared/data_table';
import { plainText } from '../shared/event_text';
import { Icon } from '../shared/icons';
import { Link, paths } from '../shared/link';
import { CellMenu } from './cell_menu';
import { CellValue, eventPath, isNumeric } from './cell_value';
import { drillInto, withFilter, type Row } from './filters';
import { chartName, Swatch } from './marks';
import { shapeOf } from './series';
import { isGrouped, isTop, searchOf, sortedBy, type View } from './view';
import styles from './results_table.module.css';

interface ShownRow {
  readonly at: number;
  readonly cells: Row;
}

export interface ResultsTableProps {
  readonly org: string;
  readonly view: View;
  /** Undefined while loading. */
  readonly table: DiscoverTable | undefined;
  /** The rows are those that the chart shows. */
  readonly firstPage: boolean;
  readonly onView: (view: View) => void;
}

const DRAWN_GROUPS = 5;

export function ResultsTable({ org, view, table, firstPage, onView }: ResultsTableProps) {
  const types = table?.meta.fields ?? {};
  const columns = view.fields.map((field): Column<ShownRow> => ({
    key: field,
    title: plainText(field),
    sortable: true,
    align: isNumeric(types[field]) ? 'right' : 'left',
    cell: ({ cells }) => (
      <div className={styles.cell}>
        <span className={styles.value}><CellValue org={org} field={field} row={cells} type={types[field]} /></span>
        <CellMenu field={field} value={cells[field]} onFilter={(filter) => onView({ ...view, query: withFilter(view.query, filter) })} />
      </div>
    ),
  }));
  const lead = leadOf(org, view, firstPage);
  return (
    <div className={styles.table}>
      <DataTable label="Results" columns={lead ? [lead, ...columns] : columns} rows={table?.data.map((cells, at): ShownRow => ({ at, cells }))}
        rowKey={({ at }) => String(at)} sort={sortedBy(view)} empty={null}
        onSort={({ key, descending }) => onView({ ...view, sort: `${descending ? '-' : ''}${key}` })} />
    </div>
  );
}

/** The way to what a row is about, where no column is: the events of a group, or the event. */
function leadOf(org: string, view: View, firstPage: boolean): Column<ShownRow> | undefined {
  if (isGrouped(view)) {
    const marks = firstPage && isTop(view.display);
    const shape = shapeOf(view.display, view.axes[0]!);
    return {
      key: ' lead', title: 'Events of the group', quiet: true, width: marks ? '64px' : '40px',
      cell: ({ at, cells }) => (
        <span className={styles.lead}>
          {marks && at < DRAWN_GROUPS && <Swatch mark={{ chart: chartName(0), at, isOther: false, single: false }} shape={shape} />}
          <Link to={paths.discover(org)} search={searchOf(drillInto(view, cells))} keepScope className={styles.drill} aria-label="Events of this group" title="Events of this group">
            <Icon name="issues" size={14} />
          </Link>
        </span>
      ),
    };
  }
  if (view.fields.includes('id') || view.fields.includes('title')) return undefined;
  return {
    key: ' lead', title: 'Event', quiet: true, width: '40px',
    cell: ({ cells }) => {
      const to = eventPath(org, cells);
      return to && <Link to={to} keepScope className={styles.drill} aria-label="Open the event" title="Open the event"><Icon name="arrow" size={14} /></Link>;
    },
  };
}
