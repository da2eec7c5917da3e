/** One column of a histogram; its place and size are shares of the picture, from 0 to 1. */
export interface Column {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/** What is there is seen, however little it is. */
const LEAST_HEIGHT = 0.02;

/**
 * Columns whose areas are their counts, so that bins need not be equally wide.
 * @param edges one more than counts, ascending; anything else gives no columns
 */
export function columnsOf(edges: readonly number[], counts: readonly number[]): Column[] {
  const [low = 0] = edges;
  const high = edges.at(-1) ?? 0;
  if (counts.length === 0 || edges.length !== counts.length + 1) return [];
  const all = counts.reduce((sum, count) => sum + count);
  if (!(high > low)) return [{ from: low, to: high, count: all, x: 0, width: 1, height: 1 }];
  const bins = counts.map((count, at) => ({
    from: edges[at] ?? low,
    to: edges[at + 1] ?? high,
    count,
  }));
  const density = ({ from, to, count }: (typeof bins)[number]) =>
    to > from ? count / (to - from) : 0;
  const most = Math.max(...bins.map(density)) || 1;
  return bins.map((bin) => ({
    ...bin,
    x: (bin.from - low) / (high - low),
    width: (bin.to - bin.from) / (high - low),
    height: bin.count === 0 ? 0 : Math.max(LEAST_HEIGHT, density(bin) / most),
  }));
}
