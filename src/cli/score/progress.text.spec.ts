import { describe, expect, it } from '@jest/globals';
import { progressText, summaryText } from './progress.text.js';

describe(progressText.name, () => {
  it.each([
    ['no size', { rows: 1_250_000, bytes: 3e7, size: null }, 2, '1,250,000 rows, 625,000 rows/s'],
    ['a size', { rows: 1_000, bytes: 250, size: 1_000 }, 2, '1,000 rows, 500 rows/s, 6 s left'],
    [
      'minutes',
      { rows: 1_000, bytes: 1, size: 101 },
      1,
      '1,000 rows, 1,000 rows/s, 1 min 40 s left',
    ],
    ['hours', { rows: 10, bytes: 1, size: 7_321 }, 1, '10 rows, 10 rows/s, 2 h 2 min left'],
    ['all of it read', { rows: 8, bytes: 9, size: 9 }, 2, '8 rows, 4 rows/s, nearly done'],
    ['no rows yet', { rows: 0, bytes: 8e6, size: 4e7 }, 2, '8 MB, 4 MB/s, 8 s left'],
    ['nothing yet', { rows: 0, bytes: 0, size: 4e7 }, 2, '0 MB, 0 MB/s'],
  ])('tells how far it is with %s', (_, progress, seconds, text) => {
    expect(progressText(progress, seconds)).toBe(text);
  });
});

describe(summaryText.name, () => {
  it('counts the rows and how they were answered', () => {
    const text = '4,096 rows: 4,000 scored, 96 rejected, in 0.5 s (8,192 rows/s)';
    expect(summaryText(4_096, 4_000, 0.5)).toBe(text);
  });
});
