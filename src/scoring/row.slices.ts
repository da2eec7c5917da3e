import { BatchRows, type RowsOrigin } from '../storage/batch.rows.js';
import { openChunk } from '../storage/chunk/chunk.codec.js';
import type { PassedRows, ScoredChunk } from './threads/thread.task.js';

/** Rows that are made into text at a time, so that others get their turn in between. */
const SLICE_ROWS = 256;

/** Answered rows, and where they stand among those of their file. */
export interface PlacedChunk extends Pick<ScoredChunk, 'rows' | 'passed'> {
  /** Packed by `packChunk`. */
  readonly data: Uint8Array;
  readonly firstRow: number;
}

/**
 * Answered rows as JSON texts, in slices, as the history will show them.
 * @param chunks are let go of one after another
 */
export async function* rowSlices(
  origin: RowsOrigin,
  isRecorded: boolean,
  chunks: PlacedChunk[],
): AsyncGenerator<string[]> {
  const rowsOf = new BatchRows(origin, isRecorded);
  for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
    const { data, firstRow, rows, passed } = chunk;
    const view = openChunk(origin.layout, data);
    for (let start = 0; start < rows; start += SLICE_ROWS) {
      const size = Math.min(SLICE_ROWS, rows - start);
      yield Array.from({ length: size }, (_, at) =>
        withColumns(rowsOf.jsonOf({ view, firstRow, row: start + at }), passed, start + at),
      );
      await new Promise(setImmediate);
    }
  }
}

/** The row with the columns of the file that no feature takes, as they were sent. */
function withColumns(json: string, passed: PassedRows | null, row: number): string {
  if (passed === null || passed.text.length === 0) return json;
  const { text, ends } = passed;
  const start = ends[row - 1] ?? 0;
  const members = Buffer.from(text.buffer, start, (ends[row] ?? 0) - start);
  return `${json.slice(0, -1)},"ignoredColumns":{${members.toString('utf8')}}}`;
}
