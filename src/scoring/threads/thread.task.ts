import type { GraphFiles } from '../../inference/runtime/graph.session.js';
import type { ProblemCode } from '../../problem/problem.catalog.js';
import type { Fault } from '../../problem/problem.js';
import type { PackedColumn, ParquetColumn } from '../table/parquet.column.js';
import type { ReaderState } from '../table/reader.state.js';
import type { ChunkParts } from '../table/row.chunk.js';
import type { PassedForm, ReadingTerms } from '../table/row.reader.js';
import type { Dialect } from '../table/table.options.js';
import type { TablePreview } from '../table/table.preview.js';
import type { TextSource } from '../table/text.source.js';

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
  readonly source: TextSource;
  readonly onError: OnError;
  readonly terms: Omit<ReadingTerms, 'written'>;
  /** Most faults to list. */
  readonly maxFaults: number;
  /** Whether somebody takes the `data` of the answered rows. */
  readonly withData: boolean;
  /** Whether the bytes are only the start of the table. */
  readonly isCut?: boolean;
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
  /** What the table was taken for; null before its start was seen. */
  readonly dialect: Dialect | null;
  /** Chunks that are full, or the last. */
  readonly chunks: readonly ChunkParts[];
  /** Those of this part, as far as they may be listed. */
  readonly faults: readonly Fault[];
  /** Records read so far, good and bad. */
  readonly rows: number;
  readonly ignoredColumns: readonly string[];
  /** First record of a CSV answer, with its line end; null before it is known. */
  readonly csvHeader: Uint8Array | null;
  /** Columns that a Parquet answer repeats. */
  readonly columns: readonly ParquetColumn[] | null;
  /** Of a table that is only checked: the first rows, as far as this part has them. */
  readonly preview: TablePreview | null;
}

export interface ChunkTask {
  readonly model: ThreadModel;
  readonly passed: PassedForm;
  readonly dialect: Dialect;
  /** Of a Parquet answer: those that it repeats. */
  readonly columns: readonly ParquetColumn[] | null;
  readonly withData: boolean;
  readonly chunk: ChunkParts;
}

/** Rows that were answered. */
export interface ScoredChunk {
  readonly rows: number;
  /** Packed by `packChunk`, for the history and for JSON; null where nobody takes it. */
  readonly data: Uint8Array<ArrayBuffer> | null;
  /** The rows as CSV, with their answers. */
  readonly csv: Uint8Array<ArrayBuffer> | null;
  /** The columns of each row that no feature takes, as members of JSON. */
  readonly passed: PassedRows | null;
  /** The rows as columns of Parquet, with their answers. */
  readonly packed: readonly PackedColumn[] | null;
  /** Answered rows by the code of their label; empty for a regression model. */
  readonly counts: readonly number[];
}

/** Texts of rows: that of row r is `text[ends[r - 1] .. ends[r])`. */
export interface PassedRows {
  readonly text: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Problems do not survive the way between threads as errors; they travel as data. */
export type Answered<T> =
  | { readonly value: T }
  | {
      readonly problem: {
        readonly code: ProblemCode;
        readonly detail: string;
        readonly errors: readonly Fault[] | undefined;
        readonly members: Readonly<Record<string, unknown>> | undefined;
      };
    };
