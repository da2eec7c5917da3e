import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exp32 } from './float32.exp.js';

const { fround } = Math;

describe(exp32.name, () => {
  it.each([
    [-104, 0],
    [-103.97208, 1.4012984643248171e-45],
    [-88, 6.054601485195952e-39],
    [-1, 0.3678794503211975],
    [-9.99999993922529e-9, 1],
    [0, 1],
    [-0, 1],
    [1, 2.7182817459106445],
    [88.7, 3.325976864406685e38],
    [89, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.NaN, Number.NaN],
  ])('of %d is what the C library says', (x, power) => {
    expect(exp32(fround(x))).toBe(power);
  });

  it.each([
    [-3.98834991, 0.0185302664],
    [-5.47191, 0.00420319661],
    [-9.29493046, 9.18888909e-5],
    [-19.7083797, 2.75904921e-9],
    [-21.0619698, 7.1269346e-10],
    [-36.4459801, 1.48495053e-16],
  ])('of %d is so where that is not the nearest float32', (x, power) => {
    expect(exp32(fround(x))).toBe(fround(power));
    expect(fround(Math.exp(fround(x)))).not.toBe(fround(power));
  });

  it('is never further off than one float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -87, max: 88 }), (x) => {
        expect(Math.abs(exp32(x) / Math.exp(x) - 1)).toBeLessThan(2 ** -23);
      }),
      { numRuns: 5_000 },
    );
  });
});
