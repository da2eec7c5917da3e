import { describe, expect, it } from '@jest/globals';
import { until } from './support/until.js';

describe('waiting', () => {
  it('ends with what is found, when it is there', async () => {
    const found = [false, undefined, null, 0];
    expect(await until(() => found.shift(), 'a number')).toBe(0);
    expect(found).toEqual([]);
  });

  it('has an end, with a word about what is missing', async () => {
    const never = until(async () => false, 'the moon is blue', 20);
    await expect(never).rejects.toThrow('After 20 ms still not: the moon is blue');
  });

  it('ends at once when it cannot be found out', async () => {
    const broken = until(() => Promise.reject(new Error('no answer')), 'an answer');
    await expect(broken).rejects.toThrow('no answer');
  });
});
