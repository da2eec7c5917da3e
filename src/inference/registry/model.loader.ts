import type { MicroBatchOptions } from '../runtime/micro.batcher.js';
import { MicroBatcher } from '../runtime/micro.batcher.js';
import { OnnxSession } from '../runtime/onnx.session.js';
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
  return new ServedModel(proof, files, session, new MicroBatcher(session, contract, options));
}
