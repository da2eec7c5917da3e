import type { GraphFiles } from '../../inference/runtime/graph.session.js';
import type { ProblemCode } from '../../problem/problem.catalog.js';
import type { Fault } from '../../problem/problem.js';
import type { ReaderState } from '../table/reader.state.js';
import type { ChunkParts } from '../table/row.chunk.js';
import type { TableLimits } from '../table/row.reader.js';

export type OnError = 'reject' | 'skip';

/** What a thread scores with. */
export interface ThreadModel {
  readonly contractHash: string;
  /** As JSON, which a thread reads once. */
  readonly contract: string;
  readonly files: GraphFiles;
}

/** How a table is read and answered; the same for all of its parts. */
export interface TableTask {
  readonly model: ThreadModel;
  readonly kind: 'csv' | 'json';
  readonly onError: OnError;
  /** Whether to write the answered rows as CSV. */
  readonly isCsvAnswer: boolean;
  readonly limits: TableLimits;
  /** Most faults to list. */
  readonly maxFaults: number;
}

/** Where reading goes on: in the middle of a record, and of a chunk. */
export interface ReadingState {
  /** Of the reader; null before the first part. */
  readonly reader: ReaderState | null;
  /** Good rows that do not fill a chunk yet. */
  readonly chunk: ChunkParts | null;
  readonly faults: number;
}

/** A part of a table, to be read behind the one before. */
export interface ReadTask {
  readonly table: TableTask;
  readonly state: ReadingState;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isLast: boolean;
}

/** What was in a part. */
export interface ReadPart {
  readonly state: ReadingState;
  /** Chunks that are full, or the last. */
  readonly chunks: readonly ChunkParts[];
  /** Those of this part, as far as they may be listed. */
  readonly faults: readonly Fault[];
  /** Records read so far, good and bad. */
  readonly rows: number;
  readonly ignoredColumns: readonly string[];
  /** First record of a CSV answer, with its line end; null before it is known. */
  readonly csvHeader: Uint8Array | null;
}

export interface ChunkTask {
  readonly table: Pick<TableTask, 'model' | 'isCsvAnswer'>;
  readonly chunk: ChunkParts;
}

/** Rows that were answered. */
export interface ScoredChunk {
  readonly rows: number;
  /** Packed by `packChunk`. */
  readonly data: Uint8Array<ArrayBuffer>;
  readonly csv: Uint8Array<ArrayBuffer> | null;
  /** Answered rows by the code of their label; empty for a regression model. */
  readonly counts: readonly number[];
}

/** Problems do not survive the way between threads as errors; they travel as data. */
export type Answered<T> =
  | { readonly value: T }
  | {
      readonly problem: { code: ProblemCode; detail: string; errors: readonly Fault[] | undefined };
    };
