// Where everything went: each outcome with its reasons, why, and what to do about it.
import { share } from '../shared/format';
import { Link } from '../shared/link';
import type { SearchParams } from '../shared/search_params';
import { paths } from '../shared/link';
import { amount, type Category } from './categories';
import { FateMark } from './fate_mark';
import { fates, type Fate, type FateCount } from './outcomes';
import type { Explained, NextStep } from './reasons';
import styles from './stats.module.css';

/** A hostile SDK may send any number of reasons. */
const reasonsShown = 12;

export interface OutcomeTableProps {
  readonly org: string;
  readonly category: Category;
  readonly counts: readonly FateCount[];
  readonly explain: (fate: Fate, outcome: string, reason: string) => Explained;
  /** Parameters of this page: a reason is a view of it. */
  readonly params: SearchParams;
  readonly onPart: (part: 'health' | 'letters') => void;
}

export function OutcomeTable({ org, category, counts, explain, params, onPart }: OutcomeTableProps) {
  const total = counts.reduce((sum, one) => sum + one.total, 0);
  return (
    <table className={styles.outcomes} aria-label="Where everything went">
      <thead>
        <tr>
          <th scope="col">Where they went</th><th scope="col" className={styles.number}>{category.title}</th>
          <th scope="col" className={styles.number}>Share</th><th scope="col">Why</th><th scope="col">Next step</th>
        </tr>
      </thead>
      {counts.map((one) => {
        const words = one.reasons.map((reason) => ({ reason, ...explain(one.fate, reason.outcome, reason.reason) }));
        const alone = one.fate === 'stored' || one.fate === 'pending' || one.fate === 'lost' || one.fate === 'unavailable' ? words[0] : undefined;
        return (
          <tbody key={one.fate} data-fate={one.fate}>
            <tr className={styles.fate}>
              <th scope="rowgroup"><FateMark fate={one.fate} /><b>{fates[one.fate].word}</b></th>
              <td className={styles.number}>{amount(category, one.total)}</td>
              <td className={styles.share}>{share(one.total, total)}</td>
              <td className={styles.why}>{alone?.why}</td>
              <td>{alone && <Next next={alone.next} onPart={onPart} />}</td>
            </tr>
            {!alone && words.slice(0, reasonsShown).map(({ reason, title, why, next }) => (
              <tr key={`${reason.outcome} ${reason.reason}`}>
                <th scope="row" className={styles.reason}>
                  <Link to={paths.stats(org)} keepScope search={{ ...params, outcome: reason.outcome, reason: reason.reason }}>{title}</Link>
                </th>
                <td className={styles.number}>{amount(category, reason.total)}</td>
                <td className={styles.share}>{share(reason.total, total)}</td>
                <td className={styles.why}>{why}</td>
                <td><Next next={next} onPart={onPart} /></td>
              </tr>
            ))}
            {!alone && words.length > reasonsShown && (
              <tr><td colSpan={5} className={styles.more}>{words.length - reasonsShown} more reasons, {amount(category, words.slice(reasonsShown).reduce((sum, { reason }) => sum + reason.total, 0))} in all</td></tr>
            )}
          </tbody>
        );
      })}
    </table>
  );
}

function Next({ next, onPart }: { readonly next: NextStep; readonly onPart: OutcomeTableProps['onPart'] }) {
  if ('part' in next) return <button type="button" className={styles.link} onClick={() => onPart(next.part)}>{next.words}</button>;
  return <Link to={next.to} search={next.search}>{next.words}</Link>;
}
