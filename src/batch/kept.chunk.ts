import type { BatchChunk } from '../domain/batch.record.js';
import type { PassedRows } from '../scoring/threads/thread.task.js';

/** Rows that become JSON, with the columns of the file that no feature takes. */
export interface KeptChunk extends BatchChunk {
  readonly passed: PassedRows | null;
}
