import type { ScoredChunk } from './thread.task.js';

/** Counts the answered rows of a table, also by label. */
export class LabelCount {
  rows = 0;
  private readonly counts: number[];

  /** @param classes in the order of their codes; null for a regression model */
  constructor(private readonly classes: readonly string[] | null) {
    this.counts = new Array<number>(classes?.length ?? 0).fill(0);
  }

  add({ rows, counts }: Pick<ScoredChunk, 'rows' | 'counts'>): void {
    this.rows += rows;
    counts.forEach((count, code) => {
      this.counts[code] = (this.counts[code] ?? 0) + count;
    });
  }

  /** Only labels that occurred. */
  byLabel(): Record<string, number> {
    const entries = (this.classes ?? []).map(
      (name, code) => [name, this.counts[code] ?? 0] as const,
    );
    return Object.fromEntries(entries.filter(([, count]) => count > 0));
  }
}
