// Numbers of cells and axes in words. Source: design reference, section 11.
import { exactCount, share, shortCount } from '../shared/format';
import type { ValueType } from './series';

const fine = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

export function shortNumber(value: number, type: ValueType | undefined): string {
  if (type === 'percentage') return share(value, 1);
  if (Number.isInteger(value) || Math.abs(value) >= 10_000) return shortCount(value);
  return fine.format(value);
}

/** For titles: nothing is cut. */
export function exactNumber(value: number, type: ValueType | undefined): string {
  if (type === 'percentage') return `${fine.format(value * 100)}%`;
  return Number.isInteger(value) ? exactCount(value) : String(value);
}

/** The next number above that reads well: 1, 2 or 5 times a power of ten, also below 1. */
export function scaleTop(peak: number, type: ValueType): number {
  if (peak <= 0) return 1;
  if (type === 'integer' && peak <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(peak));
  // 0.3 is not quite 3 times 0.1.
  const top = [1, 2, 5, 10].map((step) => step * power).find((value) => value >= peak * (1 - 1e-9)) ?? 10 * power;
  return type === 'percentage' ? Math.min(1, top) : top;
}
