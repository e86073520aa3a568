// Links to the sections of the event, in one line that scrolls sideways.
import type { MouseEvent } from 'react';
import type { SectionLink } from '../event/event_body';
import { exactCount } from '../shared/format';
import { Link } from '../shared/link';
import type { SearchParams } from '../shared/search_params';
import styles from './section_links.module.css';

export interface SectionLinksProps {
  readonly sections: readonly SectionLink[];
  /** Sub pages of the issue. */
  readonly pages: readonly { readonly title: string; readonly to: string; readonly count?: number }[];
  readonly search: SearchParams;
}

export function SectionLinks({ sections, pages, search }: SectionLinksProps) {
  const jump = (event: MouseEvent, id: string) => {
    // With a <base> a bare fragment would leave the page.
    event.preventDefault();
    const section = document.getElementById(id);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('button, a, input, [tabindex]')?.focus({ preventScroll: true });
  };
  return (
    <nav className={styles.links} aria-label="Sections">
      {sections.map((section) => (
        <a key={section.id} href={`#${section.id}`} onClick={(event) => jump(event, section.id)}>
          {section.title}{section.count !== undefined && <em>{exactCount(section.count)}</em>}
        </a>
      ))}
      {pages.map((page) => (
        <Link key={page.to} to={page.to} search={search} keepScope>{page.title}{page.count !== undefined && <em>{exactCount(page.count)}</em>}</Link>
      ))}
    </nav>
  );
}
