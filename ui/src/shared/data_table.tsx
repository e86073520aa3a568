// A table of records: sortable heads, a loading and an empty state. It scrolls sideways in itself, never the page.
import type { ReactNode } from 'react';
import { Icon } from './icons';
import { Skeleton } from './skeleton';
import styles from './data_table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** The head is for screen readers only. */
  readonly quiet?: boolean;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'left' | 'right';
  /** CSS width. */
  readonly width?: string;
  readonly sortable?: boolean;
  /** Hidden below 768 px. */
  readonly wide?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

export interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while loading. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Cells begin at the top of the row: for rows of several lines. */
  readonly top?: boolean;
}

function ariaSort(sort: Sort | undefined, key: string): 'ascending' | 'descending' | undefined {
  if (sort?.key !== key) return undefined;
  return sort.descending ? 'descending' : 'ascending';
}

export function DataTable<Row>({ label, columns, rows, rowKey, empty, sort, onSort, top = false }: DataTableProps<Row>) {
  const classOf = (column: Column<Row>) => `${column.align === 'right' ? styles.right : ''} ${column.wide ? styles.wide : ''}`;
  return (
    <div className={styles.scroll}>
      <table className={top ? `${styles.table} ${styles.top}` : styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" style={{ width: column.width }} className={classOf(column)} aria-sort={ariaSort(sort, column.key)}>
                {column.sortable && onSort ? (
                  <button type="button" className={styles.head}
                    onClick={() => onSort({ key: column.key, descending: sort?.key === column.key ? !sort.descending : true })}>
                    {sort?.key === column.key && <Icon name={sort.descending ? 'down' : 'up'} size={11} />}
                    {column.title}
                  </button>
                ) : column.quiet ? <span className="vh">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        {rows && (
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column) => <td key={column.key} className={classOf(column)}>{column.cell(row)}</td>)}
              </tr>
            ))}
          </tbody>
        )}
      </table>
      {!rows && <Skeleton rows={6} height={40} />}
      {rows?.length === 0 && empty}
    </div>
  );
}
