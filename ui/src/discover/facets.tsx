// How the tags of the events are spread; a value leads to the same search with it.
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Facet } from '../api/answers';
import { EventText, plainText } from '../shared/event_text';
import { counted } from '../shared/format';
import { Link, paths } from '../shared/link';
import type { Scope } from '../shared/scope';
import type { SearchParams } from '../shared/search_params';
import { shortened } from '../shared/shortened';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { TagBars } from '../shared/tag_bars';
import { byImportance, type TagShare } from '../shared/tag_share';
import { columnOfTag } from './columns';
import { filterOf, withFilter } from './filters';
import { facetsQuery, refusalOf, totalQuery } from './queries';
import { searchOf, type View } from './view';
import styles from './facets.module.css';

export interface FacetsProps {
  readonly org: string;
  readonly view: View;
  readonly scope: Scope;
  /** Of the page: the saved query that is open stays open. */
  readonly params: SearchParams;
}

/** As many values as the server counts of a tag. */
const COUNTED_VALUES = 10;
const SHOWN_TAGS = 6;
const SHOWN_VALUES = 4;
export function sharesOf(facets: readonly Facet[]): readonly TagShare[] {
  return facets.map(({ key, topValues }): TagShare => {
    const field = columnOfTag(key);
    const values = topValues.map(({ name, value, count }) => ({
      value: String(value), name: name || String(value), count, query: filterOf(field, key === 'project' ? name : String(value)) ?? '',
    }));
    return { key, values, total: values.reduce((sum, value) => sum + value.count, 0), partial: values.length >= COUNTED_VALUES };
  }).filter((share) => share.values.length > 0).sort(byImportance);
}

export function Facets({ org, view, scope, params }: FacetsProps) {
  const [all, setAll] = useState(false);
  const facets = useQuery(facetsQuery(org, view, scope));
  const total = useQuery(totalQuery(org, view, scope)).data;
  const shares = facets.data && !facets.error ? sharesOf(facets.data) : [];
  return (
    <aside className={styles.facets} aria-label="Tags of these events">
      <h2>Tags{total !== undefined && <em>{counted(total, 'event')}</em>}</h2>
      {facets.isPending && <Skeleton rows={6} height={44} />}
      {/* A search that cannot be read is told about under its field. */}
      {facets.error && !refusalOf(facets.error) && <Failed what="The tags" error={facets.error} retry={() => void facets.refetch()} />}
      {facets.data && !facets.error && shares.length === 0 && <p className={styles.none}>No event, no tag.</p>}
      {shares.slice(0, all ? shares.length : SHOWN_TAGS).map((tag) => (
        <TagBars key={tag.key} tag={tag} events={total} limit={SHOWN_VALUES} heading={<EventText text={shortened(tag.key, 60)} />}
          link={(value, name) => (value.query === '' ? name : (
            <Link to={paths.discover(org)} search={{ ...params, ...searchOf({ ...view, query: withFilter(view.query, value.query) }) }} keepScope
              aria-label={`Add ${plainText(shortened(tag.key, 60))} ${plainText(shortened(value.name, 60))} to the search`}>{name}</Link>
          ))} />
      ))}
      {shares.length > SHOWN_TAGS && <button type="button" className={styles.all} onClick={() => setAll(!all)}>{all ? 'Fewer tags' : `All ${counted(shares.length, 'tag')}`}</button>}
    </aside>
  );
}
