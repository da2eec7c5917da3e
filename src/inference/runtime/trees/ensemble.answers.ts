import { readEnsemble } from './ensemble.reader.js';
import type { GraphNode } from './graph.file.js';
import {
  finishClasses,
  finishMargin,
  finishShare,
  finishValues,
  type RowFinish,
  TRANSFORMS,
} from './row.finish.js';
import type { TreeEnsemble } from './tree.ensemble.js';
import { UnreadGraph } from './unread.graph.js';

/** Trees, and what becomes of what they add up to. */
export interface EnsembleAnswers {
  readonly ensemble: TreeEnsemble;
  readonly finish: RowFinish;
  /** How many numbers a row is answered with. */
  readonly width: number;
  /** Null for a regression. */
  readonly labels: readonly string[] | readonly bigint[] | null;
}

const NODE_LISTS = [
  ...['nodes_treeids', 'nodes_nodeids', 'nodes_featureids', 'nodes_modes', 'nodes_values'],
  ...['nodes_truenodeids', 'nodes_falsenodeids', 'nodes_missing_value_tracks_true'],
  'nodes_hitrates',
];
const CLASSIFIER = new Set([
  ...NODE_LISTS,
  ...['class_treeids', 'class_nodeids', 'class_ids', 'class_weights', 'classlabels_strings'],
  ...['classlabels_int64s', 'base_values', 'post_transform'],
]);
const REGRESSOR = new Set([
  ...NODE_LISTS,
  ...['target_treeids', 'target_nodeids', 'target_ids', 'target_weights', 'n_targets'],
  ...['aggregate_function', 'base_values', 'post_transform'],
]);

/**
 * @param features how many a row has
 * @throws UnreadGraph when it is no ensemble of trees, or one of a kind that exporters do not write
 */
export function readAnswers(node: GraphNode, features: number): EnsembleAnswers {
  if (node.operator === 'ai.onnx.ml.TreeEnsembleClassifier') return readClassifier(node, features);
  if (node.operator === 'ai.onnx.ml.TreeEnsembleRegressor') return readRegressor(node, features);
  throw new UnreadGraph(`the operator ${node.operator}`);
}

function readRegressor(node: GraphNode, features: number): EnsembleAnswers {
  expectOnly(REGRESSOR, node);
  const { attributes } = node;
  const [width = 1] = attributes.get('n_targets')?.numbers ?? [];
  if (textOf(node, 'aggregate_function', 'SUM') !== 'SUM') throw new UnreadGraph('is no sum');
  if (textOf(node, 'post_transform', 'NONE') !== 'NONE') throw new UnreadGraph('is transformed');
  const ensemble = readEnsemble(attributes, 'target', width, features);
  return { ensemble, finish: finishValues(baseOf(node, width)), width, labels: null };
}

function readClassifier(node: GraphNode, features: number): EnsembleAnswers {
  expectOnly(CLASSIFIER, node);
  const labels = labelsOf(node);
  const { length: width } = labels;
  // What the runtime makes of two classes with a sum each is another matter; exporters write one.
  const sums = width === 2 ? 1 : width;
  const ensemble = readEnsemble(node.attributes, 'class', sums, features);
  return { ensemble, finish: finishOf(node, ensemble, baseOf(node, sums), width), width, labels };
}

function finishOf(
  node: GraphNode,
  { weights }: TreeEnsemble,
  base: readonly number[],
  classes: number,
): RowFinish {
  const name = textOf(node, 'post_transform', 'NONE');
  const transform = TRANSFORMS.get(name);
  if (transform === undefined) throw new UnreadGraph(`scores are ${name}`);
  if (classes > 2) return finishClasses(base, transform);
  const isShare = weights.every((weight) => weight >= 0);
  if (name === 'SOFTMAX' || (isShare && name !== 'NONE')) throw new UnreadGraph(`a sum is ${name}`);
  return isShare ? finishShare(base) : finishMargin(base, transform);
}

function labelsOf({ attributes }: GraphNode): readonly string[] | readonly bigint[] {
  const texts = attributes.get('classlabels_strings')?.texts ?? [];
  const numbers = attributes.get('classlabels_int64s')?.numbers ?? [];
  const labels = texts.length > 0 ? texts : numbers.map(BigInt);
  if (labels.length < 2 || labels.length < texts.length + numbers.length) {
    throw new UnreadGraph('has not two labels, or of two kinds');
  }
  return labels;
}

/** What is added to the sums in the end: nothing, or something to each. */
function baseOf({ attributes }: GraphNode, sums: number): readonly number[] {
  const base = attributes.get('base_values')?.floats ?? [];
  if (base.every(Number.isFinite) && [0, sums].includes(base.length)) return base;
  throw new UnreadGraph(`has ${base.length} base values`);
}

function textOf({ attributes }: GraphNode, name: string, otherwise: string): string {
  return attributes.get(name)?.texts[0] ?? otherwise;
}

function expectOnly(known: ReadonlySet<string>, { attributes, inputs }: GraphNode): void {
  for (const name of attributes.keys()) {
    if (!known.has(name)) throw new UnreadGraph(`has the attribute ${name}`);
  }
  if (inputs.length !== 1) throw new UnreadGraph('has not one input');
}
