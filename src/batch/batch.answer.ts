import type { Fault } from '../problem/problem.js';
import type { BatchHeader } from '../storage/batch.record.js';
import { openChunk } from '../storage/chunk.codec.js';
import { batchItem, type HistoryItem } from '../storage/history.item.js';
import { rowJson } from '../storage/item.format.js';
import { createdAtOf } from '../storage/prediction.id.js';
import type { ScoredChunk } from './worker/score.task.js';

/** Most rows that a JSON answer lists; more are fetched from `links.results`. */
export const MAX_LISTED_ROWS = 10_000;
/** Rows that are made into text at a time, so that other requests get their turn in between. */
const SLICE_ROWS = 256;

/** What the API says of a batch. */
export function batchView(header: BatchHeader, isRecorded = true) {
  const { id, model, fileName, rows, scored, rejected, labelCounts, ignoredColumns, durationMs } =
    header;
  return {
    batchId: isRecorded ? id : null,
    createdAt: createdAtOf(id).toISOString(),
    model,
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
  header: BatchHeader,
  isRecorded: boolean,
  chunks: readonly ScoredChunk[],
  errors: readonly Fault[],
  errorCount: number,
) {
  const { links, ...view } = batchView(header, isRecorded);
  const isListed = header.scored <= MAX_LISTED_ROWS;
  const predictions = isListed
    ? [...itemsOf(header, chunks)].map((item) => listed(item, isRecorded))
    : null;
  return { ...view, predictions, errors, errorCount, links };
}

/** Answered rows as JSON texts, in slices, as the history will show them. */
export async function* rowSlices(
  header: BatchHeader,
  isRecorded: boolean,
  chunks: ScoredChunk[],
): AsyncGenerator<string[]> {
  const make = rowJson(header, isRecorded);
  for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
    const { data, firstRow, rows } = chunk;
    const view = openChunk(header.layout, data);
    for (let start = 0; start < rows; start += SLICE_ROWS) {
      const size = Math.min(SLICE_ROWS, rows - start);
      yield Array.from({ length: size }, (_, row) => make(view, firstRow, start + row));
      await new Promise(setImmediate);
    }
  }
}

function* itemsOf(header: BatchHeader, chunks: readonly ScoredChunk[]): Generator<HistoryItem> {
  for (const { data, rows, firstRow } of chunks) {
    const view = openChunk(header.layout, data);
    for (let row = 0; row < rows; row++) yield batchItem(header, view, firstRow, row);
  }
}

/** What belongs to the row alone; the rest stands once, at the top of the answer. */
function listed(item: HistoryItem, isRecorded: boolean) {
  const { id, line, label, probabilities, value, unit, warnings } = item;
  return { id: isRecorded ? id : null, line, label, probabilities, value, unit, warnings };
}
