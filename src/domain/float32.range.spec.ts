import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortestFloat32 } from './float32.js';
import { float32Limits } from './float32.range.js';

const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });
const bound = fc.oneof(float32.map(shortestFloat32), fc.double({ noNaN: true }));

describe('float32 limits', () => {
  it('let through exactly what is shown as a number of the range', () => {
    fc.assert(
      fc.property(float32, bound, bound, (value, from, to) => {
        const { min, max } = float32Limits({ from, to });
        const shown = shortestFloat32(value);
        expect(value >= min && value <= max).toBe(shown >= from && shown <= to);
      }),
      { numRuns: 2_000 },
    );
  });

  it('let through a number that is its own range, and not its neighbours', () => {
    fc.assert(
      fc.property(float32, (value) => {
        const shown = shortestFloat32(value);
        const { min, max } = float32Limits({ from: shown, to: shown });
        // Both zeros are one number.
        expect([min + 0, max + 0]).toEqual([value + 0, value + 0]);
      }),
    );
  });

  it('are open on a side that is not said', () => {
    expect(float32Limits({})).toStrictEqual({ min: -Infinity, max: Infinity });
    expect(float32Limits({ from: 5.1 })).toStrictEqual({ min: Math.fround(5.1), max: Infinity });
  });

  it('let nothing through beyond every float32', () => {
    const { min, max } = float32Limits({ from: 1e300 });
    expect([min, max]).toStrictEqual([Infinity, Infinity]);
    expect(float32Limits({ from: -1e300 }).min).toBe(-3.4028234663852886e38);
  });
});
