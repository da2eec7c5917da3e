import { createHash } from 'node:crypto';
import type { ModelContract } from '../contract/model.contract.js';
import { ModelFault } from '../contract/model.fault.js';
import type { GraphFiles } from '../runtime/graph.session.js';
import { readPart } from './folder.file.js';

/**
 * The very bytes that the contract's digest is of.
 * @param maxBytes that the graph and its data may have together
 * @throws ModelFault naming the file that is missing, too large or other than the contract says
 */
export async function readGraph(
  folder: string,
  contract: ModelContract,
  maxBytes: number,
): Promise<GraphFiles> {
  const graph = await readPart(folder, contract, 'model.onnx', maxBytes);
  if (graph === null) throw new ModelFault('model.onnx', null, 'is missing');
  const data = await readPart(folder, contract, 'model.onnx.data', maxBytes - graph.length);
  verifyDigest(contract, data === null ? [graph] : [graph, data]);
  return { graph: share(graph), data: data && share(data) };
}

function verifyDigest(contract: ModelContract, parts: readonly Uint8Array[]): void {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const digest = hash.digest('hex');
  if (digest === contract.sha256) return;
  const what = parts.length === 1 ? 'model.onnx has' : 'model.onnx and model.onnx.data have';
  throw new ModelFault('model.json', '/sha256', `is ${contract.sha256}, ${what} ${digest}`);
}

function share(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}
