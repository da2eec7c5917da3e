import type { ModelContract } from '../contract/model.contract.js';
import { outputsOf } from './answer.output.js';
import type { GraphSession, GraphValue } from './graph.session.js';
import { fault, findTensor } from './graph.tensor.js';
import { verifyInputs } from './input.verifier.js';

/** @throws ModelFault naming the contract's field that the graph contradicts */
export function verifyGraph({ inputs, outputs }: GraphSession, contract: ModelContract): void {
  verifyInputs(contract, inputs);
  verifyOutputs(contract, outputs);
}

function verifyOutputs(contract: ModelContract, graph: readonly GraphValue[]): void {
  for (const { field, tensor, types, count, by, widths } of outputsOf(contract)) {
    const { type, shape } = findTensor(graph, tensor, `/outputs/${field}`);
    if (!types.includes(type)) {
      throw fault(`/outputs/${field}`, `is ${type} in the graph, not ${types.join(' or ')}`);
    }
    // A size that is not fixed is -1; of a shape that is unknown there are none.
    const width = shape.length === 1 ? 1 : (shape[1] ?? -1);
    if (width > 0 && !widths.includes(width)) {
      throw fault(`/outputs/${by}`, `has ${count} ${by}, the graph answers ${width}`);
    }
  }
}
