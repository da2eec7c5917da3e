import { describe, expect, it } from '@jest/globals';
import { FeatureValidator } from './feature.validator.js';
import type { ModelContract } from './model.contract.js';

const validator = new FeatureValidator({
  contractVersion: 2,
  name: 'a',
  version: '1',
  task: 'regression',
  sha256: '0'.repeat(64),
  outputs: { value: 'value' },
  inputs: [
    {
      tensor: 'v2',
      features: [
        { name: 'exact', dtype: 'float64', hard: { max: 1e300 }, required: false, missing: 'nan' },
        { name: 'flag', dtype: 'boolean', required: false, missing: { becomes: false } },
        {
          name: 'at',
          dtype: 'datetime',
          epoch: 's',
          required: false,
          missing: 'nan',
          hard: { min: Date.parse('2000-01-01T00:00:00Z') },
        },
        { name: 'tick', dtype: 'datetime', epoch: 'ns', required: false, missing: 'nan' },
        {
          name: 'grade',
          dtype: 'int64',
          categories: [1, 2],
          required: false,
          missing: { becomes: 1 },
        },
        {
          name: 'town',
          dtype: 'string',
          categories: ['x'],
          openCategories: true,
          required: false,
          missing: { becomes: '' },
        },
      ],
    },
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
    ['a double beyond float32', { ...GOOD, exact: 1e300 }],
    ['what is there', { ...GOOD, flag: true, at: '2000-01-01', grade: 2, town: 'y' }],
    ['what is missing', { ...GOOD, exact: null, flag: null, at: null, grade: null, town: null }],
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
    ['a double beyond its limit', { ...GOOD, exact: 1e301 }, ['/7/exact out_of_hard_range']],
    ['an infinite double', { ...GOOD, exact: Number('1e999') }, ['/7/exact not_finite']],
    ['a text for a truth', { ...GOOD, flag: 'true' }, ['/7/flag wrong_type']],
    ['a text that is no time', { ...GOOD, at: '2026-02-30' }, ['/7/at not_a_datetime']],
    [
      'a time that no nanoseconds can say',
      { ...GOOD, tick: '9999-12-31' },
      ['/7/tick out_of_hard_range'],
    ],
    ['a number for a time', { ...GOOD, at: 5 }, ['/7/at wrong_type']],
    [
      'a time before its limit',
      { ...GOOD, at: '2000-01-01T00:30:00+01:00' },
      ['/7/at out_of_hard_range'],
    ],
    ['a whole number of no category', { ...GOOD, grade: 3 }, ['/7/grade unknown_category']],
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
