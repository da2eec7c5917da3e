import {
  type Dtype,
  type FeatureContract,
  type ModelContract,
  type TensorContract,
} from '../contract/model.contract.js';
import type { GraphValue } from './graph.session.js';
import { fault, findTensor, rankOf } from './graph.tensor.js';

/** What tensors a feature may be fed to, by their types. */
const TENSORS: Readonly<Record<Dtype, readonly string[]>> = {
  float32: ['float32'],
  float64: ['float64'],
  int64: ['int64', 'int32', 'float32', 'float64'],
  string: ['string'],
  boolean: ['bool', 'int64', 'int32', 'float32', 'float64', 'string'],
  datetime: ['float64', 'int64', 'float32'],
};
const FLOATS = ['float32', 'float64'];
const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/** @throws ModelFault naming the field of the inputs that the graph contradicts */
export function verifyInputs(contract: ModelContract, graph: readonly GraphValue[]): void {
  contract.inputs.forEach((input, index) => {
    verifyInput(contract, input, `/inputs/${index}`, graph);
  });
  const known = new Set(contract.inputs.map(({ tensor }) => tensor));
  for (const { name } of graph) {
    if (!known.has(name)) throw fault('/inputs', `the graph also takes the tensor "${name}"`);
  }
}

function verifyInput(
  { contractVersion }: ModelContract,
  { tensor, features }: TensorContract,
  field: string,
  graph: readonly GraphValue[],
): void {
  const value = findTensor(graph, tensor, `${field}/tensor`);
  features.forEach((feature, at) => {
    const { dtype } = feature;
    const allowed = contractVersion === 1 ? [dtype] : TENSORS[dtype];
    if (!allowed.includes(value.type as Dtype)) {
      throw fault(
        `${field}/features/${at}/dtype`,
        `is ${dtype}, the graph takes ${value.type}${adviceOn(feature, value.type, contractVersion)}`,
      );
    }
    verifyMissing(feature, value.type, `${field}/features/${at}`);
    verifyRange(feature, value.type, `${field}/features/${at}`);
  });
  const [rows = -1] = value.shape;
  if (rows >= 0) {
    throw fault(`${field}/tensor`, `takes exactly ${rows} rows: export it with a free batch size`);
  }
  const width = rankOf(value) === 1 ? 1 : value.shape[1];
  if (typeof width === 'number' && width > 0 && width !== features.length) {
    throw fault(`${field}/features`, `has ${features.length} features, the graph takes ${width}`);
  }
}

function adviceOn({ dtype }: FeatureContract, type: string, contractVersion: number): string {
  if (contractVersion === 1 && TENSORS[dtype].includes(type)) return ' (allowed in version 2)';
  return '';
}

/** A tensor of other numbers, or of texts, has nothing that stands for a missing value. */
function verifyMissing({ missing }: FeatureContract, type: string, field: string): void {
  if (missing !== 'nan' || FLOATS.includes(type)) return;
  throw fault(
    `${field}/missing`,
    `is nan, which a tensor of ${type} cannot hold: say what a missing value becomes`,
  );
}

/** What is beyond 32 bits would come out as another number. */
function verifyRange(feature: FeatureContract, type: string, field: string): void {
  if (feature.dtype !== 'int64' || type !== 'int32') return;
  const { hard = {}, categories, openCategories = false, missing } = feature;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = hard;
  const possible = categories === undefined || openCategories ? [min, max] : categories;
  const all = typeof missing === 'object' ? [...possible, missing.becomes] : possible;
  if (all.every((one) => Number(one) >= INT32.min && Number(one) <= INT32.max)) return;
  throw fault(
    `${field}/hard`,
    `must have a min and a max between ${INT32.min} and ${INT32.max}: the graph takes int32`,
  );
}
