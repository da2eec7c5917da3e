import type { MicroBatchOptions } from '../runtime/micro.batcher.js';
import { MicroBatcher } from '../runtime/micro.batcher.js';
import { OnnxSession } from '../runtime/onnx.session.js';
import { TreeSession, treesOf } from '../runtime/trees/tree.session.js';
import { readGraph } from './graph.reader.js';
import type { ModelProof } from './model.proof.js';
import { ServedModel } from './served.model.js';

export interface LoadOptions extends MicroBatchOptions {
  readonly folder: string;
  /** Most bytes of a graph with its data. */
  readonly maxBytes: number;
}

/**
 * Loads a model that another process has proved; its bytes are verified again.
 * @throws ModelFault naming the file and field that is wrong
 */
export async function loadModel(proof: ModelProof, options: LoadOptions): Promise<ServedModel> {
  const { contract } = proof;
  const files = await readGraph(options.folder, contract, options.maxBytes);
  const session = new OnnxSession(files, contract);
  const trees = proof.hasTrees ? treesOf(files, contract) : null;
  const single = trees === null ? session : new TreeSession(trees, session, contract);
  return new ServedModel(proof, files, session, new MicroBatcher(single, contract, options));
}
