import { roundStep } from '../../part/tick.scale.js';

/** Values from `from` up to `to`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const ABOUT_BINS = 12;

/** How values are spread, in bins of one round width. */
export function binsOf(values: readonly number[]): Bin[] {
  const { min, max } = extentOf(values);
  if (values.length === 0) return [];
  const width = roundStep((max - min) / ABOUT_BINS || Math.abs(max) || 1);
  const first = Math.floor(min / width);
  const counts = new Array<number>(Math.floor(max / width) - first + 1).fill(0);
  for (const value of values) {
    const at = Math.floor(value / width) - first;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((count, at) => ({
    from: round((first + at) * width),
    to: round((first + at + 1) * width),
    count,
  }));
}

/** Lowest, highest and mean value; a loop, because there may be a million of them. */
export function extentOf(values: readonly number[]) {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  return { min, max, mean: sum / values.length };
}

/** Takes off what binary fractions add. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
