// Five facts of an issue, each with the span that its number is about. Source: design reference, section 8.
import type { ReactNode } from 'react';
import type { Issue, IssueDetail } from '../api/issue_types';
import { EventText, plainText } from '../shared/event_text';
import { Fact, FactList } from '../shared/facts';
import { exactCount, shortCount, shortRelease } from '../shared/format';
import { StatusTag } from '../shared/status_tag';
import { Time, useNow } from '../shared/time';
import { statusReason } from './status_words';
import styles from './facts.module.css';

export interface FactsProps {
  readonly issue: Issue & Partial<IssueDetail>;
  /** The issue as the list knows it: its numbers in the range. Null: no event in the range. */
  readonly range: Issue | null | undefined;
}

function CountFact({ name, range, lifetime }: { readonly name: string; readonly range: number | undefined; readonly lifetime: number | undefined }) {
  if (range === undefined) {
    return <Fact name={name} scope="lifetime"><span title={exactCount(lifetime ?? 0)}>{lifetime === undefined ? '–' : shortCount(lifetime)}</span></Fact>;
  }
  return (
    <Fact name={name} scope="in range" under={lifetime !== undefined && `${shortCount(lifetime)} lifetime`}>
      <span title={exactCount(range)}>{shortCount(range)}</span>
    </Fact>
  );
}

function release(ref: { readonly version: string } | null | undefined): ReactNode {
  return ref ? <>in <span className={styles.version} title={plainText(ref.version)}><EventText text={shortRelease(ref.version)} limit={60} /></span></> : undefined;
}

export function Facts({ issue, range }: FactsProps) {
  const now = useNow();
  const life = range?.lifetime ?? issue.lifetime ?? { count: issue.count, userCount: issue.userCount };
  const count = range === undefined ? undefined : range === null ? 0 : Number(range.count);
  const users = range === undefined ? undefined : range === null ? 0 : range.userCount;
  return (
    <FactList>
      <Fact name="Status" under={<EventText text={statusReason(issue, now)} limit={200} />}><span className={styles.status}><StatusTag status={issue.status} substatus={issue.substatus} /></span></Fact>
      <CountFact name="Events" range={count} lifetime={Number(life.count)} />
      <CountFact name="Users" range={users} lifetime={life.userCount} />
      <Fact name="First seen" under={release(issue.firstRelease)}><Time at={issue.firstSeen} as="ago" none="–" /></Fact>
      <Fact name="Last seen" under={release(issue.lastRelease)}><Time at={issue.lastSeen} as="ago" none="–" /></Fact>
    </FactList>
  );
}
