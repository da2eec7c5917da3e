import type { BatchChunk, BatchHeader } from '../domain/batch.record.js';
import { createdAtOf } from '../domain/prediction.id.js';
import type { FileCheck } from '../scoring/file.scoring.js';
import { BatchRows } from '../storage/batch.rows.js';
import { openChunk } from '../storage/chunk/chunk.codec.js';
import type { BatchOutcome } from './batch.service.js';

/** Most rows that a JSON answer lists; more are fetched from `links.results`. */
export const MAX_LISTED_ROWS = 10_000;

/** What the API says of a batch. */
export function batchView(header: BatchHeader, isRecorded = true) {
  const { id, model, caller, fileName, rows, scored, rejected } = header;
  const { labelCounts, ignoredColumns, durationMs } = header;
  return {
    batchId: isRecorded ? id : null,
    createdAt: createdAtOf(id).toISOString(),
    model,
    ...(caller === undefined ? {} : { caller }),
    fileName,
    rows,
    scored,
    rejected,
    labelCounts,
    ignoredColumns,
    durationMs,
    recorded: isRecorded,
    links: isRecorded
      ? {
          self: `/batches/${id}`,
          results: `/batches/${id}/results`,
          history: `/history?batchId=${id}`,
        }
      : null,
  };
}

/** The JSON answer of `POST /predict-batch`; `predictions` is null beyond 10,000 rows. */
export function batchAnswer(
  { header, isRecorded, faults, faultCount, dialect }: BatchOutcome,
  chunks: readonly BatchChunk[],
) {
  const { links, ...view } = batchView(header, isRecorded);
  const isListed = header.scored <= MAX_LISTED_ROWS;
  const predictions = isListed ? listedRows(header, isRecorded, chunks) : null;
  return { ...view, dialect, predictions, errors: faults, errorCount: faultCount, links };
}

/** The JSON answer of `POST /predict-batch/check`. */
export function checkAnswer(check: FileCheck, isWhole: boolean) {
  const { model, dialect, sheets, rows, columns, missing, ignoredColumns, shown, faults } = check;
  const found = { model, dialect, sheets, rows, isWhole, columns, missing, ignoredColumns };
  return { ...found, preview: shown, errors: faults, errorCount: check.faultCount };
}

/** What belongs to each row alone; the rest stands once, at the top of the answer. */
function listedRows(
  header: BatchHeader,
  isRecorded: boolean,
  chunks: readonly BatchChunk[],
): object[] {
  const rowsOf = new BatchRows(header, isRecorded);
  return chunks.flatMap(({ data, firstRow, rows }) => {
    const view = openChunk(header.layout, data);
    return Array.from({ length: rows }, (_, row) => {
      const at = { view, firstRow, row };
      return { id: rowsOf.idOf(at), line: view.line(row), ...rowsOf.answerOf(at) };
    });
  });
}
