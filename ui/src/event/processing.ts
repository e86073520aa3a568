// `errors[]` of an event: what went wrong while it was read, in sentences with what to do.
// Source: api.md 9.3; the types are Sentry's.
import { asText, isObject } from './shape';
import type { ProcessingError } from '../api/event_types';

export interface ProcessingNote {
  text: string;
  /** The value or place that it is about. */
  about: string;
}

const TEXTS: Record<string, string> = {
  invalid_data: 'A value was discarded: the field cannot hold it',
  invalid_attribute: 'A field was discarded: it is not known',
  missing_attribute: 'A field that is needed was missing',
  value_too_long: 'A value was cut: it was too long',
  past_timestamp: 'The time of the event lies too far in the past; the time of reception stands in for it',
  future_timestamp: 'The time of the event lies in the future; the time of reception stands in for it',
  clock_drift: 'The clock of the client is wrong; the times of the event were corrected',
  invalid_environment: 'The name of the environment is not allowed',
  js_no_source: 'No source file was found for a minified frame; upload it with its source map',
  js_missing_source: 'No source file was found for a minified frame; upload it with its source map',
  js_invalid_source: 'A source file could not be read',
  js_invalid_source_encoding: 'A source file is not UTF-8',
  js_invalid_sourcemap: 'A source map could not be read',
  js_invalid_sourcemap_location: 'A source map has no place for this line and column: it belongs to another build',
  js_no_column: 'A frame has no column, so its source map is of no use',
  js_scraping_disabled: 'Source files are not fetched from the web for this project',
  js_generic_fetch_error: 'A source file could not be fetched',
  fetch_generic_error: 'A source file could not be fetched',
  native_missing_dsym: 'Debug symbols are missing',
  native_missing_optionally_bundled_dsym: 'Debug symbols of a library are missing',
  native_missing_system_dsym: 'Debug symbols of the system are missing',
  native_missing_symbol: 'A symbol is missing in the debug file',
  native_bad_dsym: 'A debug file could not be read',
  native_no_crashed_thread: 'The crash report names no thread that crashed',
  native_simulator_frame: 'The event comes from a simulator',
  native_unknown_image: 'A binary is not in the list of loaded images',
  proguard_missing_mapping: 'The ProGuard mapping file is missing',
  proguard_missing_lineno: 'The ProGuard mapping file has no line numbers',
};

export function processingNotes(errors: readonly ProcessingError[] | null | undefined): ProcessingNote[] {
  return (Array.isArray(errors) ? errors : []).filter(isObject).map((error) => noteOf(error as unknown as ProcessingError));
}

function noteOf(error: ProcessingError): ProcessingNote {
  const data = isObject(error.data) ? error.data : {};
  const text = TEXTS[error.type] ?? (asText(error.message) || asText(error.type));
  const reason = asText(data.reason);
  return { text: reason === '' ? text : `${text} (${reason})`, about: subjectOf(data) };
}

function subjectOf(data: Record<string, unknown>): string {
  const name = ['name', 'url', 'source', 'image_path', 'mapping_uuid', 'debug_id'].map((key) => asText(data[key]));
  const subject = name.find((text) => text !== '') ?? '';
  if (!('value' in data) || data.value === null || data.value === undefined) return subject;
  const value = asText(data.value);
  return subject === '' ? value : `${subject} = ${value}`;
}

/** Types that say that a frame stayed minified. */
const NO_SOURCE = new Set(['js_no_source', 'js_missing_source', 'js_invalid_sourcemap', 'js_scraping_disabled']);

/** Files of frames that stayed minified, by the URL that the error names. */
export function minifiedFiles(errors: readonly ProcessingError[] | null | undefined): Set<string> {
  const files = new Set<string>();
  for (const error of Array.isArray(errors) ? errors : []) {
    if (!isObject(error) || !NO_SOURCE.has(asText(error.type))) continue;
    const url = asText((error.data as Record<string, unknown> | null)?.url);
    if (url !== '') files.add(url);
  }
  return files;
}
