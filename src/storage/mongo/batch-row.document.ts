import { type mongo, Schema } from 'mongoose';
import type { BatchDocument } from './prediction.document.js';

/** A packed chunk of a batch. */
export interface ChunkDocument {
  /** See `chunkKey`. */
  readonly _id: string;
  readonly firstRow: number;
  readonly rows: number;
  /** The class codes that occur in it; absent for a regression model. */
  readonly codes?: readonly number[];
  readonly data: mongo.Binary;
}

/** A batch whose chunks are being written; deleted when its header is there. */
export interface OpenBatchDocument {
  readonly _id: string;
  /** Counts up as long as somebody writes the batch; the version before this one has none. */
  readonly beats?: number;
  /** Set once all rows are there: the batch is to be kept, and whoever comes makes it visible. */
  readonly header?: BatchDocument;
  /** Set before its chunks are removed: it will never be kept. */
  readonly isDiscarded?: boolean;
}

export const BATCH_ROWS = 'batch_rows';
export const OPEN_BATCHES = 'open_batches';

export const batchRowSchema = new Schema<ChunkDocument>(
  {
    _id: { type: String, required: true },
    firstRow: Number,
    rows: Number,
    codes: { type: [Number], default: undefined },
    data: Buffer,
  },
  { collection: BATCH_ROWS, strict: 'throw', strictQuery: 'throw', versionKey: false },
);
batchRowSchema.index({ codes: 1, _id: 1 });

export const openBatchSchema = new Schema<OpenBatchDocument>(
  {
    _id: { type: String, required: true },
    beats: Number,
    header: Schema.Types.Mixed,
    isDiscarded: Boolean,
  },
  { collection: OPEN_BATCHES, strict: 'throw', strictQuery: 'throw', versionKey: false },
);

/** The id of a chunk: ordered by row within its batch. */
export function chunkKey(batchId: string, firstRow: number): string {
  return `${batchId}.${String(firstRow).padStart(10, '0')}`;
}

/** Greater than the keys of all chunks of a batch. */
export function lastChunkKey(batchId: string): string {
  return `${batchId}.~`;
}
