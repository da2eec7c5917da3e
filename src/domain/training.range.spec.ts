import { describe, expect, it } from '@jest/globals';
import { TrainingRanges } from './training.range.js';

describe('training ranges', () => {
  const ranges = new TrainingRanges([
    { name: 'width', dtype: 'float32', min: 4.3, max: 7.9 },
    { name: 'town', dtype: 'string' },
    { name: 'height', dtype: 'float32', max: 2 },
  ]);
  const detailsOf = (...row: (number | string | null)[]) =>
    ranges.warningsOf((at) => row[at] ?? null).map(({ feature, detail }) => [feature, detail]);

  it.each([4.3, 5, 7.9])('say nothing of %d, which lies in the range', (width) => {
    expect(detailsOf(width, 'Köln', 2)).toStrictEqual([]);
  });

  it('name the limit, the value and the feature, in the order of the row', () => {
    expect(detailsOf(8, 'Köln', 2.5)).toStrictEqual([
      ['width', '8 is above the training maximum 7.9'],
      ['height', '2.5 is above the training maximum 2'],
    ]);
    expect(detailsOf(4.2, 'Köln', -100)).toStrictEqual([
      ['width', '4.2 is below the training minimum 4.3'],
    ]);
  });

  it('say nothing of a value that is missing', () => {
    expect(detailsOf(null, null, null)).toStrictEqual([]);
  });
});
