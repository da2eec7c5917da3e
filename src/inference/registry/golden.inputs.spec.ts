import { describe, expect, it } from '@jest/globals';
import type { FeatureContract, ModelContract } from '../contract/model.contract.js';
import { readGolden } from './golden.replay.js';

/** Reads golden answers of one feature. */
function read(feature: Omit<FeatureContract, 'name'>, input: unknown) {
  const inputs = [{ tensor: 't', features: [{ ...feature, name: 'a' }] }];
  const contract = { task: 'regression', inputs, outputs: { value: 'y' } };
  const golden = { tolerance: 1e-5, features: ['a'], vectors: [{ inputs: [input], value: 1 }] };
  return readGolden(JSON.stringify(golden), contract as unknown as ModelContract);
}

describe('the inputs of golden answers', () => {
  it.each<[Omit<FeatureContract, 'name'>, unknown]>([
    [{ dtype: 'boolean' }, true],
    [{ dtype: 'boolean', missing: { becomes: false } }, null],
    [{ dtype: 'datetime', epoch: 's' }, '2026-01-31'],
    [{ dtype: 'float64', missing: 'nan' }, null],
    [{ dtype: 'string', missing: { becomes: '' } }, null],
    [{ dtype: 'string' }, ''],
  ])('of %j may be %j', (feature, input) => {
    expect(read(feature, input).vectors).toHaveLength(1);
  });

  it.each<[Omit<FeatureContract, 'name'>, unknown]>([
    [{ dtype: 'boolean' }, 1],
    [{ dtype: 'boolean' }, null],
    [{ dtype: 'datetime', epoch: 's' }, '2026-02-30'],
    [{ dtype: 'datetime', epoch: 's' }, 0],
    [{ dtype: 'float64' }, '1'],
    [{ dtype: 'int64' }, 1.5],
    [{ dtype: 'string' }, null],
  ])('of %j may not be %j', (feature, input) => {
    expect(() => read(feature, input)).toThrow(`/vectors/0/inputs/0: is no ${feature.dtype}`);
  });
});
