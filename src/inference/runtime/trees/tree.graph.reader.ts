import { readAnswers } from './ensemble.answers.js';
import { type GraphFile, type GraphNode, readGraphFile } from './graph.file.js';
import { type NumberStep, TreeGraph, type TreeOutput } from './tree.graph.js';
import { UnreadGraph } from './unread.graph.js';

/** Of a larger one the runtime is nearly as fast for a single row. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Which output of a classifier they are. */
const LABELS = 0;
/** `TensorProto.DataType`, of what the trees themselves answer. */
const [FLOAT, INT64] = [1, 7];

/**
 * Reads a graph whose one input goes into trees, and whose outputs are what comes of them. It takes
 * time and memory in proportion to the bytes, whatever they are.
 * @param bytes model.onnx
 * @param features how many the input has
 * @returns null for any other graph: the runtime answers for that
 */
export function readTreeGraph(bytes: Uint8Array, features: number): TreeGraph | null {
  if (bytes.length > MOST_BYTES) return null;
  try {
    const { buffer, byteOffset, length } = bytes;
    return treesOf(readGraphFile(Buffer.from(buffer, byteOffset, length)), features);
  } catch (error) {
    if (error instanceof UnreadGraph) return null;
    throw error;
  }
}

function treesOf(graph: GraphFile, features: number): TreeGraph {
  const ensembles = graph.nodes.filter(({ operator }) => operator.includes('TreeEnsemble'));
  const [trees] = ensembles;
  if (trees === undefined || ensembles.length > 1) throw new UnreadGraph('has not one ensemble');
  if (graph.inputs.length !== 1 || trees.inputs[0] !== graph.inputs[0]) {
    throw new UnreadGraph('something stands before the trees');
  }
  const answers = readAnswers(trees, features);
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
  const outputs = graph.outputs.map((name): TreeOutput => {
    const { source, path } = wayTo(name, trees, makers);
    const isLabel = answers.labels !== null && source === trees.outputs[LABELS];
    if (!isLabel) return { name, steps: path.flatMap((node) => stepsOf(node, graph)) };
    const type = typeof answers.labels?.[0] === 'bigint' ? INT64 : null;
    if (path.every((node) => changesNothing(node, type))) return { name, steps: null };
    throw new UnreadGraph('something happens to the labels');
  });
  return new TreeGraph(answers, outputs, features);
}

/** An output of the trees, and the nodes between that and an output of the graph. */
function wayTo(
  name: string,
  trees: GraphNode,
  makers: ReadonlyMap<string, GraphNode>,
): { source: string; path: GraphNode[] } {
  const path: GraphNode[] = [];
  let source = name;
  for (let node = makers.get(source); node !== trees; node = makers.get(source)) {
    // No way is longer than there are nodes, unless it goes round.
    if (node === undefined || path.length > makers.size) {
      throw new UnreadGraph(`${name} comes from elsewhere`);
    }
    path.push(node);
    source = node.inputs[0] ?? '';
  }
  return { source, path: path.reverse() };
}

function stepsOf(node: GraphNode, { scalars }: GraphFile): NumberStep[] {
  if (changesNothing(node, FLOAT)) return [];
  const { operator } = node;
  const by = scalars.get(node.inputs[1] ?? '');
  if (by !== undefined && (operator === 'Div' || operator === 'Mul')) return [{ operator, by }];
  throw new UnreadGraph(`${operator} stands behind the trees`);
}

/** @param type what it is given */
function changesNothing({ operator, attributes }: GraphNode, type: number | null): boolean {
  if (operator === 'Identity') return true;
  return operator === 'Cast' && attributes.get('to')?.numbers[0] === type;
}
