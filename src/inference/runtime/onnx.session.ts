import type { ModelContract } from '../contract/model.contract.js';
import { ModelFault } from '../contract/model.fault.js';
import { AnswerDecoder, type Answers } from './answer.decoder.js';
import type { FeatureBlock } from './feature.block.js';
import { type GraphFiles, GraphSession } from './graph.session.js';
import { rankOf, verifyGraph } from './graph.verifier.js';
import { wordsOf } from './runtime.words.js';

/** One loaded graph that is known to fit its contract. Free of Nest, so worker threads use it too. */
export class OnnxSession {
  private readonly graph: GraphSession;
  private readonly decoder: AnswerDecoder;
  private readonly ranks: ReadonlyMap<string, number>;

  /** @throws ModelFault when the graph cannot be loaded or does not fit the contract */
  constructor(files: GraphFiles, contract: ModelContract) {
    this.graph = loadGraph(files);
    verifyGraph(this.graph, contract);
    this.decoder = new AnswerDecoder(contract);
    this.ranks = new Map(this.graph.inputs.map((input) => [input.name, rankOf(input)]));
  }

  /**
   * Runs the first `rows` rows of a block in one call, on the calling thread.
   * @throws Error when the model answers NaN, infinity or a label outside its classes
   */
  run(block: FeatureBlock, rows: number): Answers {
    return this.decoder.decode(this.graph.run(block.feeds(rows, this.ranks)), rows);
  }

  close(): void {
    this.graph.close();
  }
}

function loadGraph(files: GraphFiles): GraphSession {
  try {
    return new GraphSession(files);
  } catch (error) {
    throw new ModelFault('model.onnx', null, `cannot be loaded: ${wordsOf(error)}`, {
      cause: error,
    });
  }
}
