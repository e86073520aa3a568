// Where did my events go? The sentence first, then each outcome with its reasons and what to do, then the course.
import { useMemo } from 'react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { part } from '../api/client';
import { projectsQuery, useAccess, useMe } from '../api/queries';
import { DeadLetters } from '../shared/dead_letters';
import { ingestHealthQuery } from '../shared/ingest_health';
import { Link, paths, useOrg } from '../shared/link';
import { useTitle } from '../shared/page';
import { periodName, useScope, type Scope } from '../shared/scope';
import { one, useSearchParams, type SearchParams } from '../shared/search_params';
import { Skeleton } from '../shared/skeleton';
import { Empty, Failed } from '../shared/state';
import { TabLinks } from '../shared/tabs';
import { categoryOf, errors, type Category } from './categories';
import { Chart } from './chart';
import { FatePatterns } from './fate_mark';
import { Flow } from './flow';
import { Health } from './health';
import { byFate, fateOf, type Count, type Fate } from './outcomes';
import { OutcomeTable } from './outcome_table';
import { ProjectTable } from './project_table';
import { categoriesQuery, keyOfNumber, limitedByKey, usageByProject, usageOverTime, type PlaceCount } from './queries';
import { explain, isOfKey, type Explained, type Place } from './reasons';
import styles from './stats.module.css';
import { verdictOf } from './verdict';

type Part = 'health' | 'letters';

/** A bare fragment would leave the page, which has a <base>. */
function goTo(wanted: Part): void {
  const target = document.getElementById(wanted === 'health' ? 'ingest-health' : 'dead-letters');
  target?.scrollIntoView({ block: 'start' });
  target?.focus({ preventScroll: true });
}

const rangeWords = (scope: Scope): string => (scope.statsPeriod ? `in the last ${periodName(scope)}` : `from ${periodName(scope)}`);

export function StatsPage() {
  useTitle('Stats');
  const org = useOrg();
  const [params] = useSearchParams();
  const [scope] = useScope();
  const category = categoryOf(one(params, 'dataCategory'));
  const usage = useQuery(usageOverTime(org, scope, category.name));
  return (
    <div className={styles.page}>
      <FatePatterns />
      {usage.data ? <Answer {...{ org, params, scope, category }} intervals={usage.data.intervals} counts={usage.data.counts} />
        : usage.isError ? <><h1 className="vh" tabIndex={-1}>Stats</h1><Failed what="What became of your events" error={usage.error} retry={() => void usage.refetch()} /></>
          : <><h1 className="vh" tabIndex={-1}>Stats</h1><Skeleton rows={8} height={30} slow={`Still counting ${periodName(scope)}…`} /></>}
    </div>
  );
}

interface AnswerProps {
  readonly org: string;
  readonly params: SearchParams;
  readonly scope: Scope;
  readonly category: Category;
  readonly intervals: readonly string[];
  readonly counts: readonly Count[];
}

function Answer({ org, params, scope, category, intervals, counts }: AnswerProps) {
  const places = useQuery(usageByProject(org, scope, category.name)).data;
  const health = useQuery(ingestHealthQuery(org)).data;
  const slugs = useSlugs(org);
  const mayReplay = useAccess(org, 'project:write');
  const words = useExplain(org, places, slugs, useLimitedKeys(org, scope, category, counts, slugs));
  const all = useMemo(() => byFate(counts), [counts]);
  const [outcome, reason] = [one(params, 'outcome'), one(params, 'reason')];
  const matches = (count: Count) => (!outcome || count.outcome === outcome) && (!reason || count.reason === reason);
  const shown = outcome || reason ? byFate(counts.filter(matches)) : all;
  const verdict = verdictOf(category, rangeWords(scope), all, (of) => words(of.fate, of.reasons[0]!.outcome, of.reasons[0]!.reason));
  const late = health && health.pending > 0 ? Date.parse(health.dataUntil) : undefined;
  return (
    <>
      <h1 tabIndex={-1}>{verdict.arrived} <span className={verdict.isLost ? styles.lost : styles.kept}>{verdict.lost}</span></h1>
      {verdict.rest && <p className={styles.verdict}>{verdict.rest}</p>}
      <Categories org={org} scope={scope} params={params} current={category} />
      <Flow counts={all} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {scope.environments.length > 0 && <p className={styles.hint}>Counted over all environments: what was dropped was not read that far.</p>}
          {all.length === 0 ? <Nothing org={org} category={category} />
            : <OutcomeTable org={org} category={category} counts={all} explain={words} params={params} onPart={goTo} />}
          {(outcome || reason) && (
            <p className={styles.only}>Below: only <b>{shown[0] ? words(shown[0].fate, outcome ?? shown[0].reasons[0]!.outcome, reason ?? shown[0].reasons[0]!.reason).title : reason ?? outcome}</b>.{' '}
              <Link to={paths.stats(org)} keepScope search={{ ...params, outcome: undefined, reason: undefined }}>Show all</Link>
            </p>
          )}
          {all.length > 0 && <Chart category={category} intervals={intervals} counts={shown} dataUntil={late} />}
          {places && places.length > 0 && (
            <section className={styles.part} aria-label="Projects">
              <h2>By project</h2>
              <ProjectTable org={org} category={category} counts={places.filter(matches)} slugs={slugs} />
            </section>
          )}
          {health !== undefined && health.deadLetters > 0 && (
            <section id="dead-letters" tabIndex={-1} className={styles.part} aria-label="What could not be processed">
              <h2>Dead letters</h2>
              <DeadLetters path={`organizations/${part(org)}/dead-letters/`} mayReplay={mayReplay} />
            </section>
          )}
        </div>
        <Health org={org} onLetters={() => goTo('letters')} />
      </div>
    </>
  );
}

function useSlugs(org: string): ReadonlyMap<string, string> {
  const projects = useQuery(projectsQuery(org)).data;
  return useMemo(() => new Map((projects ?? []).map((project) => [project.id, project.slug])), [projects]);
}

const mostOf = <T extends PlaceCount>(counts: readonly T[]): T | undefined => counts.reduce<T | undefined>((most, count) => (most && most.total >= count.total ? most : count), undefined);

/** The key by which most was refused for a reason, in words; each is asked for once. */
function useLimitedKeys(org: string, scope: Scope, category: Category, counts: readonly Count[], slugs: ReadonlyMap<string, string>) {
  const reasons = counts.filter((count) => count.total > 0 && isOfKey(fateOf(count.outcome, count.reason), count.reason));
  const limited = useQuery({ ...limitedByKey(org, scope, category.name), enabled: reasons.length > 0 }).data ?? [];
  const most = reasons.flatMap(({ outcome, reason }) => mostOf(limited.filter((count) => count.outcome === outcome && count.reason === reason && count.key > 0 && slugs.has(count.project))) ?? []);
  const found = useQueries({ queries: most.map((count) => keyOfNumber(org, slugs.get(count.project)!, count.key)) });
  return (outcome: string, reason: string): Pick<Place, 'project' | 'key'> | undefined => {
    const at = most.findIndex((count) => count.outcome === outcome && count.reason === reason);
    const key = found[at]?.data;
    return key ? { project: slugs.get(most[at]!.project), key } : undefined;
  };
}

/** The words of a reason; its next step leads to the project, or the key, that has most of it. */
function useExplain(org: string, places: readonly PlaceCount[] | undefined, slugs: ReadonlyMap<string, string>, keyOf: ReturnType<typeof useLimitedKeys>): (fate: Fate, outcome: string, reason: string) => Explained {
  const { isSuperuser } = useMe();
  return (fate, outcome, reason) => {
    const most = mostOf((places ?? []).filter((count) => count.outcome === outcome && count.reason === reason && slugs.has(count.project)));
    return explain(fate, reason, { org, project: most && slugs.get(most.project), superuser: isSuperuser, ...keyOf(outcome, reason) });
  };
}

/** Only those that came, and errors. */
function Categories({ org, scope, params, current }: { readonly org: string; readonly scope: Scope; readonly params: SearchParams; readonly current: Category }) {
  const found = useQuery(categoriesQuery(org, scope)).data ?? [];
  const names = new Set([errors.name, ...found.filter(({ total }) => total > 0).map(({ category }) => category), current.name]);
  if (names.size < 2) return null;
  const tab = (category: Category) => ({
    key: category.key, title: category.title, to: paths.stats(org),
    search: { ...params, dataCategory: category === errors ? undefined : category.key, outcome: undefined, reason: undefined },
  });
  return <div className={styles.tabs}><TabLinks label="What is counted" current={current.key} tabs={[...names].map((name) => tab(categoryOf(name)))} /></div>;
}

function Nothing({ org, category }: { readonly org: string; readonly category: Category }) {
  return (
    <Empty title="Nothing was sent in this time.">
      Not even something that was refused: {category === errors ? 'the SDKs may be silent because nothing fails, or because they are not set up.' : 'no SDK sent any.'}{' '}
      <Link to={paths.projects(org)}>Open projects</Link>
    </Empty>
  );
}
