/** Least and greatest number. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Of the first `rows` numbers of a column, less those that are missing; null when all are. */
export function boundsOf(column: Float32Array | Float64Array, rows: number): Bounds | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    const value = column[row] as number;
    // A missing one is NaN, which is neither.
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
}

/** Of the highest probability of each row. */
export function confidenceBounds(probabilities: Float32Array, rows: number): Bounds | null {
  const width = probabilities.length / rows;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    let highest = 0;
    for (let at = row * width; at < (row + 1) * width; at++) {
      const value = probabilities[at] as number;
      if (value > highest) highest = value;
    }
    if (highest < min) min = highest;
    if (highest > max) max = highest;
  }
  return min <= max ? { min, max } : null;
}
