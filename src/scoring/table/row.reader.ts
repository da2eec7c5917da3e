import type { ParquetColumn } from './parquet.column.js';
import type { ReaderState } from './reader.state.js';
import type { RowChunk } from './row.chunk.js';
import type { Dialect, TableOptions } from './table.options.js';
import type { TablePreview } from './table.preview.js';

/** Reads the rows of one kind of file. */
export interface RowReader {
  /** Names of the file's columns that no feature takes. */
  readonly ignored: readonly string[];
  /** Header record of a CSV answer, without its line end; null before it is known. */
  readonly header: string | null;
  /** Columns that a Parquet answer repeats; null when there is none, or before they are known. */
  readonly columns: readonly ParquetColumn[] | null;
  /** Records read so far, good and bad. */
  readonly rows: number;
  /** What the table was taken for; null before its start was seen. */
  readonly dialect: Dialect | null;
  /** Where another reader goes on with the next bytes; null where all are needed at once. */
  readonly state: ReaderState | null;
  /** Of a table that is only checked. */
  readonly preview: TablePreview | null;
  /** @throws Problem when the bytes are not of this kind, or too many */
  push(bytes: Uint8Array): void;
  end(): void;
  /** The bytes end here, but the table need not: a record that is not complete is left out. */
  cut(): void;
  /** Fills a chunk; false when it needs more bytes, or nothing is left. */
  fill(chunk: RowChunk): boolean;
}

/** What a table may have at most. */
export interface TableLimits {
  readonly maxRows: number;
  readonly maxRecordBytes: number;
  /** Most bytes of what comes out of a compressed or column format. */
  readonly maxBytes: number;
  /** Most bytes of a workbook, unpacked. */
  readonly maxSheetBytes: number;
}

/** What of a row goes back to whoever sent it, beside the answer. */
export type PassedForm = 'none' | 'csv' | 'json' | 'parquet';

/** How a table is read, whoever reads it. */
export interface ReadingTerms {
  readonly options: TableOptions;
  readonly limits: TableLimits;
  readonly passed: PassedForm;
  /** Whether the table is only looked at: a header with faults hinders nothing then. */
  readonly isCheck: boolean;
  /** Names of the columns that a CSV answer adds. */
  readonly written: readonly string[];
}
