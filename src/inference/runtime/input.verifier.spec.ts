import { describe, expect, it } from '@jest/globals';
import type { FeatureContract, ModelContract } from '../contract/model.contract.js';
import { verifyInputs } from './input.verifier.js';

/** Verifies one feature that is fed to a tensor of a type. */
function verify(feature: Omit<FeatureContract, 'name'>, type: string, contractVersion = 2): void {
  const inputs = [{ tensor: 't', features: [{ ...feature, name: 'a' }] }];
  const graph = [{ name: 't', isTensor: true, type, shape: [-1, 1] }];
  verifyInputs({ contractVersion, inputs } as unknown as ModelContract, graph);
}

const TYPES = ['float32', 'float64', 'int64', 'int32', 'bool', 'string'];
const whole = { dtype: 'int64', hard: { min: 0, max: 1_000 } } as const;

describe('the inputs of a contract', () => {
  it.each<[Omit<FeatureContract, 'name'>, string[]]>([
    [{ dtype: 'float32' }, ['float32']],
    [{ dtype: 'float64' }, ['float64']],
    [whole, ['float32', 'float64', 'int64', 'int32']],
    [{ dtype: 'string' }, ['string']],
    [{ dtype: 'boolean' }, TYPES],
    [{ dtype: 'datetime', epoch: 's' }, ['float32', 'float64', 'int64']],
  ])('of %j may be fed to tensors of %j', (feature, allowed) => {
    for (const type of TYPES) {
      const verified = expect(() => verify(feature, type));
      if (allowed.includes(type)) verified.not.toThrow();
      else
        verified.toThrow(
          `/inputs/0/features/0/dtype: is ${feature.dtype}, the graph takes ${type}`,
        );
    }
  });

  it('of version 1 are of the type of their tensor', () => {
    expect(() => verify(whole, 'int64', 1)).not.toThrow();
    expect(() => verify(whole, 'float32', 1)).toThrow(
      'the graph takes float32 (allowed in version 2)',
    );
  });

  it('are NaN only in tensors of floats', () => {
    const feature = { dtype: 'boolean', missing: 'nan' } as const;
    expect(() => verify(feature, 'float32')).not.toThrow();
    expect(() => verify(feature, 'int64')).toThrow(
      '/inputs/0/features/0/missing: is nan, which a tensor of int64 cannot hold: say what a missing value becomes',
    );
  });

  it.each<[string, Omit<FeatureContract, 'name'>, boolean]>([
    ['limits', whole, true],
    ['categories', { dtype: 'int64', categories: [1, 2] }, true],
    ['no limits', { dtype: 'int64' }, false],
    ['one limit', { dtype: 'int64', hard: { min: 0 } }, false],
    ['wide limits', { dtype: 'int64', hard: { min: 0, max: 2 ** 31 } }, false],
    ['open categories', { dtype: 'int64', categories: [1], openCategories: true }, false],
    ['a wide category', { dtype: 'int64', categories: [2 ** 31] }, false],
    ['a wide value for a missing one', { ...whole, missing: { becomes: 2 ** 40 } }, false],
  ])('are known to fit into 32 bits by %s: %j is %j', (_, feature, isGood) => {
    const verified = expect(() => verify(feature, 'int32'));
    if (isGood) verified.not.toThrow();
    else verified.toThrow('/inputs/0/features/0/hard: must have a min and a max between');
  });
});
