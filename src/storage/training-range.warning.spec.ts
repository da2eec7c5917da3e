import { describe, expect, it } from '@jest/globals';
import { trainingRangeWarning } from './training-range.warning.js';

describe('trainingRangeWarning', () => {
  it('tells what is outside, and on which side', () => {
    const code = 'outside_training_range';
    expect(trainingRangeWarning('width', 9.5, 4.3, 7.9)).toStrictEqual({
      feature: 'width',
      code,
      detail: '9.5 is above the training maximum 7.9',
    });
    expect(trainingRangeWarning('width', -1, 4.3, undefined)).toStrictEqual({
      feature: 'width',
      code,
      detail: '-1 is below the training minimum 4.3',
    });
  });

  it.each([
    [4.3, 4.3, 7.9],
    [7.9, 4.3, 7.9],
    [1e30, undefined, undefined],
    [Number.NaN, 4.3, 7.9],
  ])('says nothing of %d between %p and %p', (value, min, max) => {
    expect(trainingRangeWarning('width', value, min, max)).toBeNull();
  });
});
