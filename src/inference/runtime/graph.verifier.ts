import type { ModelContract } from '../contract/model.contract.js';
import type { GraphSession, GraphValue } from './graph.session.js';
import { fault, findTensor } from './graph.tensor.js';
import { verifyInputs } from './input.verifier.js';

/** @throws ModelFault naming the contract's field that the graph contradicts */
export function verifyGraph({ inputs, outputs }: GraphSession, contract: ModelContract): void {
  verifyInputs(contract, inputs);
  verifyOutputs(contract, outputs);
}

/** What a tensor of answers must be: one of these types, and so many numbers a row. */
interface OutputRule {
  readonly field: string;
  readonly tensor: string | undefined;
  readonly types: readonly string[];
  readonly width: number;
  /** Which field of the contract says the width. */
  readonly by?: string;
}

const FLOATS = ['float32', 'float64'];
const LABELS = ['string', 'int64', 'bool'];

function verifyOutputs(contract: ModelContract, graph: readonly GraphValue[]): void {
  for (const { field, tensor, types, width, by = field } of rulesOf(contract)) {
    if (tensor === undefined) continue;
    const value = findTensor(graph, tensor, `/outputs/${field}`);
    verifyType(value, types, `/outputs/${field}`);
    const found = value.shape.length < 2 ? 1 : (value.shape[1] ?? -1);
    const isKnown = value.shape.length > 0 && found > 0;
    if (isKnown && found !== width && !isBothScores(contract, field, found)) {
      throw fault(`/outputs/${by}`, `has ${width} ${by}, the graph answers ${found}`);
    }
  }
}

/** Some exporters give the scores of both of two classes; the second is what is used. */
function isBothScores({ task }: ModelContract, field: string, found: number): boolean {
  return task === 'classification' && field === 'scores' && found === 2;
}

function rulesOf({ task, outputs }: ModelContract): OutputRule[] {
  switch (task) {
    case 'classification': {
      const { label, probabilities, scores, classes } = outputs;
      const { length } = classes;
      const width = length === 2 ? 1 : length;
      return [
        { field: 'label', tensor: label, types: LABELS, width: 1 },
        { ...floatRule('probabilities', probabilities, length), by: 'classes' },
        { ...floatRule('scores', scores, width), by: 'classes' },
      ];
    }
    case 'regression': {
      const { value, values, targets = [] } = outputs;
      return [
        floatRule('value', value, 1),
        { ...floatRule('values', values, targets.length), by: 'targets' },
      ];
    }
    case 'multi-label': {
      const { labels, probabilities, names } = outputs;
      const { length } = names;
      const types = ['int64', 'bool', ...FLOATS];
      return [
        { field: 'labels', tensor: labels, types, width: length, by: 'names' },
        { ...floatRule('probabilities', probabilities, length), by: 'names' },
      ];
    }
    case 'anomaly':
      return [
        { field: 'label', tensor: outputs.label, types: ['int64'], width: 1 },
        floatRule('score', outputs.score, 1),
      ];
    case 'clustering':
      return [
        { field: 'label', tensor: outputs.label, types: ['int64'], width: 1 },
        { ...floatRule('scores', outputs.scores, outputs.clusters), by: 'clusters' },
      ];
  }
}

function floatRule(field: string, tensor: string | undefined, width: number): OutputRule {
  return { field, tensor, types: FLOATS, width };
}

function verifyType({ type }: { type: string }, allowed: readonly string[], field: string): void {
  if (!allowed.includes(type))
    throw fault(field, `is ${type} in the graph, not ${allowed.join(' or ')}`);
}
