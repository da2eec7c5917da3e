import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphs } from './onnx.graph.js';

export interface TinyModel {
  readonly graph: Buffer;
  /** Content of model.onnx.data. */
  readonly data?: Buffer;
  /** The graph's output that is the answer. */
  readonly output?: string;
  /** The feature's name. */
  readonly feature?: string;
  /** What golden.json says of the input 1. */
  readonly value?: number;
  readonly version?: string;
}

/**
 * Writes a model folder whose graph is one ONNX operator on one feature `x`, without a trainer.
 * `Log` answers NaN below 0 and minus infinity at 0.
 */
export function writeTinyModel(folder: string, name: string, operator = 'Log'): void {
  writeRegression(folder, name, { graph: graphs.of(operator) });
}

/** Writes a model folder for a graph of one float column, with one golden vector. */
export function writeRegression(
  folder: string,
  name: string,
  { graph, data = Buffer.of(), output = 'y', feature = 'x', value = 0, version = '1' }: TinyModel,
): void {
  const contract = {
    contractVersion: 1,
    name,
    version,
    task: 'regression',
    inputs: [{ tensor: 'x', features: [{ name: feature, dtype: 'float32' }] }],
    outputs: { value: output },
  };
  const golden = { tolerance: 1e-5, features: [feature], vectors: [{ inputs: [1], value }] };
  writeModelFolder(folder, contract, golden, graph, data);
}

/** Writes what a model folder holds, and the digest into its contract. */
export function writeModelFolder(
  folder: string,
  contract: { readonly name: string; readonly version: string },
  golden: object,
  graph: Buffer,
  data: Buffer = Buffer.of(),
): void {
  const path = join(folder, contract.name, contract.version);
  mkdirSync(path, { recursive: true });
  const sha256 = createHash('sha256').update(graph).update(data).digest('hex');
  writeFileSync(join(path, 'model.onnx'), graph);
  if (data.length > 0) writeFileSync(join(path, 'model.onnx.data'), data);
  writeFileSync(join(path, 'model.json'), JSON.stringify({ ...contract, sha256 }));
  writeFileSync(join(path, 'golden.json'), JSON.stringify(golden));
}
