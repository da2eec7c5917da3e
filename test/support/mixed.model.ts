import type { FeatureContract } from '#dist/inference/contract/model.contract.js';
import { type GraphInput, mixedGraph } from './onnx.graph.js';
import { writeModelFolder } from './tiny.model.js';

const ms = (text: string) => Date.parse(text);

/** Features of every type by the tensor of the graph that they share. */
const INPUTS: readonly (readonly [GraphInput, readonly FeatureContract[]])[] = [
  [
    ['floats', 'float32', 2],
    [
      { name: 'width', dtype: 'float32', missing: 'nan', training: { min: 0, max: 8 } },
      { name: 'count', dtype: 'int64', hard: { min: 0 } },
    ],
  ],
  [
    ['doubles', 'float64', 3],
    [
      { name: 'price', dtype: 'float64', training: { min: 0, max: 1_000 } },
      {
        name: 'since',
        dtype: 'datetime',
        epoch: 'd',
        missing: 'nan',
        required: false,
        hard: { max: ms('2100-01-01T00:00:00Z') },
        training: { min: ms('1970-01-01T00:00:00Z'), max: ms('2026-01-01T00:00:00Z') },
      },
      { name: 'active', dtype: 'boolean', missing: 'nan', required: false },
    ],
  ],
  [['truth', 'bool', 1], [{ name: 'flag', dtype: 'boolean', example: true }]],
  [
    ['wholes', 'int64', 2],
    [
      { name: 'size', dtype: 'int64', categories: [1, 2, 3], openCategories: true },
      { name: 'day', dtype: 'datetime', epoch: 'd', example: '2026-01-31' },
    ],
  ],
  [
    ['small', 'int32', 1],
    [
      {
        name: 'code',
        dtype: 'int64',
        categories: [1, 7],
        missing: { becomes: 7 },
        required: false,
      },
    ],
  ],
  [
    ['texts', 'string', 3],
    [
      {
        name: 'town',
        dtype: 'string',
        categories: ['Köln', 'Bonn'],
        openCategories: true,
        missing: { becomes: 'nowhere' },
        required: false,
      },
      { name: 'member', dtype: 'boolean' },
      { name: 'Town', dtype: 'string' },
    ],
  ],
];

/** What texts add to the answer. */
const WORTH = { Köln: 100, nowhere: 200, True: 1_000, False: 2_000 };

/** A row that the model takes, and its answer. */
export const MIXED_ROW = {
  ...{ width: 2.5, count: 3, price: 0.1, since: '1970-01-03T12:00:00Z', active: true },
  ...{ flag: false, size: 2, day: '1970-01-11', code: 1, town: 'Köln', member: true, Town: 'x' },
};
export const MIXED_VALUE = 2.5 + 3 + 0.1 + 2.5 + 1 + 2 + 10 + 1 + 100 + 1_000;

/** Writes a model whose features are of every type, and whose answer is their sum. */
export function writeMixedModel(folder: string, name = 'mixed'): void {
  const graph = mixedGraph(
    INPUTS.map(([input]) => input),
    WORTH,
  );
  const contract = {
    contractVersion: 2,
    name,
    version: '1',
    task: 'regression',
    inputs: INPUTS.map(([[tensor], features]) => ({ tensor, features })),
    outputs: { value: 'y' },
    examples: [{ title: 'usual', inputs: MIXED_ROW }],
  };
  const golden = {
    tolerance: 1e-5,
    features: Object.keys(MIXED_ROW),
    vectors: [{ inputs: Object.values(MIXED_ROW), value: MIXED_VALUE }],
  };
  writeModelFolder(folder, contract, golden, graph);
}
