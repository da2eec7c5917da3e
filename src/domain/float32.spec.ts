import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortestFloat32 } from './float32.js';

/** The definition itself: the first precision at which the text reads back. */
function bruteForce(x: number): number {
  if (x === 0) return x;
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = Number(x.toPrecision(digits));
    if (Math.fround(candidate) === x) return candidate;
  }
  return x;
}

const float32 = fc.float({ noNaN: true });
const probability = fc.float({ noNaN: true, min: 0, max: 1 });
const short = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 9 }));
const powerOfTwo = fc.integer({ min: -149, max: 127 }).map((exponent) => 2 ** exponent);

describe('shortestFloat32', () => {
  it.each([
    [5.1, '5.1'],
    [0.1, '0.1'],
    [1 / 3, '0.33333334'],
    [16_777_216, '16777216'],
    [1e-45, '1e-45'],
    [3.4028234663852886e38, '3.4028235e+38'],
    [1e21, '1e+21'],
    [-2.5, '-2.5'],
  ])('shows %d as %s', (x, text) => {
    expect(String(shortestFloat32(Math.fround(x)))).toBe(text);
  });

  it.each([0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'leaves %d as it is',
    (x) => {
      expect(shortestFloat32(x)).toBe(x);
    },
  );

  it.each([
    ['any float32', float32],
    ['probabilities', probability],
    ['short decimals', short.map(([digits, places]) => Math.fround(digits / 10 ** places))],
    ['powers of two', powerOfTwo.map(Math.fround)],
  ])('is the shortest text that reads back: %s', (_, values) => {
    fc.assert(
      fc.property(values, (x) => {
        const shortest = shortestFloat32(x);
        expect(Math.fround(shortest)).toBe(x);
        expect(shortest).toBe(bruteForce(x));
      }),
      { numRuns: 5_000 },
    );
  });
});
