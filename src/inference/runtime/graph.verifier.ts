import type { ModelContract } from '../contract/model.contract.js';
import type { GraphSession, GraphValue } from './graph.session.js';
import { fault, findTensor } from './graph.tensor.js';
import { verifyInputs } from './input.verifier.js';

/** @throws ModelFault naming the contract's field that the graph contradicts */
export function verifyGraph({ inputs, outputs }: GraphSession, contract: ModelContract): void {
  verifyInputs(contract, inputs);
  verifyOutputs(contract, outputs);
}

function verifyOutputs(contract: ModelContract, graph: readonly GraphValue[]): void {
  if (contract.task === 'regression') {
    verifyType(
      findTensor(graph, contract.outputs.value ?? '', '/outputs/value'),
      ['float32'],
      '/outputs/value',
    );
    return;
  }
  if (contract.task !== 'classification') return;
  const { label, probabilities = '', classes } = contract.outputs;
  verifyType(findTensor(graph, label, '/outputs/label'), ['string', 'int64'], '/outputs/label');
  const scores = findTensor(graph, probabilities, '/outputs/probabilities');
  verifyType(scores, ['float32'], '/outputs/probabilities');
  const width = scores.shape[1];
  if (typeof width === 'number' && width > 0 && width !== classes.length) {
    throw fault('/outputs/classes', `has ${classes.length} classes, the graph answers ${width}`);
  }
}

function verifyType({ type }: { type: string }, allowed: readonly string[], field: string): void {
  if (!allowed.includes(type))
    throw fault(field, `is ${type} in the graph, not ${allowed.join(' or ')}`);
}
