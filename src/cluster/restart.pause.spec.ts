import { describe, expect, it } from '@jest/globals';
import { isHopeless, restartPauseMs } from './restart.pause.js';

describe('the pause before a process is started again', () => {
  it('is a second after it had served, and doubles with each start in vain up to half a minute', () => {
    const pauses = Array.from({ length: 8 }, (_, failures) => restartPauseMs(failures));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('leaves five tries and half a minute before they are hopeless', () => {
    expect([isHopeless(4, 60_000), isHopeless(5, 29_999)]).toEqual([false, false]);
    expect(isHopeless(5, 30_000)).toBe(true);
  });
});
