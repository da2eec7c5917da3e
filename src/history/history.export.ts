import { ANSWER_MEMBERS } from '../domain/answer.codec.js';
import type { HistoryItem } from '../domain/history.item.js';
import { csvRecord, headed } from '../scoring/table/csv.text.js';

const PLAIN = ANSWER_MEMBERS.filter(({ isNested }) => !isNested).map(({ name }) => name);
const NESTED = ANSWER_MEMBERS.filter(({ isNested }) => isNested).map(({ name }) => name);
const COLUMNS = [
  ...['id', 'createdAt', 'source', 'batchId', 'line', 'model', 'version', 'digest'],
  ...[...PLAIN, 'confidence', 'inputs', ...NESTED, 'warnings', 'caller'],
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
  const { id, createdAt, source, batchId, line, model, label, probabilities } = item;
  const confidence = label === undefined ? undefined : probabilities?.[label];
  return csvRecord([
    ...[id, createdAt, source, batchId, line, model.name, model.version, model.digest],
    ...PLAIN.map((name) => item[name]),
    confidence,
    ...[item.inputs, ...NESTED.map((name) => item[name]), item.warnings].map(json),
    item.caller,
  ]);
}

function json(part: unknown): string | undefined {
  return part === undefined ? undefined : JSON.stringify(part);
}
