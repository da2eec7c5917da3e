import { describe, expect, it } from '@jest/globals';
import { RateLimiter } from './rate.limiter.js';

describe(RateLimiter.name, () => {
  it('counts what each one sends in a minute from the first', () => {
    let now = 0;
    const limiter = new RateLimiter(() => now);
    const lefts = (who: string, times: number) =>
      Array.from({ length: times }, () => limiter.count(who, 2).left);
    expect(lefts('a', 4)).toEqual([1, 0, -1, -1]);
    expect(lefts('b', 1)).toEqual([1]);
    now = 59_999;
    expect(limiter.count('a', 2)).toEqual({ limit: 2, left: -1, resetAfter: 1 });
    now = 60_000;
    expect(limiter.count('a', 2)).toEqual({ limit: 2, left: 1, resetAfter: 60 });
  });

  it('goes by the limit of now, when that was changed', () => {
    const limiter = new RateLimiter(() => 0);
    for (let sent = 0; sent < 5; sent++) limiter.count('a', 10);
    expect(limiter.count('a', 3).left).toBe(-1);
    expect(limiter.count('a', 10).left).toBe(4);
  });

  it('forgets those of long ago first, however many come', () => {
    let now = 0;
    const limiter = new RateLimiter(() => now);
    limiter.count('first', 1);
    for (let who = 0; who < 99_999; who++) limiter.count(`early ${who}`, 1);
    now = 1;
    limiter.count('one more', 1);
    expect(limiter.count('early 5', 1).left).toBe(-1);
    // This one is no longer known, and pushes out the next.
    expect(limiter.count('first', 1).left).toBe(0);
    expect(limiter.count('one more', 1).left).toBe(-1);
  });
});
