import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { validate, version } from 'uuid';
import {
  continueAfter,
  createdAtOf,
  isPredictionId,
  justAbove,
  lowestIdAt,
  MOST_AHEAD_MS,
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

describe('prediction ids beside a clock that is put right', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const clockSays = (time: number) => jest.spyOn(Date, 'now').mockReturnValue(time);
  const HOUR = 60 * 60 * 1_000;
  // The ids of a process go on from one test to the next, so each has days of its own.
  let day = Date.UTC(2100, 0, 1);
  const later = () => {
    day += 10 * 24 * HOUR;
    clockSays(day);
    return day;
  };
  const timeOf = (id: string) => createdAtOf(id).getTime();

  it('go on from the newest while it is behind by up to a day', () => {
    const time = later();
    const last = nextPredictionId();
    clockSays(time - MOST_AHEAD_MS);
    const [first, second] = [nextPredictionId(), nextPredictionId()];
    expect(last < first && first < second).toBe(true);
    expect(timeOf(second)).toBe(time);
    clockSays(time + 1);
    expect(timeOf(nextPredictionId())).toBe(time + 1);
  });

  it('follow it again when it is behind by more', () => {
    const time = later();
    nextPredictionId();
    clockSays(time - MOST_AHEAD_MS - 1);
    expect(timeOf(nextPredictionId())).toBe(time - MOST_AHEAD_MS - 1);
  });

  it('continue after a given one', () => {
    const time = later();
    const given = `${lowestIdAt(new Date(time + HOUR)).slice(0, 15)}fff-bfff-ffffffffffff`;
    continueAfter(given);
    const [first, second] = [nextPredictionId(), nextPredictionId()];
    expect(given < first && first < second).toBe(true);
  });

  it('are not held back by an older one', () => {
    const time = later();
    const last = nextPredictionId();
    continueAfter(lowestIdAt(new Date(time - HOUR)));
    expect(nextPredictionId() > last).toBe(true);
    clockSays(time + 1);
    expect(timeOf(nextPredictionId())).toBe(time + 1);
  });

  it('do not continue after one that is more than a day ahead', () => {
    const time = later();
    continueAfter(lowestIdAt(new Date(time + MOST_AHEAD_MS + HOUR)));
    expect(timeOf(nextPredictionId())).toBe(time);
  });
});
