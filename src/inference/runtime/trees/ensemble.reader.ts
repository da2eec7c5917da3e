import { type Attributes, NodeLists } from './node.lists.js';
import { LEAF, type TreeEnsemble, WORDS } from './tree.ensemble.js';
import { UnreadGraph } from './unread.graph.js';

const MOST_SUMS = 0xffff;

/** What a leaf adds, to one sum after another. */
interface LeafWeights {
  readonly firstSum: number;
  readonly weights: number[];
}

/**
 * Every comparison is turned into `<=`: x < t is x <= the float32 before t, and what is true of x > t
 * goes where x <= t is false.
 */
const MODES: ReadonlyMap<string, { readonly isStrict: boolean; readonly isTurned: boolean }> =
  new Map([
    ['BRANCH_LEQ', { isStrict: false, isTurned: false }],
    ['BRANCH_LT', { isStrict: true, isTurned: false }],
    ['BRANCH_GT', { isStrict: false, isTurned: true }],
    ['BRANCH_GTE', { isStrict: true, isTurned: true }],
  ]);

/**
 * Takes the trees from the attributes of a TreeEnsembleClassifier or a TreeEnsembleRegressor.
 * @param kind what the names of its weights begin with
 * @param sums how many there are
 * @param features how many a row has
 * @throws UnreadGraph unless it is trees whose root is listed first, the leaves of each tree add to the
 * same sums, and to every sum some tree adds
 */
export function readEnsemble(
  attributes: Attributes,
  kind: 'class' | 'target',
  sums: number,
  features: number,
): TreeEnsemble {
  if (!(sums >= 1 && sums <= MOST_SUMS)) throw new UnreadGraph(`has ${sums} sums`);
  const lists = new NodeLists(attributes);
  const builder = new EnsembleBuilder(lists, leavesOf(attributes, kind, lists), features);
  for (const root of lists.roots()) builder.add(root);
  return builder.build(sums);
}

function leavesOf(
  attributes: Attributes,
  kind: string,
  lists: NodeLists,
): Map<number, LeafWeights> {
  const numbers = (name: string) => attributes.get(`${kind}_${name}`)?.numbers ?? [];
  const [trees, nodes, sums] = [numbers('treeids'), numbers('nodeids'), numbers('ids')];
  const weights = attributes.get(`${kind}_weights`)?.floats ?? [];
  const leaves = new Map<number, LeafWeights>();
  weights.forEach((weight, at) => {
    if (!Number.isFinite(weight)) throw new UnreadGraph('a weight is not finite');
    const place = lists.placeOf(trees[at], nodes[at]);
    const leaf = leaves.get(place) ?? { firstSum: sums[at] as number, weights: [] };
    if (sums[at] !== leaf.firstSum + leaf.weights.length) {
      throw new UnreadGraph('a leaf does not add to one sum after another');
    }
    leaf.weights.push(weight);
    leaves.set(place, leaf);
  });
  return leaves;
}

/** Lays the nodes of one tree after another, each node before what is below it. */
class EnsembleBuilder {
  private readonly nodes: Int32Array;
  private readonly thresholds: Float32Array;
  private readonly missingIsBelow: Uint8Array;
  private readonly weights: number[] = [];
  private readonly roots: number[] = [];
  /** Of each tree, what its leaves add to. */
  private readonly shares: { firstSum: number; width: number }[] = [];
  private readonly isLaid: Uint8Array;
  private end = 0;
  private laidLeaves = 0;

  constructor(
    private readonly lists: NodeLists,
    private readonly leaves: ReadonlyMap<number, LeafWeights>,
    private readonly features: number,
  ) {
    this.nodes = new Int32Array(lists.length * WORDS);
    this.thresholds = new Float32Array(this.nodes.buffer);
    this.missingIsBelow = new Uint8Array(this.nodes.length);
    this.isLaid = new Uint8Array(lists.length);
  }

  /** @param root place of the tree's first node */
  add(root: number): void {
    this.roots.push(this.end);
    const waiting = [{ place: root, parent: -1 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { place, parent } = next;
      const word = this.take(place);
      if (parent >= 0) this.nodes[parent + 2] = word;
      if (this.lists.modes[place] === 'LEAF') this.layLeaf(place, word);
      else {
        const [below, above] = this.layBranch(place, word);
        waiting.push({ place: above, parent: word }, { place: below, parent: -1 });
      }
    }
  }

  build(sums: number): TreeEnsemble {
    const { nodes, thresholds, missingIsBelow, shares } = this;
    if (this.end !== nodes.length) throw new UnreadGraph('a node is in no tree');
    if (this.laidLeaves !== this.leaves.size) throw new UnreadGraph('a branch adds something');
    if (shares.some(({ firstSum, width }) => firstSum < 0 || firstSum + width > sums)) {
      throw new UnreadGraph('a tree adds to a sum that there is not');
    }
    const isReached = new Uint8Array(sums);
    for (const { firstSum, width } of shares) isReached.fill(1, firstSum, firstSum + width);
    if (isReached.includes(0)) throw new UnreadGraph('no tree adds to one of the sums');
    return {
      ...{ nodes, thresholds, missingIsBelow },
      weights: Float32Array.from(this.weights),
      roots: Int32Array.from(this.roots),
      firstSums: Uint16Array.from(shares, ({ firstSum }) => firstSum),
      widths: Uint16Array.from(shares, ({ width }) => width),
    };
  }

  /** The word for the next node; none is below two others, or below itself. */
  private take(place: number): number {
    if (this.isLaid[place] === 1) throw new UnreadGraph('there are two ways to one node');
    this.isLaid[place] = 1;
    this.end += WORDS;
    return this.end - WORDS;
  }

  private layLeaf(place: number, word: number): void {
    const leaf = this.leaves.get(place);
    if (leaf === undefined) throw new UnreadGraph('a leaf adds nothing');
    const { firstSum, weights } = leaf;
    const width = weights.length;
    this.shares[this.roots.length - 1] ??= { firstSum, width };
    const share = this.shares.at(-1);
    if (share?.firstSum !== firstSum || share.width !== width) {
      throw new UnreadGraph('the leaves of a tree do not add to the same sums');
    }
    this.nodes[word] = LEAF;
    this.nodes[word + 1] = this.weights.length;
    for (const weight of weights) this.weights.push(weight);
    this.laidLeaves++;
  }

  /** @returns where a row goes on that is below, and one that is above */
  private layBranch(place: number, word: number): [number, number] {
    const { features, modes, thresholds, missing } = this.lists;
    const mode = MODES.get(modes[place] as string);
    if (mode === undefined) throw new UnreadGraph(`a node is ${modes[place]}`);
    const feature = features[place] as number;
    const threshold = thresholds[place] as number;
    if (!(feature >= 0 && feature < this.features)) throw new UnreadGraph(`feature ${feature}`);
    if (Number.isNaN(threshold)) throw new UnreadGraph('a threshold is NaN');
    this.nodes[word] = feature;
    this.thresholds[word + 1] = mode.isStrict ? floatBefore(threshold) : threshold;
    this.missingIsBelow[word] = Number((missing[place] === 1) !== mode.isTurned);
    const [whereTrue, whereFalse] = this.lists.childrenOf(place);
    return mode.isTurned ? [whereFalse, whereTrue] : [whereTrue, whereFalse];
  }
}

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);

/** The next lower float32; NaN before minus infinity, which nothing is below. */
function floatBefore(value: number): number {
  if (value === 0) return -(2 ** -149);
  float[0] = value;
  floatBits[0] = (floatBits[0] as number) + (value > 0 ? -1 : 1);
  return float[0];
}
