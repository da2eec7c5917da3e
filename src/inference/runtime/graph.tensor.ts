import { ModelFault } from '../contract/model.fault.js';
import type { GraphValue } from './graph.session.js';

/** Rank of a graph input; one of unknown shape is taken for [N, columns]. */
export function rankOf(value: GraphValue): number {
  return value.isTensor && value.shape.length === 1 ? 1 : 2;
}

/** @throws ModelFault when the graph has no such tensor */
export function findTensor(graph: readonly GraphValue[], name: string, field: string) {
  const value = graph.find((candidate) => candidate.name === name);
  if (value === undefined) {
    const names = graph.map((candidate) => candidate.name).join(', ');
    throw fault(field, `the graph has no "${name}"; it has ${names}`);
  }
  if (!value.isTensor) throw fault(field, `"${name}" is not a tensor (export without ZipMap)`);
  return value;
}

export function fault(field: string, detail: string): ModelFault {
  return new ModelFault('model.json', field, detail);
}
