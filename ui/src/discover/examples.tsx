// Three queries that show what Discover is for, where there is nothing else to show.
import { Link, paths } from '../shared/link';
import { DEFAULT_VIEW, searchOf, type View } from './view';
import styles from './examples.module.css';

interface Example {
  readonly name: string;
  readonly about: string;
  readonly view: View;
}

export const EXAMPLES: readonly Example[] = [
  {
    name: 'Which errors reach most users?', about: 'A row for each title, with its events and the people who had them.',
    view: { ...DEFAULT_VIEW, fields: ['title', 'project', 'count()', 'count_unique(user)', 'last_seen()'], sort: '-count_unique(user)' },
  },
  {
    name: 'Which release made it worse?', about: 'The five releases with most events, drawn over time.',
    view: { ...DEFAULT_VIEW, fields: ['release', 'count()', 'failure_rate()'], query: 'has:release', sort: '-count()', display: 'top5' },
  },
  {
    name: 'Who is hit hardest?', about: 'People by how many different issues they ran into.',
    view: { ...DEFAULT_VIEW, fields: ['user.display', 'count_unique(issue)', 'count()'], query: 'has:user', sort: '-count_unique(issue)' },
  },
];

export function Examples({ org }: { readonly org: string }) {
  return (
    <ul className={styles.examples} aria-label="Examples">
      {EXAMPLES.map(({ name, about, view }) => (
        <li key={name}>
          <Link to={paths.discover(org)} search={searchOf(view)} keepScope>{name}</Link>
          <p>{about}</p>
          <code>{view.fields.join(', ')}</code>
        </li>
      ))}
    </ul>
  );
}
