import type { BatchHeader } from '../domain/batch.record.js';
import { type HistoryItem, singleItem } from '../domain/history.item.js';
import type { PredictionRecord } from '../domain/prediction.record.js';
import { BatchRows, type ChunkRow } from './batch.rows.js';

/** Makes something of a batch row. */
export type RowMaker<T> = (at: ChunkRow) => T;

/** What the rows of batches are read as. */
export interface RowFormat<T> {
  /** What all rows of a batch share is worked out once. */
  batch(header: BatchHeader): RowMaker<T>;
}

/** What the items of the history are read as. */
export interface ItemFormat<T> extends RowFormat<T> {
  single(record: PredictionRecord): T;
}

export const asItems: ItemFormat<HistoryItem> = {
  single: singleItem,
  batch(header) {
    const rows = new BatchRows(header);
    return (at) => rows.itemOf(at);
  },
};

/** Items as JSON text, without making the objects: `JSON.parse` of it is the item. */
export const asJson: ItemFormat<string> = {
  single: (record) => JSON.stringify(singleItem(record)),
  batch(header) {
    const rows = new BatchRows(header);
    return (at) => rows.jsonOf(at);
  },
};
