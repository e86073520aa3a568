// The rules as the server read them, in the order in which they are asked: a later one overrides those before it.
import type { OwnershipRule, ProjectCodeowners, ProjectOwnership } from '../../../api/types';
import { EventText } from '../../../shared/event_text';
import { counted } from '../../../shared/format';
import { Link, paths } from '../../../shared/link';
import { Group, GroupRow, Panel, Remark } from '../../../shared/preview';
import { matcherText } from './queries';
import styles from './ownership.module.css';

/** Rows of each part; there may be thousands. */
const shownLimit = 100;
const patternLimit = 120;

interface InForceProps {
  readonly org: string;
  readonly ownership: ProjectOwnership | undefined;
  readonly codeowners: ProjectCodeowners | null | undefined;
}

export function InForce({ org, ownership, codeowners }: InForceProps) {
  const own = ownership?.schema?.rules ?? [];
  const file = codeowners?.schema?.rules ?? [];
  const title = 'Rules in force';
  if (!ownership) return <Panel title={title}>{null}</Panel>;
  if (own.length + file.length === 0) {
    return (
      <Panel title={title}>
        <p className={styles.quiet}><b>No rule yet.</b> A rule says whose code it is: issues that meet it are suggested to its owners, and assigned to them if you like.</p>
      </Panel>
    );
  }
  return (
    <Panel title={title} about="the last that matches decides">
      <Rules org={org} title="From CODEOWNERS, asked first" rules={file} />
      <Rules org={org} title="Of this project" rules={own} />
    </Panel>
  );
}

function Rules({ org, title, rules }: { readonly org: string; readonly title: string; readonly rules: readonly OwnershipRule[] }) {
  if (rules.length === 0) return null;
  return (
    <Group title={title}>
      {rules.slice(0, shownLimit).map((rule, index) => (
        // Two rules may say the same; their place tells them apart.
        <GroupRow key={index} title={<code><EventText text={matcherText(rule)} limit={patternLimit} /></code>} note={<Owners org={org} rule={rule} />} />
      ))}
      {rules.length > shownLimit && <Remark>{counted(rules.length - shownLimit, 'more rule')}.</Remark>}
    </Group>
  );
}

function Owners({ org, rule }: { readonly org: string; readonly rule: OwnershipRule }) {
  if (rule.owners.length === 0) return <>nobody</>;
  return rule.owners.map((owner, index) => (
    <span key={`${owner.type} ${owner.name}`}>
      {index > 0 && ', '}
      {owner.type !== 'team' ? <bdi>{owner.name}</bdi> : owner.id === undefined ? `#${owner.name}` : <Link to={paths.team(org, owner.name)}>#{owner.name}</Link>}
      {owner.id === undefined && <span className={styles.missing}> (not known here)</span>}
    </span>
  ));
}
