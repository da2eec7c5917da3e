import { describe, expect, it } from '@jest/globals';
import { readContract } from './contract.reader.js';

const BASE = {
  ...{ contractVersion: 2, name: 'm', version: '1', task: 'regression', sha256: '0'.repeat(64) },
  inputs: [{ tensor: 'x', features: [{ name: 'a', dtype: 'float32' }] }],
  outputs: { value: 'v' },
};
const LABEL = { label: 'l', classes: ['a', 'b'] };

const withFeature = (feature: object, contractVersion = 2) => ({
  ...BASE,
  contractVersion,
  inputs: [{ tensor: 'x', features: [{ name: 'a', ...feature }] }],
});
const answering = (task: string, outputs: object, contractVersion = 2) => ({
  ...BASE,
  ...{ task, outputs, contractVersion },
});
const read = (contract: object) => readContract(JSON.stringify(contract));

describe('a contract', () => {
  it.each<[string, object]>([
    ['version 1', { ...BASE, contractVersion: 1 }],
    [
      'floats that may be missing',
      withFeature({ dtype: 'float32', missing: 'nan', required: false }, 1),
    ],
    ['doubles that may be missing', withFeature({ dtype: 'float64', missing: 'nan' })],
    ['categories', withFeature({ dtype: 'string', categories: ['a'] }, 1)],
    ['open categories', withFeature({ dtype: 'int64', categories: [1], openCategories: true })],
    [
      'texts that may be missing',
      withFeature({ dtype: 'string', missing: { becomes: '' }, required: false }),
    ],
    ['whole numbers that may be missing', withFeature({ dtype: 'int64', missing: { becomes: 0 } })],
    ['truths', withFeature({ dtype: 'boolean', missing: { becomes: true }, example: true })],
    ['times', withFeature({ dtype: 'datetime', epoch: 'ns', missing: 'nan', hard: { min: 0 } })],
    ['probabilities', answering('classification', { ...LABEL, probabilities: 'p' }, 1)],
    ['a label alone', answering('classification', LABEL)],
    ['scores', answering('classification', { ...LABEL, scores: 's', classes: [false, true] })],
    ['several values', answering('regression', { values: 'v', targets: ['a', 'b'] })],
    ['several labels', answering('multi-label', { labels: 'l', names: ['a'], probabilities: 'p' })],
    ['anomalies', answering('anomaly', { label: 'l', score: 's' })],
    ['clusters', answering('clustering', { label: 'l', clusters: 3, scores: 's' })],
  ])('may tell of %s', (_, contract) => {
    expect(read(contract)).toEqual(contract);
  });

  it.each<[string, object]>([
    ['a version to come', { ...BASE, contractVersion: 3 }],
    ['texts as NaN', withFeature({ dtype: 'string', missing: 'nan' })],
    ['fractions as categories', withFeature({ dtype: 'float32', categories: [1] })],
    ['categories of another type', withFeature({ dtype: 'int64', categories: ['a'] })],
    ['open categories without any', withFeature({ dtype: 'string', openCategories: true })],
    [
      'a missing text that becomes a number',
      withFeature({ dtype: 'string', missing: { becomes: 1 } }),
    ],
    [
      'a missing fraction that becomes a number',
      withFeature({ dtype: 'float32', missing: { becomes: 1 } }),
    ],
    ['times without their unit', withFeature({ dtype: 'datetime' })],
    ['a unit of time for a number', withFeature({ dtype: 'float32', epoch: 's' })],
    ['limits of a truth', withFeature({ dtype: 'boolean', hard: { min: 0 } })],
    [
      'a feature that may be left out, and not be missing',
      withFeature({ dtype: 'float32', required: false }),
    ],
    [
      'both probabilities and scores',
      answering('classification', { ...LABEL, probabilities: 'p', scores: 's' }),
    ],
    ['several values without names', answering('regression', { values: 'v' })],
    ['no value at all', answering('regression', {})],
    ['a task that there is not', answering('ranking', { value: 'v' })],
    ['classes that look alike', answering('classification', { label: 'l', classes: [1, '1'] })],
    ['a category that no client can send', withFeature({ dtype: 'int64', categories: [2 ** 53] })],
    [
      'a missing number that becomes one beyond those',
      withFeature({ dtype: 'int64', missing: { becomes: 1e300 } }),
    ],
    ...(['hard', 'training'] as const).map((field): [string, object] => [
      `times that no calendar has as ${field}`,
      withFeature({ dtype: 'datetime', epoch: 'us', [field]: { min: -1e300, max: 0 } }),
    ]),
  ])('may not tell of %s', (_, contract) => {
    expect(() => read(contract)).toThrow(/model\.json/);
  });

  const named = (first: string, second: string, contractVersion: number) => ({
    ...BASE,
    contractVersion,
    inputs: [
      {
        tensor: 'x',
        features: [
          { name: first, dtype: 'float32' },
          { name: second, dtype: 'float32', aliases: ['other'] },
        ],
      },
    ],
  });

  it('of version 2 may have names that only their case tells apart', () => {
    expect(read(named('Age', 'age', 2))).toEqual(named('Age', 'age', 2));
    expect(() => read(named('Age', 'age', 1))).toThrow('"age" names both Age and age');
    expect(() => read(named('other', 'age', 2))).toThrow('"other" names both other and age');
  });

  it.each<[string, object]>([
    ['doubles', withFeature({ dtype: 'float64' }, 1)],
    ['whole numbers that may be missing', withFeature({ dtype: 'int64', missing: 'nan' }, 1)],
    ['whole categories', withFeature({ dtype: 'int64', categories: [1] }, 1)],
    ['a label alone', answering('classification', LABEL, 1)],
    ['several values', answering('regression', { values: 'v', targets: ['a', 'b'] }, 1)],
    ['clusters', answering('clustering', { label: 'l', clusters: 3 }, 1)],
  ])('of version 1 that tells of %s is told of version 2', (_, contract) => {
    expect(() => read(contract)).toThrow('model.json /contractVersion: must be 2');
  });
});
