import { describe, expect, it } from '@jest/globals';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { planColumns } from './column.plan.js';

const features: FeatureContract[] = [
  { name: 'width', dtype: 'float32', aliases: ['width (cm)', 'w'] },
  { name: 'age', dtype: 'float32', required: false, missing: 'nan' },
  { name: 'Kind', dtype: 'string' },
];
const plan = (header: string) => planColumns(header.split(','), features);
const faults = (header: string) =>
  plan(header).faults.map(({ code, column }) => `${code} ${column}`);

describe(planColumns.name, () => {
  it('finds features by name or alias, in any order, without case and surrounding space', () => {
    expect([...plan('kind, WIDTH (CM) ,note,AGE').features]).toEqual([2, 0, -1, 1]);
  });

  it('lists the columns that no feature takes', () => {
    expect(plan('id,width,age,kind,note').ignored).toEqual(['id', 'note']);
  });

  it('does without a feature that is not required', () => {
    expect(plan('w,kind')).toMatchObject({ absent: [1], faults: [] });
  });

  it('names every required feature that has no column', () => {
    expect(faults('age')).toEqual(['missing_columns width', 'missing_columns Kind']);
  });

  it('refuses two columns for one feature, or of one name', () => {
    expect(faults('width,W,kind,note,Note')).toEqual([
      'duplicate_column W',
      'duplicate_column Note',
    ]);
  });

  describe('of names that only their case tells apart', () => {
    const alike: FeatureContract[] = ['Age', 'age', 'town'].map((name) => ({
      name,
      dtype: 'float32',
      required: false,
      missing: 'nan',
    }));
    const placesOf = (header: string) => [...planColumns(header.split(','), alike).features];

    it('finds each by its own', () => {
      expect(placesOf('age, Age ,TOWN')).toEqual([1, 0, 2]);
    });

    it('takes another spelling for neither', () => {
      expect(placesOf('AGE,age')).toEqual([-1, 1]);
    });

    it('goes by what the request says', () => {
      const mapping = { by: 'feature', headers: { Age: 'AGE' } } as const;
      expect([...planColumns(['AGE', 'age'], alike, mapping).features]).toEqual([0, 1]);
    });
  });

  it('ignores columns without a name', () => {
    expect(faults('width,kind,,')).toEqual([]);
  });
});
