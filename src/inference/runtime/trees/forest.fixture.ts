import fc, { type Arbitrary } from 'fast-check';
import { bytes, message, number, text } from '../../../../test/support/onnx.message.js';

/** A node as ONNX lists it; a leaf has what it adds to one sum after another. */
export interface ListedNode {
  readonly tree: number;
  readonly id: number;
  readonly mode: string;
  readonly feature: number;
  readonly threshold: number;
  readonly tracksTrue: number;
  readonly whereTrue: number;
  readonly whereFalse: number;
  readonly firstSum: number;
  readonly adds: readonly number[];
}

/** What exporters choose of a graph of trees. */
export interface Forest {
  readonly nodes: readonly ListedNode[];
  readonly features: number;
  readonly sums: number;
  /** None for a regression. */
  readonly labels: readonly (string | number)[];
  readonly base: readonly number[];
  readonly transform: string;
  /** What stands behind the trees. */
  readonly step: { readonly operator: string; readonly by: number };
}

/** Of onnx.proto: `TensorProto.DataType`, and the field of a kind of attribute with its type. */
const [FLOAT, INT64, STRING] = [1, 7, 8];
const [INTEGER, TEXT, FLOATS, INTEGERS, TEXTS] = [
  [3, 2],
  [4, 3],
  [7, 6],
  [8, 7],
  [9, 8],
] as const;

/** The bytes of a model.onnx with the input `x` and the outputs `numbers` and, of classes, `label`. */
export function writeForest(forest: Forest): Buffer {
  const { features, labels, step } = forest;
  const isClassifier = labels.length > 0;
  const width = isClassifier ? labels.length : forest.sums;
  const label = isClassifier ? ['label'] : [];
  const operator = `TreeEnsemble${isClassifier ? 'Classifier' : 'Regressor'}`;
  const graph = [
    node(operator, ['x'], [...label, 'sum'], [text(7, 'ai.onnx.ml'), ...attributesOf(forest)]),
    node(step.operator, ['sum', ...(step.operator === 'Identity' ? [] : ['by'])], ['numbers']),
    text(2, 'forest'),
    message(5, [number(2, FLOAT), text(8, 'by'), bytes(9, packed([step.by]))]),
    value(11, 'x', FLOAT, features),
    value(12, 'numbers', FLOAT, width),
    ...label.map((name) => value(12, name, typeof labels[0] === 'string' ? STRING : INT64)),
  ];
  const opsets = [['', 13] as const, ['ai.onnx.ml', 1] as const].map(([domain, version]) =>
    message(8, [text(1, domain), number(2, version)]),
  );
  return Buffer.concat([number(1, 8), message(7, graph), ...opsets]);
}

function attributesOf({ nodes, sums, labels, base, transform }: Forest): Buffer[] {
  const kind = labels.length > 0 ? 'class' : 'target';
  const of = (take: (node: ListedNode) => number) => nodes.map((node) => number(8, take(node)));
  const leaves = nodes.flatMap(({ adds, firstSum, ...node }) =>
    adds.map((weight, at) => ({ ...node, weight, sum: firstSum + at })),
  );
  const texts = labels.filter((label) => typeof label === 'string');
  const lists: [name: string, kind: readonly [number, number], Buffer[]][] = [
    ['nodes_treeids', INTEGERS, of(({ tree }) => tree)],
    ['nodes_nodeids', INTEGERS, of(({ id }) => id)],
    ['nodes_featureids', INTEGERS, of(({ feature }) => feature)],
    ['nodes_modes', TEXTS, nodes.map(({ mode }) => text(9, mode))],
    ['nodes_values', FLOATS, [bytes(7, packed(nodes.map(({ threshold }) => threshold)))]],
    ['nodes_truenodeids', INTEGERS, of(({ whereTrue }) => whereTrue)],
    ['nodes_falsenodeids', INTEGERS, of(({ whereFalse }) => whereFalse)],
    ['nodes_missing_value_tracks_true', INTEGERS, of(({ tracksTrue }) => tracksTrue)],
    [`${kind}_treeids`, INTEGERS, leaves.map(({ tree }) => number(8, tree))],
    [`${kind}_nodeids`, INTEGERS, leaves.map(({ id }) => number(8, id))],
    [`${kind}_ids`, INTEGERS, leaves.map(({ sum }) => number(8, sum))],
    [`${kind}_weights`, FLOATS, [bytes(7, packed(leaves.map(({ weight }) => weight)))]],
    ['base_values', FLOATS, base.length > 0 ? [bytes(7, packed(base))] : []],
    ['post_transform', TEXT, [text(4, transform)]],
    ['n_targets', INTEGER, kind === 'target' ? [number(3, sums)] : []],
    ['classlabels_strings', TEXTS, texts.map((label) => text(9, label))],
    [
      'classlabels_int64s',
      INTEGERS,
      texts.length > 0 ? [] : labels.map((label) => number(8, Number(label))),
    ],
  ];
  return lists
    .filter(([, , content]) => content.length > 0)
    .map(([name, [, type], content]) => message(5, [text(1, name), ...content, number(20, type)]));
}

function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  more: readonly Buffer[] = [],
): Buffer {
  const names = [...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name))];
  return message(1, [...names, text(4, operator), ...more]);
}

function value(field: number, name: string, type: number, width?: number): Buffer {
  const dims = [message(1, [text(2, 'N')])];
  if (width !== undefined) dims.push(message(1, [number(1, width)]));
  return message(field, [
    text(1, name),
    message(2, [message(1, [number(1, type), message(2, dims)])]),
  ]);
}

function packed(floats: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(floats).buffer);
}

const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GT', 'BRANCH_GTE'];
const FEATURES = 3;
/** Few, so that rows meet them. */
const thresholds = fc.oneof(
  fc.constantFrom(0, -0, 1, 2.5, -1, 1e-45, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.float({ noNaN: true, min: -3, max: 3 }),
);

type Grown = { readonly adds: number[] } | readonly [Branching, Grown, Grown];
interface Branching {
  readonly mode: string;
  readonly feature: number;
  readonly threshold: number;
  readonly tracksTrue: number;
}

function grownWith(adds: Arbitrary<number[]>): Arbitrary<Grown> {
  const branching: Arbitrary<Branching> = fc.record({
    mode: fc.constantFrom(...MODES),
    feature: fc.nat(FEATURES - 1),
    threshold: thresholds,
    tracksTrue: fc.nat(1),
  });
  return fc.letrec<{ tree: Grown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.record({ adds }),
      fc.tuple(branching, tie('tree'), tie('tree')),
    ),
  })).tree;
}

/** The nodes of a tree, its root first. */
function listed(grown: Grown, tree: number, firstSum: number): ListedNode[] {
  const nodes: ListedNode[] = [];
  const leaf = { mode: 'LEAF', feature: 0, threshold: 0, tracksTrue: 0 };
  const list = (one: Grown): number => {
    const id = nodes.length;
    const place = { tree, id, firstSum, whereTrue: 0, whereFalse: 0 };
    if ('adds' in one) {
      nodes.push({ ...place, ...leaf, adds: one.adds });
      return id;
    }
    const [branching, whereTrue, whereFalse] = one;
    nodes.push({ ...place, ...branching, adds: [] });
    const children = { whereTrue: list(whereTrue), whereFalse: list(whereFalse) };
    nodes[id] = { ...place, ...branching, ...children, adds: [] };
    return id;
  };
  list(grown);
  return nodes;
}

function forestOf(
  shape: Pick<Forest, 'sums' | 'labels'> & { isBoosted: boolean; weights: Arbitrary<number> },
  transforms: readonly string[],
): Arbitrary<Forest> {
  const { sums, labels, isBoosted, weights } = shape;
  const width = isBoosted ? 1 : sums;
  const tree = grownWith(fc.array(weights, { minLength: width, maxLength: width }));
  const rounds = fc.array(fc.array(tree, { minLength: sums / width, maxLength: sums / width }), {
    minLength: 1,
    maxLength: 4,
  });
  const base = fc.array(fc.float({ noNaN: true, min: -2, max: 2 }), {
    minLength: sums,
    maxLength: sums,
  });
  return fc.record({
    nodes: rounds.map((all) =>
      all.flatMap((round, at) =>
        round.flatMap((one, sum) => listed(one, at * round.length + sum, isBoosted ? sum : 0)),
      ),
    ),
    features: fc.constant(FEATURES),
    sums: fc.constant(sums),
    labels: fc.constant(labels),
    base: fc.oneof(fc.constant([]), base),
    transform: fc.constantFrom(...transforms),
    step: fc.record({
      operator: fc.constantFrom('Identity', 'Div', 'Mul'),
      by: fc.constantFrom(3, 7, 100, 0.1),
    }),
  });
}

const anyWeight = fc.float({ noNaN: true, noDefaultInfinity: true });
const small = fc.float({ noNaN: true, min: -4, max: 4 });
const share = fc.float({ noNaN: true, min: 0, max: 1 });
const of = (sums: number, labels: readonly (string | number)[], isBoosted = false) => ({
  ...{ sums, labels, isBoosted },
});
const SMOOTH = ['NONE', 'LOGISTIC', 'SOFTMAX'];

/** Every kind of forest that is read. */
export const forests: Arbitrary<Forest> = fc.oneof(
  forestOf({ ...of(1, []), weights: anyWeight }, ['NONE']),
  forestOf({ ...of(3, []), weights: small }, ['NONE']),
  forestOf({ ...of(3, ['a', 'b', 'c']), weights: share }, SMOOTH),
  forestOf({ ...of(4, [-1, 7, 0, 2], true), weights: small }, SMOOTH),
  // Where no weight is negative, the runtime takes the sum for a probability.
  forestOf({ ...of(1, [0, 1]), weights: small }, ['NONE', 'LOGISTIC']).filter(({ nodes }) =>
    nodes.some(({ adds }) => adds.some((weight) => weight < 0)),
  ),
  forestOf({ ...of(1, ['no', 'yes']), weights: share }, ['NONE']),
);

/** Rows of such a forest, which meet its thresholds. */
export const rowsOf = (rows: number): Arbitrary<Float32Array> =>
  fc
    .array(fc.oneof(thresholds, fc.constant(Number.NaN)), {
      minLength: rows * FEATURES,
      maxLength: rows * FEATURES,
    })
    .map((values) => Float32Array.from(values));
