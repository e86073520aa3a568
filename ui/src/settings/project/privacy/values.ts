// Data scrubbing as a form has it: lists as texts, one name a line. Source: docs/scrubbing.md.
import type { ProjectDetail } from '../../../api/types';

export function pick(project: ProjectDetail) {
  return {
    dataScrubber: project.dataScrubber,
    dataScrubberDefaults: project.dataScrubberDefaults,
    scrubIPAddresses: project.scrubIPAddresses,
    sensitiveFields: project.sensitiveFields.join('\n'),
    safeFields: project.safeFields.join('\n'),
    relayPiiConfig: project.relayPiiConfig ?? '',
  };
}
export type Values = ReturnType<typeof pick>;
export type Name = keyof Values;

export const labels: Readonly<Record<Name, string>> = {
  dataScrubber: 'Scrub data', dataScrubberDefaults: 'Usual secrets', scrubIPAddresses: 'Scrub IP addresses',
  sensitiveFields: 'More sensitive fields', safeFields: 'Safe fields', relayPiiConfig: 'Rules of your own',
};

export const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** The changes as the API takes them, for the preview and for saving. */
export function requestOf(changes: Partial<Values>): object {
  const { sensitiveFields, safeFields, relayPiiConfig, ...flags } = changes;
  return {
    ...flags,
    ...(sensitiveFields !== undefined && { sensitiveFields: linesOf(sensitiveFields) }),
    ...(safeFields !== undefined && { safeFields: linesOf(safeFields) }),
    ...(relayPiiConfig !== undefined && { relayPiiConfig: relayPiiConfig.trim() || null }),
  };
}

/** What Save does to what comes in; stored events never change. */
export function effectOf(values: Values, changed: readonly Name[]): string | undefined {
  if (changed.includes('dataScrubber') && !values.dataScrubber) return 'On save: passwords and card numbers are stored as they are sent. They cannot be taken out later.';
  if (changed.includes('dataScrubberDefaults') && !values.dataScrubberDefaults) return 'On save: only the fields named below are taken out.';
  if (changed.length > 0) return 'On save: events that arrive from then on are scrubbed so. Stored events stay as they are.';
  return undefined;
}
