import type { BatchChunk, BatchHeader } from '../../../domain/batch.record.js';
import type { ProblemCode } from '../../../problem/problem.catalog.js';
import type { SqliteSynchronous } from '../sqlite.connection.js';

/** Which history is written. */
export interface WriterOptions {
  readonly path: string;
  readonly synchronous: SqliteSynchronous;
}

/** What the writing thread is asked to do, one after another. */
export type WriterTask =
  | { readonly do: 'move' }
  | { readonly do: 'saveChunk'; readonly batchId: string; readonly chunk: BatchChunk }
  | { readonly do: 'saveBatch'; readonly header: BatchHeader }
  | { readonly do: 'discardBatch'; readonly batchId: string }
  | { readonly do: 'tryWrite' };

/** Errors do not survive the way between threads with their type; they travel as data. */
export interface WriterFault {
  readonly message: string;
  /** Of the problem that a client is told; null when it may not be. */
  readonly problem: ProblemCode | null;
  /** Of what is at the bottom of it, as `SQLITE_FULL` or `ENOSPC`. */
  readonly cause: string | null;
}

export interface WriterRequest {
  readonly number: number;
  readonly task: WriterTask;
}

/** The answer to the request of that number; `fault` is null when it was done. */
export interface WriterReply {
  readonly number: number;
  readonly fault: WriterFault | null;
}
