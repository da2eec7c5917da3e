import type { BatchChunk, BatchHeader } from '../../domain/batch.record.js';

/**
 * Keeps files of answered rows, as packed chunks and one header. Chunks whose header never comes are
 * removed, once whoever wrote them is known to be gone.
 */
export abstract class BatchRepository {
  /** Stores one chunk of a batch that no reader sees yet. */
  abstract saveChunk(batchId: string, chunk: BatchChunk): Promise<void>;

  /**
   * Makes a batch visible.
   * @throws Error when the stored chunks do not hold exactly `header.scored` rows.
   */
  abstract saveBatch(header: BatchHeader): Promise<void>;

  /** Removes the chunks of a batch that was given up before `saveBatch`. */
  abstract discardBatch(batchId: string): Promise<void>;

  abstract findBatch(id: string): Promise<BatchHeader | null>;

  /**
   * The chunks of a batch in row order, from the one that holds `fromRow` on, read one by one.
   * @param code only chunks in which this class code occurs, when given
   */
  abstract findChunks(batchId: string, fromRow: number, code?: number): AsyncIterable<BatchChunk>;
}
