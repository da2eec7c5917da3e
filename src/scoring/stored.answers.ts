import type { BatchHeader } from '../domain/batch.record.js';
import { BatchRepository } from '../storage/ports/batch.repository.js';
import type { AnswerHead, AnswerSink } from './file.scoring.js';
import type { PassedForm } from './table/row.reader.js';
import type { ScoredChunk } from './threads/thread.task.js';

/** Puts answers into the history before anybody else gets them: a batch as a whole or not at all. */
export class StoredAnswers implements AnswerSink {
  readonly passed: PassedForm;
  readonly takesData = true;

  /** @param next gets what is stored */
  constructor(
    private readonly batches: BatchRepository,
    private readonly next: AnswerSink,
  ) {
    this.passed = next.passed;
  }

  async take(
    batchId: string,
    chunk: ScoredChunk,
    firstRow: number,
    head: AnswerHead,
  ): Promise<void> {
    const { rows, data } = chunk;
    await this.batches.saveChunk(batchId, { firstRow, rows, data: data as Uint8Array });
    await this.next.take(batchId, chunk, firstRow, head);
  }

  async finish(header: BatchHeader): Promise<void> {
    await this.batches.saveBatch(header);
    await this.next.finish(header);
  }

  /** The first error is the one to report; what this leaves behind is swept later. */
  async discard(batchId: string): Promise<void> {
    await this.next.discard(batchId);
    await this.batches.discardBatch(batchId).catch(() => {});
  }
}
