// Why an event is in its issue: the variant whose hash decided, the rule that changed it if one did, and all that was
// looked at. The server groups the event anew, so a later change of settings shows. Source: design reference, section 8.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { GroupingInfo, GroupingVariant, Issue } from '../api/issue_types';
import { asText } from '../event/shape';
import { EventText } from '../shared/event_text';
import { shortEventId } from '../shared/format';
import { Link, paths } from '../shared/link';
import { one, useSearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { componentOf, decidingVariant, sortedVariants, type NamedVariant, type Part } from './grouping_words';
import { eventQuery, groupingQuery } from './queries';
import { SubPage } from './sub_page';
import type { IssueOfPage } from './use_issue';
import { useListSearch } from './use_neighbours';
import styles from './grouping_page.module.css';

export function GroupingPage() {
  return <SubPage title="Grouping">{(page, issue) => <Grouping page={page} issue={issue} />}</SubPage>;
}

function Grouping({ page, issue }: { readonly page: IssueOfPage; readonly issue: Issue }) {
  const { org, scope } = page;
  const [params] = useSearchParams();
  const search = useListSearch();
  const event = useQuery(eventQuery(org, issue.id, one(params, 'of') ?? 'latest', scope));
  const id = event.data?.event.eventID;
  const info = useQuery({ ...groupingQuery(org, issue.project.slug, id ?? ''), enabled: id !== undefined });
  const failed = event.error ?? info.error;
  if (failed) return <Failed what="The explanation" error={failed} retry={() => void (event.error ? event.refetch() : info.refetch())} />;
  if (event.data === null) return <Empty title="The events of this issue have expired.">What they were grouped by went with them.</Empty>;
  if (id === undefined || info.data === undefined) return <Skeleton rows={6} height={40} />;
  return (
    <div className={styles.page}>
      <p className={styles.about}>
        Of event <Link className="mono" to={paths.event(org, issue.id, id)} search={search} keepScope title={id}>{shortEventId(id)}</Link>, by{' '}
        <code><EventText text={info.data.grouping_config} limit={100} /></code>. <Link to={paths.projectGrouping(org, issue.project.slug)}>Grouping rules of {issue.project.slug}</Link>
      </p>
      <Decision info={info.data} />
      {sortedVariants(info.data).map((variant) => <Variant key={variant.name} variant={variant} />)}
    </div>
  );
}

/** One sentence: what the issue is made of. */
function Decision({ info }: { readonly info: GroupingInfo }) {
  const variant = decidingVariant(info);
  if (!variant) return <p className={styles.decision}>Nothing of this event decides by the settings as they are now.</p>;
  const { description, matched_rule: rule, values } = variant;
  const moved = variant.hashMismatch;
  return (
    <div className={styles.decision}>
      <p><b>Grouped by {asText(description)}.</b>{moved && ' By the settings as they are now the event would go into another issue.'}</p>
      {rule !== undefined && <p>The rule that decided: <code><EventText text={rule} limit={500} /></code></p>}
      {rule === undefined && values !== undefined && <p>The fingerprint came with the event: <code><EventText text={values.map(asText).join(', ')} limit={500} /></code></p>}
    </div>
  );
}

function Variant({ variant }: { readonly variant: NamedVariant }) {
  const [all, setAll] = useState(false);
  const root = componentOf(variant.component);
  return (
    <section className={styles.variant} aria-labelledby={`variant-${variant.name}`}>
      <header>
        <h2 id={`variant-${variant.name}`}><EventText text={variant.name} limit={100} /></h2>
        <span>{stateWords(variant)}</span>
        <span className="grow" />
        {root?.hasQuiet && <Button variant="subtle" aria-pressed={all} onClick={() => setAll(!all)}>{all ? 'Only what counted' : 'Also what did not count'}</Button>}
      </header>
      {variant.hint && <p className="muted"><EventText text={variant.hint} limit={300} /></p>}
      {variant.hash !== null && <p className={styles.hash}>hash <code>{variant.hash}</code></p>}
      {variant.values !== undefined && <p className={styles.hash}>fingerprint <code><EventText text={variant.values.map(asText).join(', ')} limit={500} /></code></p>}
      {root && (root.contributes || all) && <ul className={styles.tree}><Branch part={root} all={all} /></ul>}
    </section>
  );
}

function stateWords(variant: GroupingVariant): string {
  if (!variant.contributes) return 'does not count';
  return variant.hashMismatch ? 'counts now; its hash is not one of this issue' : 'counts';
}

function Branch({ part, all }: { readonly part: Part; readonly all: boolean }) {
  const shown = all ? part.parts : part.parts.filter((each) => each.contributes);
  return (
    <li className={part.contributes ? undefined : styles.quiet}>
      <span className={styles.name}>{part.name}</span>
      {part.texts.map((text, at) => <code key={at}><EventText text={text} limit={300} /></code>)}
      {part.hint !== '' && <em><EventText text={part.hint} limit={300} /></em>}
      {shown.length > 0 && <ul>{shown.map((each, at) => <Branch key={at} part={each} all={all} />)}</ul>}
    </li>
  );
}
