import type { Outcome } from './outcome.js';
import { createdAtOf } from './prediction.id.js';
import type {
  FeatureValue,
  ModelReference,
  PredictionRecord,
  PredictionWarning,
} from './prediction.record.js';

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
  readonly caller?: string | undefined;
  readonly batchId?: string;
  /** The line of the uploaded file where the row begins. */
  readonly line?: number;
}

/** Row of a position behind an entry, whatever that entry is. */
export const AFTER_ENTRY = 9_999_999_999;

/** Where reading goes on: an entry of the history, and a row within it (0 for a single one). */
export interface HistoryPosition {
  readonly entry: string;
  readonly row: number;
}

export function singleItem(record: PredictionRecord): HistoryItem {
  const { id, model, inputs, warnings, requestId, caller, ...outcome } = record;
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
    ...(caller === undefined ? {} : { caller }),
  };
}

/** The position at which a page begins that starts with this item. */
export function positionOf(item: HistoryItem): HistoryPosition {
  if (item.batchId === undefined) return { entry: item.id, row: 0 };
  return { entry: item.batchId, row: Number(item.id.slice(item.batchId.length + 1)) - 1 };
}
