// The same by project, most first: how much of each was stored, and how much was not.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { DataTable, type Column } from '../shared/data_table';
import { counted } from '../shared/format';
import { Link, paths } from '../shared/link';
import { amount, type Category } from './categories';
import { byFate, fates, type Fate } from './outcomes';
import type { PlaceCount } from './queries';

const shownAtFirst = 10;

interface Row {
  readonly project: string;
  /** Undefined: of no project that there is any more. */
  readonly slug: string | undefined;
  readonly total: number;
  readonly by: ReadonlyMap<Fate, number>;
}

export interface ProjectTableProps {
  readonly org: string;
  readonly category: Category;
  readonly counts: readonly PlaceCount[];
  readonly slugs: ReadonlyMap<string, string>;
}

export function rowsOf(counts: readonly PlaceCount[], slugs: ReadonlyMap<string, string>): readonly Row[] {
  const groups = new Map<string, PlaceCount[]>();
  for (const count of counts) groups.set(count.project, [...(groups.get(count.project) ?? []), count]);
  const rows = [...groups].map(([project, own]): Row => {
    const by = new Map(byFate(own).map((one) => [one.fate, one.total]));
    return { project, slug: slugs.get(project), by, total: [...by.values()].reduce((sum, count) => sum + count, 0) };
  });
  return rows.filter((row) => row.total > 0).sort((one, other) => other.total - one.total);
}

export function ProjectTable({ org, category, counts, slugs }: ProjectTableProps) {
  const [all, setAll] = useState(false);
  const rows = rowsOf(counts, slugs);
  const present = (Object.keys(fates) as readonly Fate[]).filter((fate) => rows.some((row) => row.by.has(fate)));
  const number = (fate: Fate): Column<Row> => ({
    key: fate, title: fates[fate].word, align: 'right', width: '96px', wide: fate !== 'stored',
    cell: (row) => (row.by.has(fate) ? amount(category, row.by.get(fate)!) : <span className="muted">0</span>),
  });
  const columns: readonly Column<Row>[] = [
    { key: 'project', title: 'Project', cell: (row) => (row.slug ? <Link to={paths.stats(org)} keepScope search={{ project: row.project }}>{row.slug}</Link> : <span className="muted">deleted project</span>) },
    { key: 'total', title: 'All', align: 'right', width: '96px', cell: (row) => amount(category, row.total) },
    ...present.map(number),
  ];
  return (
    <>
      <DataTable label="By project" columns={columns} rows={all ? rows : rows.slice(0, shownAtFirst)} rowKey={(row) => row.project} empty={null} />
      {!all && rows.length > shownAtFirst && <Button variant="subtle" onClick={() => setAll(true)}>Show {counted(rows.length - shownAtFirst, 'more project', 'more projects')}</Button>}
    </>
  );
}
