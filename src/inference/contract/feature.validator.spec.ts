import { describe, expect, it } from '@jest/globals';
import { FeatureValidator } from './feature.validator.js';
import type { ModelContract } from './model.contract.js';

const validator = new FeatureValidator({
  contractVersion: 1,
  name: 'a',
  version: '1',
  task: 'regression',
  sha256: '0'.repeat(64),
  outputs: { value: 'value' },
  inputs: [
    {
      tensor: 't',
      features: [
        { name: 'size', dtype: 'float32', hard: { min: 0, max: 10 } },
        { name: 'age', dtype: 'float32', missing: 'nan', required: false },
        { name: 'count', dtype: 'int64' },
        { name: 'a/b~c', dtype: 'string', categories: ['x', 'y'] },
      ],
    },
  ],
} satisfies ModelContract);

const GOOD = { size: 1, age: 2.5, count: 3, 'a/b~c': 'x' };
const codesOf = (row: unknown) =>
  validator.faultsOf(row, '/7').map(({ pointer, code }) => `${pointer} ${code}`);

describe(FeatureValidator.name, () => {
  it.each([
    ['a complete row', GOOD],
    ['a missing value as null', { ...GOOD, age: null }],
    ['a feature that need not be named', { size: 1, count: 3, 'a/b~c': 'y' }],
    ['a hard limit itself', { ...GOOD, size: 10 }],
    ['a whole number with a fraction of zero', { ...GOOD, count: 3.0 }],
    ['the largest float32', { ...GOOD, age: 3.4028234663852886e38 }],
  ])('takes %s', (_, row) => {
    expect(codesOf(row)).toEqual([]);
  });

  it.each([
    ['a missing feature', { size: 1, 'a/b~c': 'x' }, ['/7/count missing_feature']],
    ['an unknown feature', { ...GOOD, 'x/y': 1 }, ['/7/x~1y unknown_feature']],
    ['a number as text', { ...GOOD, size: '1' }, ['/7/size wrong_type']],
    ['null where nothing may be missing', { ...GOOD, size: null }, ['/7/size wrong_type']],
    ['a fraction of an integer', { ...GOOD, count: 1.5 }, ['/7/count wrong_type']],
    [
      'an integer that JSON cannot hold',
      { ...GOOD, count: 2 ** 53 },
      ['/7/count out_of_hard_range'],
    ],
    ['a value beyond a hard limit', { ...GOOD, size: 10.5 }, ['/7/size out_of_hard_range']],
    ['a value that is infinite as float32', { ...GOOD, size: 1e39 }, ['/7/size not_finite']],
    [
      'a value that is infinite as double',
      { ...GOOD, age: Number('1e400') },
      ['/7/age not_finite'],
    ],
    ['an unknown category', { ...GOOD, 'a/b~c': 'z' }, ['/7/a~1b~0c unknown_category']],
    ['a row that is no object', [1], ['/7 wrong_type']],
    [
      'several faults, one entry each',
      { size: -1, count: 'x', 'a/b~c': 'x', no: 1 },
      ['/7/no unknown_feature', '/7/size out_of_hard_range', '/7/count wrong_type'],
    ],
  ])('refuses %s', (_, row, faults) => {
    expect(codesOf(row)).toEqual(expect.arrayContaining(faults));
    expect(codesOf(row)).toHaveLength(faults.length);
  });
});
