import type { ModelContract, TensorContract } from '../contract/model.contract.js';
import { ModelFault } from '../contract/model.fault.js';
import type { GraphSession, GraphValue } from './graph.session.js';

/** @throws ModelFault naming the contract's field that the graph contradicts */
export function verifyGraph({ inputs, outputs }: GraphSession, contract: ModelContract): void {
  contract.inputs.forEach((input, index) => {
    verifyInput(input, index, inputs);
  });
  const known = new Set(contract.inputs.map(({ tensor }) => tensor));
  for (const { name } of inputs) {
    if (!known.has(name)) throw fault('/inputs', `the graph also takes the tensor "${name}"`);
  }
  verifyOutputs(contract, outputs);
}

/** Rank of a graph input; one of unknown shape is taken for [N, columns]. */
export function rankOf(value: GraphValue): number {
  return value.isTensor && value.shape.length === 1 ? 1 : 2;
}

function verifyInput(
  { tensor, features }: TensorContract,
  index: number,
  graph: readonly GraphValue[],
) {
  const field = `/inputs/${index}`;
  const value = findTensor(graph, tensor, `${field}/tensor`);
  features.forEach(({ dtype }, at) => {
    if (dtype !== value.type) {
      throw fault(`${field}/features/${at}/dtype`, `is ${dtype}, the graph takes ${value.type}`);
    }
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

function verifyOutputs(contract: ModelContract, graph: readonly GraphValue[]): void {
  if (contract.task === 'regression') {
    verifyType(
      findTensor(graph, contract.outputs.value, '/outputs/value'),
      ['float32'],
      '/outputs/value',
    );
    return;
  }
  const { label, probabilities, classes } = contract.outputs;
  verifyType(findTensor(graph, label, '/outputs/label'), ['string', 'int64'], '/outputs/label');
  const scores = findTensor(graph, probabilities, '/outputs/probabilities');
  verifyType(scores, ['float32'], '/outputs/probabilities');
  const width = scores.shape[1];
  if (typeof width === 'number' && width > 0 && width !== classes.length) {
    throw fault('/outputs/classes', `has ${classes.length} classes, the graph answers ${width}`);
  }
}

function findTensor(graph: readonly GraphValue[], name: string, field: string) {
  const value = graph.find((candidate) => candidate.name === name);
  if (value === undefined) {
    const names = graph.map((candidate) => candidate.name).join(', ');
    throw fault(field, `the graph has no "${name}"; it has ${names}`);
  }
  if (!value.isTensor) throw fault(field, `"${name}" is not a tensor (export without ZipMap)`);
  return value;
}

function verifyType({ type }: { type: string }, allowed: readonly string[], field: string): void {
  if (!allowed.includes(type))
    throw fault(field, `is ${type} in the graph, not ${allowed.join(' or ')}`);
}

function fault(field: string, detail: string): ModelFault {
  return new ModelFault('model.json', field, detail);
}
