import type { BatchChunk, BatchHeader } from '../../batch.record.js';
import type { SqliteSynchronous } from '../sqlite.connection.js';

/** Which history is written. */
export interface WriterOptions {
  readonly path: string;
  readonly synchronous: SqliteSynchronous;
}

/** What the writing thread is asked to do, one after another. */
export type WriterTask =
  | { readonly do: 'catchUp' }
  | { readonly do: 'saveChunk'; readonly batchId: string; readonly chunk: BatchChunk }
  | { readonly do: 'saveBatch'; readonly header: BatchHeader }
  | { readonly do: 'discardBatch'; readonly batchId: string };

/** Errors do not survive the way between threads with their type; they travel as data. */
export interface WriterFault {
  readonly message: string;
  /** Whether a client may be told: the message of a `history-unavailable` problem. */
  readonly isProblem: boolean;
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
