import type { HistoryItem } from '../domain/history.item.js';
import { csvRecord, headed } from '../scoring/table/csv.text.js';
import { groupsOf } from '../scoring/table/parquet.group.js';
import { parquetOf } from '../scoring/table/parquet.stream.js';
import type { HistoryColumn } from './history.columns.js';

type Slices = AsyncIterable<readonly HistoryItem[]>;

/** Slices of the history as CSV. */
export function historyCsv(
  columns: readonly HistoryColumn[],
  slices: Slices,
): AsyncGenerator<string> {
  const recordOf = (item: HistoryItem) => csvRecord(columns.map(({ of }) => of(item)));
  const header = csvRecord(columns.map(({ name }) => name));
  return headed(header, slices, (items) => items.map(recordOf).join(''));
}

/** Slices of the history as a Parquet file. */
export function historyParquet(
  columns: readonly HistoryColumn[],
  slices: Slices,
): AsyncGenerator<Uint8Array> {
  return parquetOf(columns, groupsOf(rowsOf(columns, slices), columns.length));
}

async function* rowsOf(columns: readonly HistoryColumn[], slices: Slices) {
  const readers = columns.map(({ type, of }) => {
    if (type !== 'timestamp') return of;
    return (item: HistoryItem) => Date.parse(String(of(item)));
  });
  for await (const items of slices) yield items.map((item) => readers.map((of) => of(item)));
}
