/** Words of a node. */
export const WORDS = 3;
/** In place of a feature. */
export const LEAF = -1;

/**
 * Trees as arrays, for the sums that the leaves of a row add up to, in float32. A node is three words:
 * its feature, its threshold, and the node where a row goes on whose feature is above that. Any other
 * goes on with the next node. The second word of a leaf is the first of its weights.
 */
export interface TreeEnsemble {
  readonly nodes: Int32Array;
  /** The same memory. */
  readonly thresholds: Float32Array;
  /** 1 for the first word of a node where a row without the feature goes on with the next one. */
  readonly missingIsBelow: Uint8Array;
  readonly weights: Float32Array;
  /** First word of each tree, in the order of the sum. */
  readonly roots: Int32Array;
  /** The first sum that the leaves of a tree add to, and how many. */
  readonly firstSums: Uint16Array;
  readonly widths: Uint16Array;
}

/**
 * Adds up the trees for one row, rounding as the runtime does.
 * @param values float32 of the features; the row begins at `offset`
 * @param sums 0 before
 */
export function addUp(
  { nodes, thresholds, missingIsBelow, weights, roots, firstSums, widths }: TreeEnsemble,
  values: Float32Array,
  offset: number,
  sums: Float32Array,
): void {
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree] as number;
    for (let feature = nodes[node] as number; feature !== LEAF; feature = nodes[node] as number) {
      const value = values[offset + feature] as number;
      const isBelow =
        value <= (thresholds[node + 1] as number) ||
        (Number.isNaN(value) && missingIsBelow[node] === 1);
      node = isBelow ? node + WORDS : (nodes[node + 2] as number);
    }
    const first = firstSums[tree] as number;
    const weight = nodes[node + 1] as number;
    for (let at = 0; at < (widths[tree] as number); at++) {
      sums[first + at] = (sums[first + at] as number) + (weights[weight + at] as number);
    }
  }
}
