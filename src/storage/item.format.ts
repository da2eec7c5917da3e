import type { BatchHeader } from './batch.record.js';
import type { ChunkView } from './chunk.view.js';
import { batchItem, type HistoryItem, singleItem, warningsOf } from './history.item.js';
import { createdAtOf } from './prediction.id.js';
import type { PredictionRecord } from './prediction.record.js';

/** Makes something of a batch row; rows count from 0 within the chunk. */
export type RowMaker<T> = (view: ChunkView, chunkFirstRow: number, row: number) => T;

/** What the items of the history are read as. */
export interface ItemFormat<T> {
  single(record: PredictionRecord): T;
  /** What all rows of a batch share is worked out once. */
  batch(header: BatchHeader): RowMaker<T>;
}

export const asItems: ItemFormat<HistoryItem> = {
  single: singleItem,
  batch: (header) => (view, chunkFirstRow, row) => batchItem(header, view, chunkFirstRow, row),
};

/** Items as JSON text, without making the objects: `JSON.parse` of it is the item. */
export const asJson: ItemFormat<string> = {
  single: (record) => JSON.stringify(singleItem(record)),
  batch: (header) => rowJson(header, true),
};

/** @param isRecorded whether the history has the rows; those it has not have no id */
export function rowJson(header: BatchHeader, isRecorded: boolean): RowMaker<string> {
  const { id, model, requestId, layout } = header;
  const inputs = layout.features.map(({ name }) => JSON.stringify(name));
  const classes = layout.classes?.map((name) => JSON.stringify(name));
  const unit = layout.unit === undefined ? '' : `,"unit":${JSON.stringify(layout.unit)}`;
  const before = [
    `"createdAt":${JSON.stringify(createdAtOf(id))}`,
    `"model":${JSON.stringify(model)}`,
    '"source":"batch"',
    '"inputs":{',
  ].join(',');
  const batchId = isRecorded ? JSON.stringify(id) : null;
  const after = `"recorded":${isRecorded},"requestId":${JSON.stringify(requestId)},"batchId":${batchId},"line":`;

  return (view, chunkFirstRow, row) => {
    const rowId = isRecorded ? `"${id}.${chunkFirstRow + row + 1}"` : null;
    const features = joined(inputs, (at) => valueJson(view.feature(row, at)));
    const outcome = classes
      ? `"label":${classes[view.labels?.[row] ?? -1]},"probabilities":{${joined(classes, (at) => view.probability(row, at))}}`
      : `"value":${view.value(row)}${unit}`;
    const warnings = warningsOf(header, view, row);
    const said = warnings.length === 0 ? '[]' : JSON.stringify(warnings);
    return `{"id":${rowId},${before}${features}},${outcome},"warnings":${said},${after}${view.line(row)}}`;
  };
}

function joined(names: readonly string[], valueAt: (at: number) => string | number): string {
  let text = '';
  for (let at = 0; at < names.length; at++) {
    text += `${at === 0 ? '' : ','}${names[at]}:${valueAt(at)}`;
  }
  return text;
}

function valueJson(value: string | number | null): string | number {
  if (typeof value === 'number') return value;
  return value === null ? 'null' : JSON.stringify(value);
}
