import type { BatchHeader } from './batch.record.js';
import type { ChunkView } from './chunk.view.js';
import { createdAtOf } from './prediction.id.js';
import type {
  FeatureValue,
  ModelReference,
  Outcome,
  PredictionRecord,
  PredictionWarning,
} from './prediction.record.js';
import { trainingRangeWarning } from './training-range.warning.js';

/** One prediction of the history, as it was answered and with what it was asked. */
export interface HistoryItem extends Outcome {
  /** `<uuid>` of a single prediction, `<batch id>.<row>` of a batch row, rows from 1. */
  readonly id: string;
  readonly createdAt: string;
  readonly model: ModelReference;
  readonly source: 'single' | 'batch';
  readonly inputs: Readonly<Record<string, FeatureValue>>;
  readonly warnings: readonly PredictionWarning[];
  readonly recorded: true;
  readonly requestId: string;
  readonly batchId?: string;
  /** The line of the uploaded file where the row begins. */
  readonly line?: number;
}

/** Where reading goes on: an entry of the history, and a row within it (0 for a single one). */
export interface HistoryPosition {
  readonly entry: string;
  readonly row: number;
}

export function singleItem(record: PredictionRecord): HistoryItem {
  const { id, model, inputs, warnings, requestId, ...outcome } = record;
  return {
    id,
    createdAt: createdAtOf(id).toISOString(),
    model,
    source: 'single',
    inputs,
    ...outcome,
    warnings,
    recorded: true,
    requestId,
  };
}

/**
 * One row of a batch.
 * @param chunkFirstRow the chunk's first row within the batch, from 0
 * @param row within the chunk, from 0
 */
export function batchItem(
  header: BatchHeader,
  view: ChunkView,
  chunkFirstRow: number,
  row: number,
): HistoryItem {
  return {
    id: `${header.id}.${chunkFirstRow + row + 1}`,
    createdAt: createdAtOf(header.id).toISOString(),
    model: header.model,
    source: 'batch',
    inputs: view.inputs(row),
    ...outcomeOf(header, view, row),
    warnings: warningsOf(header, view, row),
    recorded: true,
    requestId: header.requestId,
    batchId: header.id,
    line: view.line(row),
  };
}

/** The position at which a page begins that starts with this item. */
export function positionOf(item: HistoryItem): HistoryPosition {
  if (item.batchId === undefined) return { entry: item.id, row: 0 };
  return { entry: item.batchId, row: Number(item.id.slice(item.batchId.length + 1)) - 1 };
}

function outcomeOf(header: BatchHeader, view: ChunkView, row: number): Outcome {
  const value = view.value(row);
  if (value !== null) {
    const { unit } = header.layout;
    return unit === undefined ? { value } : { value, unit };
  }
  return {
    label: view.label(row) ?? '',
    probabilities: view.probabilities(row) ?? {},
  };
}

/** Warnings of one batch row, by the training ranges that its batch was stored with. */
export function warningsOf(header: BatchHeader, view: ChunkView, row: number): PredictionWarning[] {
  const warnings: PredictionWarning[] = [];
  for (const [index, { name, min, max }] of header.layout.features.entries()) {
    if (min === undefined && max === undefined) continue;
    const value = view.feature(row, index);
    const warning = typeof value === 'number' ? trainingRangeWarning(name, value, min, max) : null;
    if (warning !== null) warnings.push(warning);
  }
  return warnings;
}
