import type { BatchChunk, BatchHeader } from './batch.record.js';
import type { HistoryFilter, SummaryRow } from './history.filter.js';
import type { PredictionRecord } from './prediction.record.js';

/** An entry of the history: one single prediction, or the header of one batch. */
export type HistoryEntry =
  | { readonly source: 'single'; readonly record: PredictionRecord }
  | { readonly source: 'batch'; readonly header: BatchHeader };

/**
 * Where predictions are kept. Every write is durable when its promise resolves
 * (SQLite: survives a killed process; MongoDB: majority acknowledged).
 * Every method rejects with a `history-unavailable` problem while the store cannot be reached.
 */
export abstract class PredictionRepository {
  /**
   * Stores single predictions in one write; records that are already stored stay as they are,
   * so that a write of unknown outcome can be repeated.
   * SQLite stores all or none of them. MongoDB acknowledges all or none: a write that fails
   * half way may leave some, as there are no multi-document transactions on every deployment.
   * @param texts the records as JSON without line ends, where the caller has written them already
   */
  abstract saveAll(records: readonly PredictionRecord[], texts?: readonly string[]): Promise<void>;

  /** Stores one chunk of a batch that no reader sees yet. */
  abstract saveChunk(batchId: string, chunk: BatchChunk): Promise<void>;

  /**
   * Makes a batch visible.
   * @throws Error when the stored chunks do not hold exactly `header.scored` rows.
   */
  abstract saveBatch(header: BatchHeader): Promise<void>;

  /** Removes the chunks of a batch that was given up before `saveBatch`. */
  abstract discardBatch(batchId: string): Promise<void>;

  abstract findRecord(id: string): Promise<PredictionRecord | null>;

  abstract findBatch(id: string): Promise<BatchHeader | null>;

  /**
   * The chunks of a batch in row order, from the one that holds `fromRow` on, read one by one.
   * @param code only chunks in which this class code occurs, when given
   */
  abstract findChunks(batchId: string, fromRow: number, code?: number): AsyncIterable<BatchChunk>;

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

  /** Resolves when the store answered a real round trip. */
  abstract ping(): Promise<void>;
}
