import { exp32 } from './float32.exp.js';

const { fround } = Math;
const LOWEST = -3.4028234663852886e38;

/**
 * Makes of the sums of a row what the graph answers, in place, one float32 operation after another as
 * the runtime does.
 * @returns the position of the row's class; 0 where there are none
 */
export type RowFinish = (sums: Float32Array) => number;

/** Of a regression; `base` has a value for each sum, or none. */
export function finishValues(base: readonly number[]): RowFinish {
  return (sums) => {
    addBase(sums, base);
    return 0;
  };
}

/** Of three classes and more: the first with the highest sum. */
export function finishClasses(base: readonly number[], transform: RowTransform): RowFinish {
  return (sums) => {
    addBase(sums, base);
    let [best, most] = [0, sums[0] as number];
    for (let at = 1; at < sums.length; at++) {
      if ((sums[at] as number) > most) [best, most] = [at, sums[at] as number];
    }
    transform(sums);
    return best;
  };
}

/** Of two classes with one sum, which is the probability of the second: no weight is negative. */
export function finishShare(base: readonly number[]): RowFinish {
  return (sums) => {
    const share = fround((sums[0] as number) + (base[0] ?? 0));
    sums[0] = 1 - share;
    sums[1] = share;
    return share > 0.5 ? 1 : 0;
  };
}

/** Of two classes with one sum, which is above 0 for the second. */
export function finishMargin(base: readonly number[], transform: RowTransform): RowFinish {
  return (sums) => {
    const margin = fround((sums[0] as number) + (base[0] ?? 0));
    sums[0] = -margin;
    sums[1] = margin;
    transform(sums);
    return margin > 0 ? 1 : 0;
  };
}

export type RowTransform = (scores: Float32Array) => void;

/** `post_transform`, as far as it is read. */
export const TRANSFORMS: ReadonlyMap<string, RowTransform> = new Map([
  ['NONE', () => {}],
  ['LOGISTIC', logistic],
  ['SOFTMAX', softmax],
]);

function logistic(scores: Float32Array): void {
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] as number;
    const above = fround(1 / fround(1 + exp32(-Math.abs(score))));
    scores[at] = score < 0 ? 1 - above : above;
  }
}

function softmax(scores: Float32Array): void {
  let [most, sum] = [LOWEST, 0];
  for (const score of scores) if (score > most) most = score;
  for (let at = 0; at < scores.length; at++) {
    const power = exp32(fround((scores[at] as number) - most));
    scores[at] = power;
    sum = fround(sum + power);
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] as number) / sum;
}

function addBase(sums: Float32Array, base: readonly number[]): void {
  for (let at = 0; at < base.length; at++) sums[at] = (sums[at] as number) + (base[at] as number);
}
