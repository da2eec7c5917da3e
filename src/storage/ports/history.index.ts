import type { BatchHeader } from '../../domain/batch.record.js';
import type { HistoryFilter, SummaryRow } from '../../domain/history.filter.js';
import type { PredictionRecord } from '../../domain/prediction.record.js';

/** An entry of the history: one single prediction, or the header of one batch. */
export type HistoryEntry =
  | { readonly source: 'single'; readonly record: PredictionRecord }
  | { readonly source: 'batch'; readonly header: BatchHeader };

/** What was found in a part of the history. */
export interface EntryStretch {
  /** Newest first; batches of which nobody has looked at the rows, and singles that may match. */
  readonly entries: readonly HistoryEntry[];
  /** How many entries were looked at, those that do not match with them. */
  readonly looked: number;
  /** The id of the last of these; null when there are no more. */
  readonly last: string | null;
}

export function idOf(entry: HistoryEntry): string {
  return entry.source === 'single' ? entry.record.id : entry.header.id;
}

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

  /**
   * Looks through the newest entries for a filter of what is in rows, and leaves out singles that do
   * not match, as far as the store can tell.
   * @param before only entries whose id is smaller, when given
   * @param most how many entries are looked at
   */
  abstract searchEntries(
    filter: HistoryFilter,
    before: string | null,
    most: number,
  ): Promise<EntryStretch>;

  /** Counts of the filtered predictions (batch rows counted one by one) by model, version and label; of a filter without anything of rows. */
  abstract summarize(filter: HistoryFilter): Promise<SummaryRow[]>;
}
