import type { Attribute } from './graph.file.js';
import { UnreadGraph } from './unread.graph.js';

export type Attributes = ReadonlyMap<string, Attribute>;

/** Ids of trees and of nodes are below it, so that two of them make one whole number. */
const IDS = 2 ** 26;

/** The nodes of an ensemble as ONNX lists them: one list for each thing that a node has. */
export class NodeLists {
  readonly trees: readonly number[];
  readonly features: readonly number[];
  readonly modes: readonly string[];
  readonly thresholds: readonly number[];
  readonly missing: readonly number[];
  private readonly whereTrue: readonly number[];
  private readonly whereFalse: readonly number[];
  private readonly places = new Map<number, number>();

  /** @throws UnreadGraph where the lists have several lengths, or two nodes one id */
  constructor(attributes: Attributes) {
    const numbers = (name: string) => attributes.get(`nodes_${name}`)?.numbers ?? [];
    this.trees = numbers('treeids');
    this.features = numbers('featureids');
    this.modes = attributes.get('nodes_modes')?.texts ?? [];
    this.thresholds = attributes.get('nodes_values')?.floats ?? [];
    this.missing = numbers('missing_value_tracks_true');
    this.whereTrue = numbers('truenodeids');
    this.whereFalse = numbers('falsenodeids');
    const ids = numbers('nodeids');
    const { trees, features, modes, thresholds, whereTrue, whereFalse, missing } = this;
    const lists = [ids, features, modes, thresholds, whereTrue, whereFalse];
    if (missing.length > 0) lists.push(missing);
    if (lists.some(({ length }) => length !== trees.length)) {
      throw new UnreadGraph('the lists of its nodes have several lengths');
    }
    for (const [at, id] of ids.entries()) this.places.set(keyOf(trees[at], id), at);
    if (this.places.size !== ids.length) throw new UnreadGraph('two nodes have one id');
  }

  get length(): number {
    return this.trees.length;
  }

  /** @throws UnreadGraph when there is no such node */
  placeOf(tree: number | undefined, id: number | undefined): number {
    const place = this.places.get(keyOf(tree, id));
    if (place === undefined) throw new UnreadGraph(`tree ${tree} has no node ${id}`);
    return place;
  }

  /**
   * The children of a node, first where its comparison is true.
   * @throws UnreadGraph when there are no such nodes
   */
  childrenOf(at: number): [number, number] {
    const tree = this.trees[at];
    return [this.placeOf(tree, this.whereTrue[at]), this.placeOf(tree, this.whereFalse[at])];
  }

  /** The first node of each tree. */
  roots(): number[] {
    const { trees } = this;
    const roots = [...trees.keys()].filter((at) => trees[at] !== trees[at - 1]);
    if (new Set(roots.map((at) => trees[at])).size !== roots.length) {
      throw new UnreadGraph('the nodes of a tree are not listed together');
    }
    return roots;
  }
}

function keyOf(tree = Number.NaN, id = Number.NaN): number {
  if (tree >= 0 && tree < IDS && id >= 0 && id < IDS) return tree * IDS + id;
  throw new UnreadGraph(`tree ${tree}, node ${id}: ids are whole numbers below ${IDS}`);
}
