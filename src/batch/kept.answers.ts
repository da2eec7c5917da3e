import { CSV_TYPE, NDJSON_TYPE, PARQUET_TYPE } from '../http/text.stream.js';
import type { AnswerSink } from '../scoring/file.scoring.js';
import type { PlacedChunk } from '../scoring/row.slices.js';
import type { PackedColumn } from '../scoring/table/parquet.column.js';
import type { PassedForm } from '../scoring/table/row.reader.js';
import type { ScoredChunk } from '../scoring/threads/thread.task.js';
import { MAX_LISTED_ROWS } from './batch.answer.js';

/** Rows as columns of Parquet. */
export interface RowGroup {
  readonly packed: readonly PackedColumn[];
  readonly rows: number;
}

const FORMS: Readonly<Record<string, PassedForm>> = {
  [CSV_TYPE]: 'csv',
  [NDJSON_TYPE]: 'json',
  [PARQUET_TYPE]: 'parquet',
};

/**
 * Answers wait here until the batch is stored, because an answered prediction is a stored one:
 * as CSV text, as columns of Parquet, or packed when they become JSON.
 */
export class KeptAnswers implements AnswerSink {
  readonly csv: Uint8Array[] = [];
  readonly groups: RowGroup[] = [];
  chunks: PlacedChunk[] = [];
  readonly passed: PassedForm;
  /** JSON is made of packed rows. */
  readonly takesData: boolean;
  private rows = 0;

  /** @param type of the answer */
  constructor(private readonly type: string) {
    this.passed = FORMS[type] ?? 'none';
    this.takesData = this.passed === 'none' || this.passed === 'json';
  }

  take(_batchId: string, { csv, data, rows, passed, packed }: ScoredChunk, firstRow: number): void {
    this.rows += rows;
    if (csv !== null) this.csv.push(csv);
    else if (packed !== null) this.groups.push({ packed, rows });
    else if (this.type === NDJSON_TYPE || this.rows <= MAX_LISTED_ROWS) {
      this.chunks.push({ data: data as Uint8Array, rows, firstRow, passed });
    } else this.chunks = [];
  }

  finish(): void {}

  discard(): void {
    this.csv.length = 0;
    this.groups.length = 0;
    this.chunks = [];
  }
}
