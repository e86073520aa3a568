// Numbers out of the API's series: [epoch seconds, count], ascending, zero-filled (api.md section 1.9).
import type { Series } from '../api/types';

export const seriesCounts = (series: Series | undefined): number[] => (series ?? []).map(([, count]) => count);

export const seriesTotal = (series: Series | undefined): number => (series ?? []).reduce((sum, [, count]) => sum + count, 0);
