// Grouping settings as a form has them, and how a project changes over to another config. Source: docs/grouping.md.
import type { ProjectDetail } from '../../../api/types';

export function pick(project: ProjectDetail) {
  return {
    groupingConfig: project.groupingConfig,
    secondaryGroupingConfig: project.secondaryGroupingConfig ?? '',
    secondaryGroupingExpiry: project.secondaryGroupingExpiry,
    fingerprintingRules: project.fingerprintingRules,
    groupingEnhancements: project.groupingEnhancements,
  };
}
export type Values = ReturnType<typeof pick>;
export type Name = keyof Values;

export const labels: Readonly<Record<Name, string>> = {
  groupingConfig: 'Config', secondaryGroupingConfig: 'Config before', secondaryGroupingExpiry: 'Changes over until',
  fingerprintingRules: 'Fingerprint rules', groupingEnhancements: 'Stack trace rules',
};

const configs: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'newstyle:2026-01-20', name: 'January 2026' },
  { id: 'newstyle:2023-01-11', name: 'January 2023 (older Sentry)' },
];

export const configName = (id: string): string => configs.find((config) => config.id === id)?.name ?? id;

/** Those that there are, and the one that is set if it is none of them. */
export function configOptions(current: string) {
  const options = configs.map(({ id, name }) => ({ value: id, label: name }));
  return configs.some(({ id }) => id === current) ? options : [...options, { value: current, label: current }];
}

const secondsPerDay = 86_400;
/** As long as Sentry takes to change over. */
export const usualDays = 90;

/** The settings that change over from one config to another; back to the one that was loaded, nothing changes over. */
export function changeConfig(loaded: Values, to: string, now: number): Pick<Values, 'groupingConfig' | 'secondaryGroupingConfig' | 'secondaryGroupingExpiry'> {
  if (to === loaded.groupingConfig) {
    return { groupingConfig: to, secondaryGroupingConfig: loaded.secondaryGroupingConfig, secondaryGroupingExpiry: loaded.secondaryGroupingExpiry };
  }
  return { groupingConfig: to, ...transitionOf(loaded.groupingConfig, usualDays, now) };
}

/** 0 days: events that the new config places anew begin new issues at once. */
export function transitionOf(before: string, days: number, now: number): Pick<Values, 'secondaryGroupingConfig' | 'secondaryGroupingExpiry'> {
  return days === 0
    ? { secondaryGroupingConfig: '', secondaryGroupingExpiry: 0 }
    : { secondaryGroupingConfig: before, secondaryGroupingExpiry: Math.floor(now / 1000) + days * secondsPerDay };
}

/** Until when issues are found by the config before, in milliseconds; undefined when they are not. */
export function changesOverUntil(values: Values, now: number): number | undefined {
  const until = values.secondaryGroupingExpiry * 1000;
  return values.secondaryGroupingConfig !== '' && until > now ? until : undefined;
}

/** The changes as the API takes them, for the preview and for saving. */
export function requestOf(changes: Partial<Values>): object {
  return 'secondaryGroupingConfig' in changes ? { ...changes, secondaryGroupingConfig: changes.secondaryGroupingConfig || null } : changes;
}

export function effectOf(values: Values, changed: readonly Name[], now: number): string | undefined {
  if (changed.includes('groupingConfig')) {
    return changesOverUntil(values, now) === undefined
      ? 'On save: events that the new config places anew begin new issues at once.'
      : 'On save: new events are placed by the new config, and find the issues of the one before until the change-over ends.';
  }
  return changed.length > 0 ? 'On save: events that arrive from then on are grouped so. Stored events stay in their issues.' : undefined;
}
