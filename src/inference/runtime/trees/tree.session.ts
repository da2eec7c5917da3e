import type { ModelContract } from '../../contract/model.contract.js';
import { AnswerDecoder, type Answers } from '../answer.decoder.js';
import type { FeatureBlock } from '../feature.block.js';
import type { GraphFiles } from '../graph.session.js';
import type { OnnxSession } from '../onnx.session.js';
import type { TreeGraph } from './tree.graph.js';
import { readTreeGraph } from './tree.graph.reader.js';

/** Answers a few rows from the trees of a graph, and leaves larger groups to the runtime. */
export class TreeSession {
  private readonly decoder: AnswerDecoder;

  constructor(
    private readonly trees: TreeGraph,
    private readonly session: Pick<OnnxSession, 'run'>,
    contract: ModelContract,
  ) {
    this.decoder = new AnswerDecoder(contract);
  }

  /** Like the session's own. */
  run(block: FeatureBlock, rows: number): Answers {
    if (rows > this.trees.mostRows) return this.session.run(block, rows);
    const values = block.columns[0]?.store as Float32Array;
    return this.decoder.decode(this.trees.run(values, rows), rows);
  }
}

/** The trees of a model; null where it is another kind of model, or one that they do not answer sooner. */
export function treesOf({ graph }: GraphFiles, { inputs }: ModelContract): TreeGraph | null {
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) return null;
  if (input.features.some(({ dtype }) => dtype !== 'float32')) return null;
  const trees = readTreeGraph(new Uint8Array(graph), input.features.length);
  return trees !== null && trees.mostRows > 0 ? trees : null;
}
