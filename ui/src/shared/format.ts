// How numbers, times and ids look (ui.md section 11). Pure: the moment "now" and the time zone are arguments.

const grouped = new Intl.NumberFormat('en-US');

export function exactCount(value: number): string {
  return grouped.format(value);
}

const steps: readonly (readonly [number, string])[] = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];

/** Grouped up to 9,999, then three digits: 8,204; 48.2k; 1.28M. Never rounds up into another unit's place. */
export function shortCount(value: number): string {
  const size = Math.abs(value);
  if (size < 10_000) return grouped.format(value);
  const [unit, name] = steps.find(([step]) => size >= step) ?? [1, ''];
  const scaled = value / unit;
  const digits = Math.abs(scaled) < 10 ? 2 : Math.abs(scaled) < 100 ? 1 : 0;
  const factor = 10 ** digits;
  return (Math.trunc(scaled * factor) / factor).toFixed(digits) + name;
}

/** One decimal, and never 0% for something or 100% for almost all. */
export function share(count: number, total: number): string {
  if (total <= 0 || count <= 0) return '0%';
  if (count >= total) return '100%';
  const percent = (count / total) * 100;
  if (percent < 0.1) return '< 0.1%';
  if (percent > 99.9) return '> 99.9%';
  const text = percent.toFixed(1);
  return `${text.endsWith('.0') ? text.slice(0, -2) : text}%`;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Beyond this an age says less than the date. */
const longestAge = 365 * day;

/** One unit, rounded down: now, 24 s, 33 min, 5 h, 12 d, then the date. */
export function age(from: number, now: number, timeZone = 'UTC'): string {
  const passed = now - from;
  if (passed < 10 * second) return 'now';
  if (passed < minute) return `${Math.floor(passed / second)} s`;
  if (passed < hour) return `${Math.floor(passed / minute)} min`;
  if (passed < 2 * day) return `${Math.floor(passed / hour)} h`;
  if (passed < longestAge) return `${Math.floor(passed / day)} d`;
  return dateOnly(from, now, timeZone);
}

/** `age` as part of a sentence: "33 min ago", "now", "on 3 Feb 2024". */
export function ago(from: number, now: number, timeZone = 'UTC'): string {
  const text = age(from, now, timeZone);
  if (text === 'now') return text;
  return now - from < longestAge ? `${text} ago` : `on ${text}`;
}

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly zone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: number, timeZone: string): Parts {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone, year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
      hourCycle: 'h23', timeZoneName: 'short',
    });
    formats.set(timeZone, format);
  }
  const found: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) found[type] = value;
  return {
    year: found.year ?? '', month: (found.month ?? '').slice(0, 3), day: found.day ?? '', hour: found.hour ?? '',
    minute: found.minute ?? '', second: found.second ?? '', zone: found.timeZoneName ?? timeZone,
  };
}

/** `13 May`, with the year when it is not this one. */
export function dateOnly(at: number, now: number, timeZone = 'UTC'): string {
  const parts = partsOf(at, timeZone);
  const text = `${parts.day} ${parts.month}`;
  return parts.year === partsOf(now, timeZone).year ? text : `${text} ${parts.year}`;
}

/** `13 May 11:41:09 UTC`; the zone is always there. */
export function dateTime(at: number, now: number, timeZone = 'UTC'): string {
  const parts = partsOf(at, timeZone);
  return `${dateOnly(at, now, timeZone)} ${parts.hour}:${parts.minute}:${parts.second} ${parts.zone}`;
}

/** `11:41:09` or, with milliseconds, `11:41:08.950`. */
export function clock(at: number, timeZone = 'UTC', milliseconds = false): string {
  const parts = partsOf(at, timeZone);
  const text = `${parts.hour}:${parts.minute}:${parts.second}`;
  return milliseconds ? `${text}.${String(Math.floor(at) % 1000).padStart(3, '0')}` : text;
}

/** For the title of a time: in the person's zone and in UTC. */
export function bothZones(at: number, timeZone = 'UTC'): string {
  const own = partsOf(at, timeZone);
  const utc = `${clock(at, 'UTC', true)} UTC`;
  const text = `${own.day} ${own.month} ${own.year} ${own.hour}:${own.minute}:${own.second} ${own.zone}`;
  if (timeZone === 'UTC') return `${own.day} ${own.month} ${own.year} ${utc}`;
  return `${text} · ${utc}`;
}

/** 8 ms, 1.2 s, 3 min 20 s, 2 h 5 min. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.floor(milliseconds)} ms`;
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 10) return `${(Math.floor(milliseconds / 100) / 10).toString()} s`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  if (seconds < 86_400) return pair(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
  return pair(Math.floor(seconds / 86_400), 'd', Math.floor((seconds % 86_400) / 3600), 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small ? `${large} ${largeUnit} ${small} ${smallUnit}` : `${large} ${largeUnit}`;
}

/** Binary units by their names: 6.0 KiB, 1.2 MiB. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  let scaled = size;
  let unit = '';
  for (const name of ['KiB', 'MiB', 'GiB', 'TiB']) {
    if (scaled < 1024) break;
    scaled /= 1024;
    unit = name;
  }
  return `${scaled.toFixed(scaled < 100 ? 1 : 0)} ${unit}`;
}

/** The first 8 of an event id; copying gives the whole. */
export function shortEventId(id: string): string {
  return id.slice(0, 8);
}

export function shortTraceId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-6)}` : id;
}

/** `shop-api@2.4.1` is `2.4.1` where the project is known; a bare hash is cut to 12. */
export function shortRelease(version: string): string {
  const at = version.lastIndexOf('@');
  const text = at > 0 ? version.slice(at + 1) : version;
  return /^[0-9a-f]{40}$/.test(text) ? text.slice(0, 12) : text;
}

/** `1 issue`, `3 issues`; the plural is given when it is not the word with an s. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped.format(count)} ${count === 1 ? noun : plural}`;
}
