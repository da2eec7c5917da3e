import { describe, expect, it } from '@jest/globals';
import type { FeatureValue } from '../../domain/prediction.record.js';
import type { FeatureContract, ModelContract } from '../contract/model.contract.js';
import { FeatureBlock } from './feature.block.js';
import { TensorFeed } from './tensor.feed.js';

const NAMES = ['a', 'b', 'c', 'd'];
type Described = Omit<FeatureContract, 'name'>;

/** The tensor of rows of features, each row in the order of the features. */
function fed(type: string, described: readonly Described[], ...rows: readonly FeatureValue[][]) {
  const features = described.map((one, at) => ({ ...one, name: NAMES[at] ?? '' }));
  const before = { tensor: 'before', features: [{ name: 'z', dtype: 'string' }] } as const;
  const inputs = [before, { tensor: 't', features }];
  const block = new FeatureBlock({ inputs } as unknown as ModelContract, 4);
  rows.forEach((row, at) => {
    block.setRow(at, Object.fromEntries(row.map((value, index) => [NAMES[index], value])));
  });
  const graph = { name: 't', isTensor: true, type, shape: [-1, features.length] };
  const feeds = {};
  new TensorFeed({ tensor: 't', features }, graph, 1).addTo(feeds, block, rows.length);
  const { t } = feeds as { t: { type: string; dims: readonly number[]; data: unknown } };
  expect([t.type, t.dims]).toEqual([type, [rows.length, features.length]]);
  return t.data;
}

const float = { dtype: 'float32', missing: 'nan' } as const;
const double = { dtype: 'float64', missing: 'nan' } as const;
const whole = { dtype: 'int64' } as const;
const truth = { dtype: 'boolean' } as const;
const word = { dtype: 'string' } as const;
const time = (epoch: NonNullable<FeatureContract['epoch']>) =>
  ({ dtype: 'datetime', epoch, missing: 'nan' }) as const;
const LATE = '1970-01-02T00:00:00.123456Z';

describe(TensorFeed.name, () => {
  it.each<[string, string, Described[], FeatureValue[][], unknown]>([
    ['floats', 'float32', [float, float], [[5.1, null]], Float32Array.of(5.1, Number.NaN)],
    ['doubles', 'float64', [double, double], [[5.1, null]], Float64Array.of(5.1, Number.NaN)],
    [
      'whole numbers',
      'int64',
      [whole],
      [[2 ** 53 - 1], [-7]],
      BigInt64Array.of(2n ** 53n - 1n, -7n),
    ],
    ['short whole numbers', 'int32', [whole], [[-7]], Int32Array.of(-7)],
    ['texts', 'string', [word, word], [['a', 'Ü']], ['a', 'Ü']],
    ['truths', 'bool', [truth, truth], [[true, false]], Uint8Array.of(1, 0)],
    [
      'truths as texts',
      'string',
      [truth, word],
      [
        [true, 'x'],
        [false, 'y'],
      ],
      ['True', 'x', 'False', 'y'],
    ],
    [
      'a float among whole numbers and truths',
      'float32',
      [whole, float, truth],
      [
        [3, 5.1, true],
        [4, null, false],
      ],
      Float32Array.of(3, 5.1, 1, 4, Number.NaN, 0),
    ],
    [
      'doubles, whole numbers, truths and times',
      'float64',
      [double, whole, truth, time('ms')],
      [[0.1, 2 ** 53 - 1, false, LATE]],
      Float64Array.of(0.1, 2 ** 53 - 1, 0, 86_400_123.456),
    ],
    ['seconds with fractions', 'float64', [time('s')], [[LATE]], Float64Array.of(86_400.123456)],
    ['days with fractions', 'float64', [time('d')], [['1970-01-02T12:00Z']], Float64Array.of(1.5)],
    ['missing times', 'float64', [time('ns')], [[null]], Float64Array.of(Number.NaN)],
    ['times as floats', 'float32', [time('d')], [['1970-01-02T12:00Z']], Float32Array.of(1.5)],
    ['whole days', 'int64', [time('d')], [['1969-12-31T12:00Z']], BigInt64Array.of(-1n)],
    ['whole seconds', 'int64', [time('s')], [[LATE]], BigInt64Array.of(86_400n)],
    ['microseconds', 'int64', [time('us')], [[LATE]], BigInt64Array.of(86_400_123_456n)],
    [
      'nanoseconds beyond what a double holds',
      'int64',
      [time('ns')],
      [['2026-01-02T03:04:05.123457Z']],
      BigInt64Array.of(1_767_323_045_123_457_000n),
    ],
    [
      'texts that a missing one becomes',
      'string',
      [
        { ...word, missing: { becomes: '' } },
        { ...truth, missing: { becomes: true } },
      ],
      [
        [null, null],
        ['a', false],
      ],
      ['', 'True', 'a', 'False'],
    ],
    [
      'whole numbers that a missing one becomes',
      'int64',
      [
        { ...whole, missing: { becomes: -1 } },
        { ...truth, missing: { becomes: false } },
      ],
      [
        [null, null],
        [5, true],
      ],
      BigInt64Array.of(-1n, 0n, 5n, 1n),
    ],
  ])('feeds %s', (_, type, features, rows, data) => {
    expect(fed(type, features, ...rows)).toStrictEqual(data);
  });

  it('feeds what is kept as the graph wants it without a copy', () => {
    const features = [{ name: 'a', ...float, dtype: 'float32' as const }];
    const block = new FeatureBlock({ inputs: [{ tensor: 't', features }] } as never, 4);
    const graph = { name: 't', isTensor: true, type: 'float32', shape: [-1] };
    const feeds: Record<string, { data: { buffer?: unknown } }> = {};
    new TensorFeed({ tensor: 't', features }, graph, 0).addTo(feeds as never, block, 2);
    expect(feeds.t?.data.buffer).toBe((block.stores[0] as Float32Array).buffer);
  });
});
