// The rows of the filter form: a switch, or the browsers of a list, with what it dropped and what it would drop.
import type { ReactNode } from 'react';
import { Checkbox, Switch } from '@mantine/core';
import type { FilterPreview } from '../../../api/types';
import { exactCount, shortCount } from '../../../shared/format';
import { firstList, labels, reasons, toggleBrowser, type Name, type Values } from './values';
import styles from './filters.module.css';

export interface RowContext {
  readonly values: Values;
  readonly changed: readonly Name[];
  readonly set: <K extends Name>(name: K, value: Values[K]) => void;
  readonly locked: boolean;
  /** By reason, of the last 24 hours; undefined while not known. */
  readonly dropped: Readonly<Record<string, number>> | undefined;
  readonly preview: FilterPreview | undefined;
}

/** What was dropped, and under it what of the stored events would be as well. */
export function Counts({ name, context }: { readonly name: Name; readonly context: RowContext }) {
  const reason = reasons[name];
  if (reason === undefined) return <span className={styles.counts} />;
  const dropped = context.dropped?.[reason];
  const would = context.preview?.byReason[reason] ?? 0;
  return (
    <span className={styles.counts}>
      {dropped !== undefined && <span className={dropped === 0 ? 'muted' : undefined} title={`${exactCount(dropped)} filtered in the last 24 hours`}>{shortCount(dropped)}</span>}
      {would > 0 && <span className={styles.would} title={`${exactCount(would)} stored events would have been filtered`}>+{shortCount(would)}<span className="vh"> would be filtered</span></span>}
    </span>
  );
}

interface RowProps {
  readonly name: Name;
  readonly context: RowContext;
  readonly children: ReactNode;
}

function Row({ name, context, children }: RowProps) {
  return (
    <div className={`${styles.row} ${context.changed.includes(name) ? styles.changed : ''}`}>
      <div className={styles.body}>{children}</div>
      <Counts name={name} context={context} />
    </div>
  );
}

type FlagName = { [K in Name]: Values[K] extends boolean ? K : never }[Name];

export function FlagRow({ name, help, context }: { readonly name: FlagName; readonly help: string; readonly context: RowContext }) {
  return (
    <Row name={name} context={context}>
      {/* Else the description would be part of its name. */}
      <Switch aria-label={labels[name]} checked={context.values[name]} label={labels[name]} description={help} disabled={context.locked} classNames={{ label: styles.label, description: `${styles.help} ${styles.indent}` }}
        onChange={(event) => context.set(name, event.currentTarget.checked)} />
    </Row>
  );
}

const browsers: readonly (readonly [string, string])[] = [
  ['ie', 'Internet Explorer 11 and older'], ['edge', 'Edge 110 and older'], ['chrome', 'Chrome 110 and older'], ['firefox', 'Firefox 110 and older'],
  ['safari', 'Safari 15 and older'], ['opera', 'Opera 99 and older'], ['opera_mini', 'Opera Mini 34 and older'], ['android', 'Android browser 3 and older'],
];
/** Names of older Sentrys, and the list that Sentry began with: offered only where a project has them. */
const olderNames: Readonly<Record<string, string>> = {
  [firstList]: 'Sentry’s first list (IE 9, Safari 5, Opera 14, Android 3, Opera Mini 7)', ie_pre_9: 'Internet Explorer 8 and older', ie9: 'Internet Explorer 9',
  ie10: 'Internet Explorer 10', ie11: 'Internet Explorer 11', opera_pre_15: 'Opera 14 and older', android_pre_4: 'Android browser 3 and older',
  safari_pre_6: 'Safari 5 and older', opera_mini_pre_8: 'Opera Mini 7 and older', edge_pre_79: 'Edge 78 and older',
};

export function BrowsersRow({ loaded, context }: { readonly loaded: readonly string[]; readonly context: RowContext }) {
  const chosen = context.values['legacy-browsers'];
  const older = [...new Set([...loaded, ...chosen])].filter((id) => !browsers.some(([known]) => known === id));
  const offered = [...browsers, ...older.map((id) => [id, olderNames[id] ?? id] as const)];
  return (
    <Row name="legacy-browsers" context={context}>
      <fieldset className={styles.browsers}>
        <legend>{labels['legacy-browsers']}</legend>
        <p className={styles.help}>Browsers that your code no longer supports.</p>
        <div className={styles.boxes}>
          {offered.map(([id, name]) => (
            <Checkbox key={id} label={name} checked={chosen.includes(id)} disabled={context.locked} classNames={{ label: styles.box }}
              onChange={(event) => context.set('legacy-browsers', toggleBrowser(chosen, id, event.currentTarget.checked))} />
          ))}
        </div>
      </fieldset>
    </Row>
  );
}
