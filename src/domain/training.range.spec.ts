import { describe, expect, it } from '@jest/globals';
import type { FeatureValue } from './prediction.record.js';
import { TrainingRanges } from './training.range.js';

describe('training ranges', () => {
  const ranges = new TrainingRanges([
    { name: 'width', dtype: 'float32', min: 4.3, max: 7.9 },
    { name: 'town', dtype: 'string' },
    { name: 'height', dtype: 'float32', max: 2 },
    { name: 'since', dtype: 'datetime', min: 0, max: Date.parse('2026-01-01T00:00:00Z') },
    { name: 'size', dtype: 'int64', categories: [1, 2] },
  ]);
  const detailsOf = (...row: FeatureValue[]) =>
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
    expect(detailsOf(null, null, null, null, null)).toStrictEqual([]);
  });

  it('compare times as times', () => {
    expect(detailsOf(5, '', 1, '2025-12-31T23:59:59-01:00')).toStrictEqual([
      ['since', '2025-12-31T23:59:59-01:00 is above the training maximum 2026-01-01T00:00:00Z'],
    ]);
    expect(detailsOf(5, '', 1, '2026-01-01T01:00:00+01:00')).toStrictEqual([]);
  });

  it('name a category that was not seen', () => {
    const known = ranges.warningsOf((at) => (at === 4 ? 2 : null));
    const unknown = ranges.warningsOf((at) => (at === 4 ? 3 : null));
    expect(known).toEqual([]);
    expect(unknown).toEqual([
      {
        feature: 'size',
        code: 'unknown_category',
        detail: '3 is no category that the model was trained with',
      },
    ]);
  });
});
