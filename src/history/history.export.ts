import { csvRecord, headed } from '../http/csv.text.js';
import type { HistoryItem } from '../storage/history.reader.js';

const COLUMNS = [
  'id',
  'createdAt',
  'source',
  'batchId',
  'line',
  'model',
  'version',
  'digest',
  'label',
  'value',
  'unit',
  'confidence',
  'inputs',
  'probabilities',
  'warnings',
];

/**
 * Slices of the history as CSV. Its columns are the same for every model, because an export may
 * hold several: what differs between models stands in cells of JSON.
 */
export async function* historyCsv(
  slices: AsyncIterable<readonly HistoryItem[]>,
): AsyncGenerator<string> {
  yield* headed(csvRecord(COLUMNS), slices, (items) => items.map(historyRecord).join(''));
}

function historyRecord(item: HistoryItem): string {
  const { id, createdAt, source, batchId, line, model, label, value, unit, probabilities } = item;
  const confidence = label === undefined ? undefined : probabilities?.[label];
  const json = [item.inputs, probabilities, item.warnings].map(
    (part) => part && JSON.stringify(part),
  );
  return csvRecord([
    id,
    createdAt,
    source,
    batchId,
    line,
    model.name,
    model.version,
    model.digest,
    label,
    value,
    unit,
    confidence,
    ...json,
  ]);
}
