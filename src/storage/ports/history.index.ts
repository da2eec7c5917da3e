import type { BatchHeader } from '../../domain/batch.record.js';
import type { HistoryFilter, SummaryRow } from '../../domain/history.filter.js';
import type { PredictionRecord } from '../../domain/prediction.record.js';

/** An entry of the history: one single prediction, or the header of one batch. */
export type HistoryEntry =
  | { readonly source: 'single'; readonly record: PredictionRecord }
  | { readonly source: 'batch'; readonly header: BatchHeader };

/** Finds entries of all kinds in the order of their time. */
export abstract class HistoryIndex {
  /**
   * Entries that hold at least one row of the filter, newest first.
   * @param before only entries whose id is smaller, when given
   */
  abstract findEntries(
    filter: HistoryFilter,
    before: string | null,
    limit: number,
  ): Promise<HistoryEntry[]>;

  /** Counts of the filtered predictions (batch rows counted one by one) by model, version and label. */
  abstract summarize(filter: HistoryFilter): Promise<SummaryRow[]>;
}
