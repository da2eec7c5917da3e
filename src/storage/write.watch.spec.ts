import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WriteWatch } from './write.watch.js';

const full = new Error('full');
const failing = async () => {
  throw full;
};

describe('WriteWatch', () => {
  let tries: number;
  let isWritable: boolean;
  let watch: WriteWatch;
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    tries = 0;
    isWritable = false;
    watch = new WriteWatch(async () => {
      tries++;
      if (!isWritable) throw full;
    });
  });
  afterEach(() => {
    watch.close();
    jest.useRealTimers();
  });

  it('hands on what a write gives, and fails for nobody', async () => {
    await expect(watch.watching(async () => 7)).resolves.toBe(7);
    expect(watch.isFailing).toBe(false);
    expect(() => watch.check()).not.toThrow();
    expect(tries).toBe(0);
  });

  it('tries a small write at once after one has failed, and then each second', async () => {
    await expect(watch.watching(failing)).rejects.toBe(full);
    expect(() => watch.check()).toThrow(full);
    expect(tries).toBe(1);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(tries).toBe(4);
  });

  it('is well again when a small write succeeds, and tries no more', async () => {
    await expect(watch.watching(failing)).rejects.toBe(full);
    isWritable = true;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(watch.isFailing).toBe(false);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(tries).toBe(2);
  });

  it('is well again when any write succeeds', async () => {
    await expect(watch.watching(failing)).rejects.toBe(full);
    await watch.watching(async () => undefined);
    expect(() => watch.check()).not.toThrow();
  });

  it('tries nothing after its end', async () => {
    await expect(watch.watching(failing)).rejects.toBe(full);
    watch.close();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(tries).toBe(1);
  });
});
