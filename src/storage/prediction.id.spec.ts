import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validate, version } from 'uuid';
import {
  createdAtOf,
  isPredictionId,
  justAbove,
  lowestIdAt,
  nextPredictionId,
} from './prediction.id.js';

describe('prediction ids', () => {
  it('are UUIDs of version 7 that only grow, however many are made in a millisecond', () => {
    const ids = Array.from({ length: 20_000 }, nextPredictionId);
    expect(ids.every((id) => validate(id) && version(id) === 7 && isPredictionId(id))).toBe(true);
    expect([...ids].sort()).toStrictEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tell the time at which they were made', () => {
    const before = Date.now();
    const time = createdAtOf(nextPredictionId()).getTime();
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  });

  it('are not smaller than the lowest id of their time, and smaller than that of the next', () => {
    const id = nextPredictionId();
    const time = createdAtOf(id).getTime();
    expect(id >= lowestIdAt(new Date(time))).toBe(true);
    expect(id < lowestIdAt(new Date(time + 1))).toBe(true);
  });

  it('have a lowest one for every time, in the order of the times', () => {
    const times = fc.date({ min: new Date(0), max: new Date(2 ** 48 - 1), noInvalidDate: true });
    fc.assert(
      fc.property(times, times, (a, b) => {
        const [low, high] = [lowestIdAt(a), lowestIdAt(b)];
        expect(isPredictionId(low)).toBe(true);
        expect(createdAtOf(low)).toStrictEqual(a);
        expect(low < high).toBe(a < b);
      }),
    );
  });

  it('keep to the range of ids at times beyond it', () => {
    expect(lowestIdAt(new Date(-1))).toBe('00000000-0000-7000-8000-000000000000');
    expect(lowestIdAt(new Date(8.64e15))).toBe('ffffffff-ffff-7000-8000-000000000000');
  });

  it('have nothing between them and the text just above', () => {
    const [first, second] = [nextPredictionId(), nextPredictionId()];
    expect(first < justAbove(first) && justAbove(first) < second).toBe(true);
  });

  it.each([
    '',
    'x',
    '019a0000-0000-4000-8000-000000000000',
    '019A0000-0000-7000-8000-00000000000A',
    '019a0000-0000-7000-8000-000000000000 ',
    '019a0000-0000-7000-7000-000000000000',
  ])('are told from %j', (text) => {
    expect(isPredictionId(text)).toBe(false);
  });
});
