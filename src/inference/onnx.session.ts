import '../config/no-telemetry.js';
import { InferenceSession } from 'onnxruntime-node';
import { AnswerDecoder, type Answers } from './answer.decoder.js';
import type { FeatureBlock } from './feature.block.js';
import { rankOf, verifyGraph } from './graph.verifier.js';
import type { ModelContract } from './model.contract.js';
import { ModelFault } from './model.fault.js';

/** One loaded graph that is known to fit its contract. Free of Nest, so worker threads use it too. */
export class OnnxSession {
  private readonly decoder: AnswerDecoder;
  private readonly ranks: ReadonlyMap<string, number>;

  private constructor(
    private readonly session: InferenceSession,
    contract: ModelContract,
  ) {
    this.decoder = new AnswerDecoder(contract);
    this.ranks = new Map(session.inputMetadata.map((input) => [input.name, rankOf(input)]));
  }

  /**
   * @param bytes the content of model.onnx
   * @throws ModelFault when the graph cannot be loaded or does not fit the contract
   */
  static async load(bytes: Uint8Array, contract: ModelContract): Promise<OnnxSession> {
    const session = await loadGraph(bytes);
    verifyGraph(session, contract);
    return new OnnxSession(session, contract);
  }

  /**
   * Runs the first `rows` rows of a block in one call, on the calling thread.
   * @throws Error when the model answers NaN, infinity or a label outside its classes
   */
  async run(block: FeatureBlock, rows: number): Promise<Answers> {
    const outputs = await this.session.run(block.feeds(rows, this.ranks));
    return this.decoder.decode(outputs, rows);
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}

async function loadGraph(bytes: Uint8Array): Promise<InferenceSession> {
  try {
    // One thread: two native threads spin and are slower under contention than one of our own.
    // The runtime takes no shared memory, and keeps no reference to what it was given.
    return await InferenceSession.create(Uint8Array.from(bytes), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
    });
  } catch (error) {
    throw new ModelFault('model.onnx', null, `cannot be loaded: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
