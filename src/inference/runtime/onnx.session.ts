import type { Tensor } from 'onnxruntime-node';
import type { ModelContract } from '../contract/model.contract.js';
import { ModelFault } from '../contract/model.fault.js';
import { AnswerDecoder, type Answers } from './answer.decoder.js';
import type { FeatureBlock } from './feature.block.js';
import { type GraphFiles, GraphSession, type GraphValue } from './graph.session.js';
import { verifyGraph } from './graph.verifier.js';
import { wordsOf } from './runtime.words.js';
import { TensorFeed } from './tensor.feed.js';

/** One loaded graph that is known to fit its contract. Free of Nest, so worker threads use it too. */
export class OnnxSession {
  private readonly graph: GraphSession;
  private readonly decoder: AnswerDecoder;
  private readonly tensors: readonly TensorFeed[];

  /** @throws ModelFault when the graph cannot be loaded or does not fit the contract */
  constructor(files: GraphFiles, contract: ModelContract) {
    this.graph = loadGraph(files);
    verifyGraph(this.graph, contract);
    this.decoder = new AnswerDecoder(contract);
    this.tensors = feedsOf(contract, this.graph.inputs);
  }

  /**
   * Runs the first `rows` rows of a block in one call, on the calling thread.
   * @throws Error when the model answers NaN, infinity or a label outside its classes
   */
  run(block: FeatureBlock, rows: number): Answers {
    const feeds: Record<string, Tensor> = {};
    for (const tensor of this.tensors) tensor.addTo(feeds, block, rows);
    return this.decoder.decode(this.graph.run(feeds), rows);
  }

  close(): void {
    this.graph.close();
  }
}

function feedsOf({ inputs }: ModelContract, graph: readonly GraphValue[]): TensorFeed[] {
  let first = 0;
  return inputs.map((input) => {
    const value = graph.find(({ name }) => name === input.tensor) as GraphValue;
    const feed = new TensorFeed(input, value, first);
    first += input.features.length;
    return feed;
  });
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
