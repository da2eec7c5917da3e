import { shortestFloat32 } from './float32.js';
import type { NumberRange } from './history.filter.js';

/** Numbers `min <= x <= max`. */
export interface Limits {
  readonly min: number;
  readonly max: number;
}

/**
 * The float32 values that are shown as a number of the range: of `5.1..`, that of 5.1 too, which as
 * a double is a little below.
 */
export function float32Limits(range: NumberRange): Limits {
  const { min, max } = limitsOf(range);
  return { min: leastShownFrom(min), max: -leastShownFrom(-max) };
}

export function limitsOf({ from, to }: NumberRange): Limits {
  return { min: from ?? Number.NEGATIVE_INFINITY, max: to ?? Number.POSITIVE_INFINITY };
}

/** Shown numbers are in the order of their float32, and each is closest to its own. */
function leastShownFrom(x: number): number {
  const nearest = Math.fround(x);
  return shortestFloat32(nearest) >= x ? nearest : nextFloat32(nearest);
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

function nextFloat32(x: number): number {
  // Of zero there are two.
  float[0] = x === 0 ? 0 : x;
  bits[0] = (bits[0] as number) + (x < 0 ? -1 : 1);
  return float[0];
}
